import type { ProblemBody } from '../http/problems.ts';
import { BOARD } from './addresses.ts';
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
        <a class="button" href={BOARD}>
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
  'Anh/chị vui lòng kiểm tra lại địa chỉ, hoặc quay về bảng theo dõi.',
  'Check the address, or go back to the board.',
];

const ADVICE: Partial<Record<ProblemBody['code'], Words>> = {
  forbidden: [
    'Nếu đây là việc của anh/chị, có thể trang đã mở quá lâu: mở lại trang rồi thử lại, hoặc liên hệ quản trị viên.',
    'If this is your work, the page may have been open too long: open it again and retry, or ask the administrator.',
  ],
  no_programme: [
    'Quản trị hệ thống lập đợt báo cáo cho tỉnh, thành phố ở mục Quản trị → Đợt báo cáo. Có đợt rồi, trang này mở như thường.',
    'An administrator makes a programme for the province under Administration → Programmes. This page opens once there is one.',
  ],
  conflict: [
    'Anh/chị vui lòng mở lại trang để xem nội dung mới nhất rồi làm lại.',
    'Open the page again to see how it stands now, then try once more.',
  ],
  rate_limited: [
    'Anh/chị vui lòng chờ một phút rồi mở lại trang.',
    'Wait a minute, then open the page again.',
  ],
  internal: [
    'Hệ thống đã ghi nhận lỗi. Anh/chị vui lòng thử lại sau ít phút; nếu vẫn lỗi, liên hệ quản trị viên.',
    'The error has been logged. Try again in a few minutes; if it stays, tell the administrator.',
  ],
  unavailable: [
    'Báo cáo đã được hệ thống xác nhận thì vẫn còn. Nội dung vừa gửi có thể chưa được lưu: anh/chị vui lòng mở lại trang sau ít phút để xem, rồi gửi lại nếu chưa có.',
    'Reports that were acknowledged are kept. What you have just sent may not be stored: open the page again in a few minutes, and send it once more if it is not there.',
  ],
};
