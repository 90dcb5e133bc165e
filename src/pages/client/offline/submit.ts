import { element } from '../element.ts';
import { say } from '../say.ts';
import { changedFields, hidden, keyOfForm, markQueued, queuedIn, sentFields } from './form-fields.ts';
import { onNews } from './news.ts';
import { notice, putOnTop } from './notice.ts';
import { askWho } from './post.ts';
import { enqueue, findQueued, putQueued } from './queue.ts';
import { sendWaiting } from './send.ts';
import type { Queued } from './types.ts';

/** Sends the form by way of the queue, so that nothing is lost whatever the network does. */
export function sendThroughQueue(form: HTMLFormElement): void {
  let busy = false;
  form.addEventListener('submit', async (event) => {
    const { submitter } = event as SubmitEvent;
    // Browsers that do not tell which button it was send as without scripts.
    if (submitter === undefined) return;
    const unchanged = submitter instanceof HTMLButtonElement && submitter.value === 'unchanged';
    // The page to confirm on is the server's; without it the question is asked here.
    if (unchanged && navigator.onLine) return;
    event.preventDefault();
    if (busy || (unchanged && !confirmUnchanged(form))) return;
    busy = true;
    const said = submitter?.textContent ?? '';
    if (submitter) submitter.textContent = say('Đang gửi…', 'Sending…');
    try {
      const id = await enqueue(reportIn(form)).catch(() => undefined);
      markQueued(form, id);
      // Without a network either, sending would lead away from all that was typed.
      if (id === undefined && !navigator.onLine) tellNotKept();
      else if (id === undefined) form.submit();
      else await sendNow(id);
    } catch {
      form.submit();
    } finally {
      busy = false;
      if (submitter) submitter.textContent = said;
    }
  });
}

/** Sends a report of the queue while somebody waits for what comes of it. */
export async function sendNow(id: number): Promise<void> {
  let to: string | undefined;
  onNews((news) => {
    if (news.kind === 'sent' && news.report.id === id) to = news.to;
  });
  await sendWaiting();
  const report = await findQueued(id);
  if (!report) location.assign(to ?? '/bao-cao');
  else if (report.refused) await showRefused(report);
  else document.querySelector<HTMLElement>('.waiting')?.focus();
}

/** Has the server show a report that it does not take, in its form with all that is to be said of it. */
async function showRefused(report: Queued): Promise<void> {
  const { action, day, replaces, fields } = report;
  const who = await askWho();
  if (who === 'offline' || who === 'signedOut') return;
  await putQueued({ ...report, opened: true });
  const all = { ...fields, day, replaces: String(replaces), csrf: who.formToken };
  const inputs = Object.entries(all).map(([name, value]) =>
    element('input', { type: 'hidden', name, value }),
  );
  const form = element('form', { method: 'post', action }, ...inputs);
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

/** Tries a refused report again, for its form to show what is wrong with it. */
export async function openRefused(report: Queued): Promise<void> {
  if (report.id === undefined) return;
  await putQueued({ ...report, refused: null });
  await sendNow(report.id);
}

function reportIn(form: HTMLFormElement): Queued {
  const place = form.dataset.place ?? '';
  const replaces = Number(hidden(form, 'replaces').value);
  return {
    ...keyOfForm(form),
    fields: sentFields(form),
    replaces,
    place,
    at: Date.now(),
    over: queuedIn(form),
    tried: false,
    refused: null,
  };
}

function tellNotKept(): void {
  const said = notice(
    say(
      'Không có mạng, và thiết bị hết bộ nhớ nên chưa lưu được báo cáo. Anh/chị vui lòng để trang này mở, gửi lại khi có mạng.',
      'There is no network, and this machine has no room to keep the report. Leave this page open, and send again when the network is back.',
    ),
  );
  putOnTop(said);
  said.scrollIntoView({ block: 'center' });
}

function confirmUnchanged(form: HTMLFormElement): boolean {
  if (Object.keys(changedFields(form)).length > 0) {
    const text = say(
      'Anh/chị vừa điền số mới hoặc ghi chú. Chọn “Gửi báo cáo” để gửi những gì đang có trên trang.',
      'You have just filled in a figure or a note. Choose “Send the report” to send what is on the page.',
    );
    const said = notice(text);
    putOnTop(said);
    said.scrollIntoView({ block: 'center' });
    return false;
  }
  return confirm(
    say(
      'Không có mạng. Các số liệu đang hiện trên trang vẫn đúng? Báo cáo sẽ chờ và tự gửi khi có mạng.',
      'No network. Do the figures on the page still hold? The report will wait and go out when the network returns.',
    ),
  );
}
