import type { ProblemBody } from '../http/problems.ts';
import { useSay, type Words } from './language.tsx';

/** A failure in a person's words: what happened, and where to go on. */
export function ProblemPage({ problem }: { problem: ProblemBody }) {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say(...(TITLES[problem.code] ?? [problem.titleVi, problem.title]))}</h1>
      {problem.errors.length === 0 ? null : (
        <ul>
          {problem.errors.map((one) => (
            <li key={one.pointer}>{say(one.messageVi, one.message)}</li>
          ))}
        </ul>
      )}
      <p>{say(...(ADVICE[problem.code] ?? ELSE))}</p>
      <p>
        <a class="button" href="/">
          {say('Về bảng theo dõi', 'Back to the board')}
        </a>
      </p>
    </section>
  );
}

/** In place of words for programs. */
const TITLES: Partial<Record<ProblemBody['code'], Words>> = {
  invalid_query: ['Địa chỉ trang có chỗ chưa đúng', 'Something in the address of this page is not right'],
};

const ELSE: Words = [
  'Anh/chị kiểm tra lại địa chỉ, hoặc quay về bảng theo dõi.',
  'Check the address, or go back to the board.',
];

const ADVICE: Partial<Record<ProblemBody['code'], Words>> = {
  forbidden: [
    'Nếu đây là việc của anh/chị, có thể trang đã mở quá lâu: mở lại trang rồi thử lại, hoặc hỏi quản trị hệ thống.',
    'If this is your work, the page may have been open too long: open it again and retry, or ask the administrator.',
  ],
  no_programme: [
    'Quản trị hệ thống lập đợt báo cáo cho tỉnh, thành phố ở mục Quản trị → Đợt báo cáo. Có đợt rồi, trang này mở như thường.',
    'An administrator makes a programme for the province under Administration → Programmes. This page opens once there is one.',
  ],
  conflict: [
    'Anh/chị mở lại trang để xem nội dung mới nhất rồi làm lại.',
    'Open the page again to see how it stands now, then try once more.',
  ],
  rate_limited: ['Anh/chị chờ một phút rồi mở lại trang.', 'Wait a minute, then open the page again.'],
  internal: [
    'Lỗi đã được ghi lại. Anh/chị thử lại sau ít phút; nếu vẫn lỗi, báo quản trị hệ thống.',
    'The failure is written down. Try again in a few minutes; if it stays, tell the administrator.',
  ],
  unavailable: [
    'Báo cáo mà hệ thống đã báo nhận thì vẫn còn. Việc vừa gửi có thể chưa được ghi: anh/chị mở lại trang sau ít phút để xem, rồi gửi lại nếu chưa có.',
    'Reports that were acknowledged are kept. What you have just sent may not be stored: open the page again in a few minutes, and send it once more if it is not there.',
  ],
};
