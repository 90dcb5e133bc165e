import type { PushPayload } from '../../../channels/push-shown.ts';

declare const self: ServiceWorkerGlobalScope;

const ICON = '/assets/icon-192.png';
/** What is said when a message cannot be read: browsers want something shown for each that comes. */
const UNREAD: PushPayload = {
  title: 'Phủ Xanh',
  body: 'Có tin mới cho anh/chị. Bấm để mở.',
  url: '/',
  tag: 'unread',
};

/** Shows a message; one that has come before takes the place of itself. */
export async function showPush(data: PushMessageData | null): Promise<void> {
  const { title, body, url, tag } = readPush(data);
  await self.registration.showNotification(title, { body, tag, icon: ICON, badge: ICON, data: { url } });
}

function readPush(data: PushMessageData | null): PushPayload {
  try {
    const given = data?.json() as Partial<PushPayload> | undefined;
    return typeof given?.title === 'string' ? { ...UNREAD, ...given } : UNREAD;
  } catch {
    return UNREAD;
  }
}

/** Goes where a message leads: to the tab that shows it already, else to a new one. Never to another site. */
export async function openPush(notification: Notification): Promise<void> {
  notification.close();
  const url = ownAddress((notification.data as { url?: unknown } | null)?.url);
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = open.find((client) => client.url === url);
  await (there ? there.focus() : self.clients.openWindow(url));
}

function ownAddress(given: unknown): string {
  const { origin } = self.location;
  const url = typeof given === 'string' && URL.canParse(given, origin) ? new URL(given, origin) : null;
  return url?.origin === origin ? url.href : `${origin}/`;
}
