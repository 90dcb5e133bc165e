import { formatDay } from '../../days.ts';
import type { DeadlineRow } from '../../plans/types.ts';
import { useSay } from '../language.tsx';

/** A deadline as it is written, with the last day on time that it comes to. */
export function DeadlineShown({ of: { asWritten, lastDay, recurring } }: { of: DeadlineRow }) {
  const say = useSay();
  return (
    <>
      <span lang="vi">{asWritten === '' ? say('chưa ghi', 'not written') : asWritten}</span>
      {lastDay ? (
        <small class="under">
          {say('đúng hạn đến', 'on time until')} {formatDay(lastDay)}
        </small>
      ) : recurring ? null : (
        <small class="under">{say('cần nhập ngày', 'its day is to be given')}</small>
      )}
    </>
  );
}
