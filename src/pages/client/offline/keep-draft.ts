import { say } from '../say.ts';
import { dropDraft, findDraft, putDraft } from './drafts.ts';
import {
  changedFields,
  fieldsIn,
  fill,
  hidden,
  keyOfForm,
  markQueued,
  queuedIn,
  redraw,
} from './form-fields.ts';
import { button, momentOf, notice, putOnTop } from './notice.ts';
import { queueOf } from './queue.ts';
import { type Fields, isSameReport } from './types.ts';

const PAUSE_MS = 250;

/** Keeps what is typed, as it is typed. */
export function keepDraft(form: HTMLFormElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => saveDraft(form).catch(console.warn), PAUSE_MS);
  });
  // Phones end a page that is out of sight without a word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) saveDraft(form).catch(console.warn);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}

/** What the page itself answered with is typed, too: all of it. */
export async function saveDraft(form: HTMLFormElement): Promise<void> {
  const fields = form.dataset.report === 'answered' ? fieldsIn(form) : changedFields(form);
  const replaces = Number(hidden(form, 'replaces').value);
  if (Object.keys(fields).length === 0) await dropDraft(keyOfForm(form));
  else await putDraft({ ...keyOfForm(form), fields, replaces, at: Date.now(), over: queuedIn(form) });
}

/**
 * Puts back what was typed or is waiting to be sent, over the revision that it was typed over: should
 * another have come in since, the server shows the two side by side.
 */
export async function restoreDraft(form: HTMLFormElement): Promise<void> {
  const key = keyOfForm(form);
  const draft = await findDraft(key);
  const queued = (await queueOf(key.sender)).findLast(
    (one) => one.refused === null && isSameReport(one, key),
  );
  const found = draft ?? queued;
  if (!found) return;
  const replaces = hidden(form, 'replaces');
  const before = replaces.value;
  fill(form, draft ? draft.fields : { ...blankOf(form), ...found.fields });
  replaces.value = String(found.replaces);
  markQueued(form, draft ? draft.over : queued?.id);
  if (!draft) return;
  if (Object.keys(changedFields(form)).length === 0) {
    // The page says the same already.
    replaces.value = before;
    return await dropDraft(key);
  }
  const said = notice(
    say(
      `Đã khôi phục những gì anh/chị điền lúc ${momentOf(draft.at)}, chưa gửi.`,
      `What you filled in at ${momentOf(draft.at)} is back; it has not been sent.`,
    ),
    button(say('Bỏ phần đã điền, lấy lại số liệu ban đầu', 'Drop it, show the page’s figures'), async () => {
      await dropDraft(key);
      form.reset();
      replaces.value = before;
      redraw(form);
      said.remove();
    }),
  );
  putOnTop(said);
  form.addEventListener('submit', () => said.remove(), { once: true });
}

function blankOf(form: HTMLFormElement): Fields {
  return Object.fromEntries(Object.keys(fieldsIn(form)).map((name) => [name, '']));
}
