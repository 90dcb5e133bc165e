import { say } from '../say.ts';

/** Milliseconds after the last letter. */
const REST = 2_500;

/**
 * Saves a long form while somebody writes: `data-autosave` on the line that says so, in a form whose field `revision`
 * counts what was saved. Whoever has saved meanwhile is not written over: then the button shows both texts.
 */
for (const line of document.querySelectorAll<HTMLElement>('form [data-autosave]')) {
  const form = line.closest('form');
  const revision = form?.querySelector<HTMLInputElement>('input[name="revision"]');
  if (form && revision) watch(form, revision, line);
}

function watch(form: HTMLFormElement, revision: HTMLInputElement, line: HTMLElement): void {
  let timer = 0;
  let saving: Promise<void> | null = null;
  let isOver = false;
  let changed = false;

  const save = async () => {
    changed = false;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => null);
    // What is taken leads on to the page, which nobody wants to be shown while he writes.
    if (answer?.type === 'opaqueredirect' || answer?.status === 303) {
      revision.value = String(Number(revision.value) + 1);
      const time = new Date().toLocaleTimeString('vi', { hour: '2-digit', minute: '2-digit' });
      line.textContent = say(`Đã tự động lưu lúc ${time}.`, `Saved by itself at ${time}.`);
    } else if (answer === null || answer.status >= 500 || answer.status === 429) {
      changed = true;
      line.textContent = say('Chưa lưu được, sẽ thử lại.', 'Not saved yet; it will be tried again.');
      later();
    } else {
      isOver = true;
      line.textContent =
        answer.status === 409
          ? say(
              'Có người khác vừa lưu báo cáo này. Bấm “Lưu phần lời” để xem cả hai bản.',
              'Somebody else has just saved this report. Press “Save” to see both texts.',
            )
          : say(
              'Không tự động lưu được nữa. Bấm “Lưu phần lời”.',
              'It cannot be saved by itself. Press “Save”.',
            );
    }
  };
  const later = () => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void run(), REST);
  };
  /** One after another: each says which revision it writes over. */
  const run = async () => {
    if (saving || !changed || isOver) return;
    saving = save();
    await saving;
    saving = null;
    if (changed) later();
  };
  form.addEventListener('input', () => {
    changed = true;
    later();
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    isOver = true;
    if (!saving) return;
    // What is on its way counts the revision up: the form waits for it, then goes as it would have.
    event.preventDefault();
    const button = event.submitter;
    void saving.then(() => form.requestSubmit(button));
  });
}
