import type { ProblemBody } from '../http/problems.ts';

/** A failure in a person's words: what happened, and where to go on. */
export function ProblemPage({ problem }: { problem: ProblemBody }) {
  return (
    <section class="narrow">
      <h1>{problem.titleVi}</h1>
      {problem.errors.length === 0 ? null : (
        <ul>
          {problem.errors.map((one) => (
            <li key={one.pointer}>{one.messageVi}</li>
          ))}
        </ul>
      )}
      <p>{ADVICE[problem.code] ?? 'Anh/chị kiểm tra lại địa chỉ, hoặc quay về bảng theo dõi.'}</p>
      <p>
        <a class="button" href="/">
          Về bảng theo dõi
        </a>
      </p>
    </section>
  );
}

const ADVICE: Partial<Record<ProblemBody['code'], string>> = {
  forbidden:
    'Nếu đây là việc của anh/chị, có thể trang đã mở quá lâu: mở lại trang rồi thử lại, hoặc hỏi quản trị hệ thống.',
  rate_limited: 'Anh/chị chờ một phút rồi mở lại trang.',
  internal: 'Lỗi đã được ghi lại. Anh/chị thử lại sau ít phút; nếu vẫn lỗi, báo quản trị hệ thống.',
  unavailable: 'Anh/chị thử lại sau ít phút.',
};
