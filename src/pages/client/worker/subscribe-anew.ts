import type { SenderAnswer } from '../../report/send-answer.ts';
import { subscriptionFields } from '../push/fields.ts';

declare const self: ServiceWorkerGlobalScope;

/** Of the browsers' own types, which do not all know the event yet. */
export interface SubscriptionChange {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

/**
 * The push service has given this browser another address: the service has to know it. Where nobody is
 * signed in any more, that is said, since no message would come to say it later.
 */
export async function subscribeAnew({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
  try {
    const key = oldSubscription?.options.applicationServerKey;
    const fresh = newSubscription ?? (key ? await subscribe(key) : null);
    if (!fresh) throw new Error('Nothing is left to subscribe with.');
    const headers = { accept: 'application/json' };
    const who = await fetch('/bao-cao/phien', { headers });
    if (!who.ok) throw new Error(`The session was answered ${who.status}.`);
    const { formToken } = (await who.json()) as SenderAnswer;
    const body = new URLSearchParams({ csrf: formToken, ...subscriptionFields(fresh) });
    const answer = await fetch('/tai-khoan/trinh-duyet', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`The subscription was answered ${answer.status}.`);
  } catch (error) {
    console.warn(error);
    await self.registration.showNotification('Cần bật lại thông báo', {
      body: 'Máy này sẽ không nhận được tin nữa. Bấm để mở trang và bật lại.',
      tag: 'subscribe-anew',
      data: { url: '/tai-khoan/thong-bao' },
    });
  }
}

const subscribe = (applicationServerKey: BufferSource) =>
  self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
