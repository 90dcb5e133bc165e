import type { Draft, DraftStep } from '../../intake/draft-store.ts';
import { formatNumber } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { Progress } from '../parts/progress.tsx';
import { draftAddress } from './addresses.ts';

/** Seconds after which the browser looks again. */
export const LOOK_AGAIN_S = 2;

const STEPS: Record<DraftStep, Words> = {
  read: ['Đọc tệp', 'Read the file'],
  check: ['Kiểm tra từng dòng', 'Check each row and store it on trial'],
  store: ['Lưu số liệu', 'Store the figures'],
};

/** How far the work on a sheet is: what is done, what is being done, what comes; no guess of how long. */
export function ImportProgress({ draft, now }: { draft: Draft; now: Date }) {
  const say = useSay();
  const { fileName, step, sheet, createdAt, answeredAt } = draft;
  const steps: DraftStep[] =
    step === 'store' ? ['store'] : answeredAt === null ? ['read', 'check'] : ['check'];
  const at = steps.indexOf(step);
  const seconds = Math.max(0, Math.round((now.getTime() - createdAt.getTime()) / 1000));
  return (
    <div class="report">
      <h1>{say('Đang xử lý tệp', 'The file is being worked on')}</h1>
      <p class="day">{fileName}</p>
      <div role="status">
        {/* Of a single step nobody can tell how far it is. */}
        <Progress done={steps.length > 1 ? at : undefined} of={steps.length}>
          {say(`Bước ${at + 1} trên ${steps.length}`, `DraftStep ${at + 1} of ${steps.length}`)}:{' '}
          <b>{say(...STEPS[step])}</b>
        </Progress>
      </div>
      <p>
        {sheet
          ? say(
              `Tệp có ${formatNumber(sheet.found.rows.length)} dòng.`,
              `The file has ${formatNumber(sheet.found.rows.length)} rows.`,
            )
          : null}{' '}
        {answeredAt === null ? say(`Đã chạy ${seconds} giây.`, `${seconds} seconds so far.`) : null}{' '}
        {say(
          'Trang tự cập nhật; anh/chị có thể rời đi rồi quay lại.',
          'This page looks again by itself; you may leave and come back.',
        )}
      </p>
      <p class="actions">
        <a class="button quiet" href={draftAddress(draft.id)}>
          {say('Xem ngay', 'Look now')}
        </a>
      </p>
    </div>
  );
}
