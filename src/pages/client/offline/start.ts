import { say } from '../say.ts';
import { dropOldDrafts } from './drafts.ts';
import { hidden, keyOfForm } from './form-fields.ts';
import { keepDraft, restoreDraft, saveDraft } from './keep-draft.ts';
import { onNews } from './news.ts';
import { notice, putOnTop } from './notice.ts';
import { offerToday } from './other-day.ts';
import { showQueue } from './panel.ts';
import { dropRefused } from './queue.ts';
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
  onNews((news) => {
    const replaces = hidden(form, 'replaces');
    if (news.kind === 'sent' && isSameReport(news.report, keyOfForm(form)))
      if (replaces.value === String(news.report.replaces)) replaces.value = String(news.revision);
  });
  if (document.documentElement.hasAttribute('data-kept')) {
    putOnTop(notice(say(...KEPT)));
    offerToday(form);
  }
  await showQueue(sender);
  await dropOldDrafts(Date.now());
}

const KEPT = [
  'Không có mạng. Đây là trang lưu trong máy: anh/chị vẫn điền và gửi được, báo cáo tự đi khi có mạng trở lại.',
  'No network. This page was kept on this machine: you can fill it in and send it, and the report goes out when the network returns.',
] as const;
