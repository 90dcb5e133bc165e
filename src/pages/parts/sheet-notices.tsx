import type { SheetNotes } from '../../sheets/found.ts';
import { useSay } from '../language.tsx';

/** What is to be said of a sheet beside its rows: what was not read, and how the rest was understood. */
export function SheetNotices({ answer: { notices = [] } }: { answer: SheetNotes }) {
  const say = useSay();
  if (notices.length === 0) return null;
  return (
    <section class="notice" aria-label={say('Về tệp này', 'About this file')}>
      <ul>
        {notices.map(({ message, messageVi }) => (
          <li key={message}>{say(messageVi, message)}</li>
        ))}
      </ul>
    </section>
  );
}

/** Confirms that hidden rows and columns are to be taken, where the sheet has any. */
export function TakeHidden({ answer, taken = false }: { answer: SheetNotes; taken?: boolean }) {
  const say = useSay();
  const { hiddenRows = 0, hiddenColumns = [] } = answer;
  if (hiddenRows === 0 && hiddenColumns.length === 0) return null;
  return (
    <label class="choice">
      <input type="checkbox" name="hidden" value="true" checked={taken} />
      {say('Lấy cả dòng và cột đang ẩn', 'Take hidden rows and columns, too')}
    </label>
  );
}
