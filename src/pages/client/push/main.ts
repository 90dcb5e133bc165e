import { say } from '../say.ts';
import { obstacle } from './obstacle.ts';
import { subscribe } from './subscribe.ts';

/** The page on which a person turns messages on and off for the browser that he holds. */
const part = document.querySelector<HTMLElement>('[data-push]');
if (part) start(part).catch(console.warn);

async function start(part: HTMLElement): Promise<void> {
  const says = part.querySelector<HTMLElement>('[data-push-says]');
  const offer = part.querySelector<HTMLElement>('[data-push-on]');
  const button = offer?.querySelector('button');
  if (!says || !offer || !button) return;
  const tell = (text: string) => {
    says.hidden = false;
    says.textContent = text;
  };
  const why = obstacle();
  if (why !== null) return tell(why);
  if (await markOwn(part)) return tell(say('Máy này đang nhận thông báo.', 'This one shows messages.'));

  offer.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    tell(
      say(
        'Đang bật… Trình duyệt sẽ hỏi, anh/chị vui lòng chọn “Cho phép”.',
        'Turning on… Choose “Allow” when asked.',
      ),
    );
    const done = await subscribe(part.dataset.push ?? '', part.dataset.token ?? '');
    if ('to' in done) return location.assign(done.to);
    tell(done.failed);
    button.disabled = false;
  });
}

/** Marks this browser in the list, and has it let go of its subscription when it is turned off there. */
async function markOwn(part: HTMLElement): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return false;
  const hash = await hashOf(subscription.endpoint);
  const row = [...part.querySelectorAll<HTMLElement>('[data-browser]')].find(
    (one) => one.dataset.browser === hash,
  );
  row?.querySelector('th')?.append(say(' (máy này)', ' (this one)'));
  const form = row?.querySelector('form');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    await subscription.unsubscribe().catch(console.warn);
    form.submit();
  });
  return row !== undefined;
}

/** As `subscriptionHash` of the service. */
async function hashOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...hash))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}
