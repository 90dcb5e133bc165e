import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { SECTIONS } from './frame.tsx';

export interface Troubles {
  /** Runs of jobs that have failed and are tried no more. */
  jobs: number;
  /** Messages that could not be sent. */
  messages: number;
}

/** The front page of the administration: what needs a look, then the ways to its parts. */
export function Overview({ troubles }: { troubles: Troubles }) {
  const say = useSay();
  const { jobs, messages } = troubles;
  return (
    <>
      <h1>{say('Quản trị', 'Administration')}</h1>
      {jobs + messages === 0 ? (
        <p class="hint">
          {say('Không có tác vụ lỗi, không có tin gửi lỗi.', 'No job and no message has failed.')}
        </p>
      ) : (
        <section class="notice" aria-label={say('Cần xem', 'Needs a look')}>
          <ul>
            {jobs === 0 ? null : (
              <li>
                <a href="/quan-tri/tac-vu">
                  {say(
                    `${formatNumber(jobs)} lần chạy lỗi trong 7 ngày qua`,
                    `${formatNumber(jobs)} runs failed in the last 7 days`,
                  )}
                </a>
              </li>
            )}
            {messages === 0 ? null : (
              <li>
                <a href="/quan-tri/tin-gui-di?state=failed">
                  {say(
                    `${formatNumber(messages)} tin không gửi được`,
                    `${formatNumber(messages)} messages could not be sent`,
                  )}
                </a>
              </li>
            )}
          </ul>
        </section>
      )}
      <ul class="cards">
        {SECTIONS.map(({ href, name, what }) => (
          <li key={href} class="panel">
            <a href={href}>{say(...name)}</a>
            <p class="hint">{say(...what)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
