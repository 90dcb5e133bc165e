import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { ActionButton, Form, Hidden, TickField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { SheetNotices } from '../parts/sheet-notices.tsx';
import { PATH } from './addresses.ts';
import type { DraftFacts } from './facts.ts';
import { ImportSummary } from './summary.tsx';
import { DraftTable } from './table.tsx';

/** What the check said of a sheet: to be put right here or in the file, and then stored. */
export function ImportDraft({ facts }: { facts: DraftFacts }) {
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
        <Notice key={message} kind="bad">
          {say(messageVi, message)}
        </Notice>
      ))}
      <ImportSummary draft={draft} answer={answer} />
      <SheetNotices answer={answer} />
      {done ? null : <HiddenRows draft={draft} />}
      <Store draft={draft} />
      {page.count === 0 ? null : <DraftTable facts={facts} />}
      <p class="actions">
        <a class="button quiet" href={PATH}>
          {say('Tải tệp khác lên', 'Upload another file')}
        </a>
      </p>
    </>
  );
}

/** Hidden rows are taken by a word of their own, and are then checked like others. */
function HiddenRows({ draft: { id, answer, sheet } }: Pick<DraftFacts, 'draft'>) {
  const say = useSay();
  if (!answer || (answer.hiddenRows === undefined && answer.hiddenColumns === undefined)) return null;
  const taken = sheet?.takeHidden ?? false;
  return (
    <ActionButton
      action={`${PATH}/sua`}
      fields={{ tep: id, hidden: String(!taken) }}
      name={
        taken
          ? say('Bỏ dòng và cột đang ẩn', 'Leave hidden rows and columns out')
          : say('Lấy cả dòng và cột đang ẩn', 'Take hidden rows and columns, too')
      }
    />
  );
}

/** What can be done with the sheet as a whole. */
function Store({ draft }: Pick<DraftFacts, 'draft'>) {
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
      <Notice>
        {rejected > 0
          ? say(
              'Chưa có dòng nào lưu được. Anh/chị vui lòng sửa các ô dưới đây rồi kiểm tra lại.',
              'No row can be stored yet. Put the cells below right, then check again.',
            )
          : say('Không có gì mới để lưu.', 'There is nothing new to store.')}
      </Notice>
    );
  const many = formatNumber(accepted);
  return (
    <Form class="store" action={`${PATH}/ghi`}>
      <Hidden fields={{ tep: draft.id, checked: draft.answeredAt?.getTime() }} />
      <TickField
        name="atomic"
        label={say('Chỉ lưu khi mọi dòng đều đúng', 'Store only if every row is right')}
      />
      <button type="submit">
        {rejected === 0
          ? say(`Lưu ${many} dòng`, `Store ${many} rows`)
          : say(
              `Lưu ${many} dòng đúng, bỏ qua ${formatNumber(rejected)} dòng lỗi`,
              `Store ${many} rows, skip ${formatNumber(rejected)} with faults`,
            )}
      </button>
    </Form>
  );
}
