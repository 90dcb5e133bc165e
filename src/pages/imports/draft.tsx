import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { Pager } from '../parts/pager.tsx';
import { SheetNotices } from '../parts/sheet-notices.tsx';
import { draftAddress, PATH } from './addresses.ts';
import type { DraftFacts } from './facts.ts';
import { ImportSummary } from './summary.tsx';
import { DraftTable } from './table.tsx';

export interface DraftProps {
  facts: DraftFacts;
  formToken: string;
}

/** What the check said of a sheet: to be put right here or in the file, and then stored. */
export function ImportDraft({ facts, formToken }: DraftProps) {
  const say = useSay();
  const { draft, page } = facts;
  const { answer } = draft;
  if (answer === null) return null;
  const done = draft.step === 'store';
  return (
    <>
      <div>
        <h1>
          {done
            ? say('Đã lưu số liệu từ tệp', 'Figures stored from the file')
            : say('Kiểm tra tệp trước khi lưu', 'Check before storing')}
        </h1>
        <p class="day">{draft.fileName}</p>
      </div>
      {draft.faults.map(({ message, messageVi }) => (
        <p key={message} class="notice bad" role="alert">
          {say(messageVi, message)}
        </p>
      ))}
      <ImportSummary draft={draft} answer={answer} />
      <SheetNotices answer={answer} />
      {done ? null : <Hidden facts={facts} formToken={formToken} />}
      <Store facts={facts} formToken={formToken} />
      {page.count === 0 ? null : <DraftTable facts={facts} formToken={formToken} />}
      <Pager of={page} addressOf={(to) => draftAddress(draft.id, { page: to, view: facts.view })} />
      <p class="actions">
        <a class="button quiet" href={PATH}>
          {say('Tải tệp khác lên', 'Upload another file')}
        </a>
      </p>
    </>
  );
}

/** Hidden rows are taken by a word of their own, and are then checked like others. */
function Hidden({ facts: { draft }, formToken }: DraftProps) {
  const say = useSay();
  const { answer, sheet } = draft;
  if (!answer || (answer.hiddenRows === undefined && answer.hiddenColumns === undefined)) return null;
  const taken = sheet?.takeHidden ?? false;
  return (
    <form method="post" action={`${PATH}/sua`}>
      <FormToken value={formToken} />
      <input type="hidden" name="tep" value={draft.id} />
      <input type="hidden" name="hidden" value={String(!taken)} />
      <button type="submit" class="quiet">
        {taken
          ? say('Bỏ dòng và cột đang ẩn', 'Leave hidden rows and columns out')
          : say('Lấy cả dòng và cột đang ẩn', 'Take hidden rows and columns, too')}
      </button>
    </form>
  );
}

/** What can be done with the sheet as a whole. */
function Store({ facts: { draft }, formToken }: DraftProps) {
  const say = useSay();
  const { answer, step } = draft;
  if (answer === null) return null;
  const { accepted, rejected } = answer;
  if (step === 'store')
    return rejected === 0 ? null : (
      <p>
        {say(
          'Các dòng dưới đây chưa lưu được. Anh/chị vui lòng sửa ngay tại đây rồi kiểm tra lại.',
          'The rows below are not stored. Put them right here, then check again.',
        )}
      </p>
    );
  if (accepted === 0)
    return (
      <p class="notice">
        {rejected > 0
          ? say(
              'Chưa có dòng nào lưu được. Anh/chị vui lòng sửa các ô dưới đây rồi kiểm tra lại.',
              'No row can be stored yet. Put the cells below right, then check again.',
            )
          : say('Không có gì mới để lưu.', 'There is nothing new to store.')}
      </p>
    );
  const many = formatNumber(accepted);
  return (
    <form class="store" method="post" action={`${PATH}/ghi`}>
      <FormToken value={formToken} />
      <input type="hidden" name="tep" value={draft.id} />
      <input type="hidden" name="checked" value={draft.answeredAt?.getTime()} />
      <label class="choice">
        <input type="checkbox" name="atomic" value="true" />
        {say('Chỉ lưu khi mọi dòng đều đúng', 'Store only if every row is right')}
      </label>
      <button type="submit">
        {rejected === 0
          ? say(`Lưu ${many} dòng`, `Store ${many} rows`)
          : say(
              `Lưu ${many} dòng đúng, bỏ qua ${formatNumber(rejected)} dòng lỗi`,
              `Store ${many} rows, skip ${formatNumber(rejected)} with faults`,
            )}
      </button>
    </form>
  );
}
