import { say } from '../say.ts';
import { dropOldDrafts } from './drafts.ts';
import { hidden, keyOfForm, queuedIn } from './form-fields.ts';
import { keepDraft, restoreDraft, saveDraft } from './keep-draft.ts';
import { tellNetwork } from './network-notice.ts';
import { onNews } from './news.ts';
import { momentOf } from './notice.ts';
import { offerToday, watchMidnight } from './other-day.ts';
import { showQueue } from './panel.ts';
import { dropRefused } from './queue.ts';
import { warnBeforeSignOut } from './sign-out.ts';
import { sendThroughQueue } from './submit.ts';
import { sendByItself } from './triggers.ts';
import { isSameReport } from './types.ts';

/** Makes reports survive a poor network. Where the browser keeps nothing, all works as without scripts. */
export async function startOffline(): Promise<void> {
  if (!('indexedDB' in window)) return;
  const form = document.querySelector<HTMLFormElement>('form[data-report]');
  if (form) await startForm(form);
  if (document.querySelector('.person')) sendByItself();
}

async function startForm(form: HTMLFormElement): Promise<void> {
  const { report, sender = '' } = form.dataset;
  if (report === 'answered') {
    await saveDraft(form);
    await dropRefused(keyOfForm(form));
  }
  if (report === 'opened') await restoreDraft(form);
  if (report !== 'confirm') keepDraft(form);
  sendThroughQueue(form);
  followOwn(form);
  tellNetwork();
  if (document.documentElement.hasAttribute('data-kept')) offerToday(form);
  else watchMidnight(form);
  warnBeforeSignOut(sender);
  await showQueue(sender);
  await dropOldDrafts(Date.now());
}

/** Its own report has gone out: what is typed from now on goes over that, and it is no longer due. */
function followOwn(form: HTMLFormElement): void {
  onNews((news) => {
    if (news.kind !== 'sent' || !isSameReport(news.report, keyOfForm(form))) return;
    // What another tab has sent is not in these fields: the server shows the two side by side.
    if (news.report.id === queuedIn(form)) hidden(form, 'replaces').value = String(news.revision);
    const at = momentOf(Date.now());
    const deadline = document.querySelector('.deadline');
    if (deadline) deadline.textContent = say(`Đã gửi lúc ${at}.`, `Sent at ${at}.`);
  });
}
