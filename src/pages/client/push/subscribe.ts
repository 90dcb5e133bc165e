import { say } from '../say.ts';
import { subscriptionFields } from './fields.ts';
import { denied } from './obstacle.ts';

const PATIENCE_MS = 30_000;

/** What came of it: where to go on, or why it did not work. */
export type Subscribed = { to: string } | { failed: string };

/** Asks for leave, has the browser's push service give an address, and tells the service. */
export async function subscribe(key: string, formToken: string): Promise<Subscribed> {
  const leave = await Notification.requestPermission();
  if (leave === 'denied') return { failed: denied() };
  if (leave !== 'granted')
    return {
      failed: say('Anh/chị chưa chọn “Cho phép”. Bấm lại để chọn.', 'Not allowed yet. Press once more.'),
    };
  let subscription: PushSubscription;
  try {
    subscription = await within(PATIENCE_MS, subscribeBrowser(bytesOf(key)));
  } catch (error) {
    console.warn(error);
    return {
      failed: say(
        'Trình duyệt không kết nối được với dịch vụ thông báo của trình duyệt. Kiểm tra mạng, tắt chế độ ẩn danh, rồi thử lại; mạng cơ quan có thể đang chặn.',
        'The browser cannot reach its push service. Check the network, leave private mode, and try again; an office network may block it.',
      ),
    };
  }
  return await tell(subscription, formToken);
}

async function subscribeBrowser(applicationServerKey: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  await navigator.serviceWorker.register('/worker.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  // One made for other keys of ours is of no use any more, and stands in the way.
  const old = await pushManager.getSubscription();
  if (old && !sameBytes(old.options.applicationServerKey, applicationServerKey)) await old.unsubscribe();
  return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function tell(subscription: PushSubscription, formToken: string): Promise<Subscribed> {
  const body = new URLSearchParams({ csrf: formToken, ...subscriptionFields(subscription) });
  const headers = { accept: 'application/json' };
  try {
    const answer = await fetch('/tai-khoan/trinh-duyet', { method: 'POST', headers, body });
    const said = (await answer.json()) as { to?: string; errors?: { message: string; messageVi: string }[] };
    if (answer.ok && said.to) return { to: said.to };
    if (answer.status === 401)
      return {
        failed: say('Phiên đăng nhập đã hết. Đăng nhập lại rồi bật.', 'Sign in again, then turn it on.'),
      };
    const [first] = said.errors ?? [];
    if (first) return { failed: say(first.messageVi, first.message) };
  } catch (error) {
    console.warn(error);
  }
  return {
    failed: say('Chưa tới được máy chủ. Thử lại sau ít phút.', 'The server was not reached. Try again.'),
  };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function sameBytes(one: ArrayBuffer | null, other: Uint8Array): boolean {
  const bytes = new Uint8Array(one ?? new ArrayBuffer(0));
  return bytes.length === other.length && bytes.every((byte, at) => byte === other[at]);
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('The push service takes too long.')), ms);
  });
  return Promise.race([work, late]);
}
