import { say } from '../say.ts';
import { type AskOptions, ask, type MakeOptions, make } from './credential.ts';

/** Forms that a passkey fills in (`account/passkey-form.tsx`): shown where the browser has any, sent when it has signed. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))
  if ('PublicKeyCredential' in window && window.isSecureContext) start(form);
  else tell(form, say('Trình duyệt này không dùng được khóa đăng nhập.', 'This browser has no passkeys.'));

function start(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>('button');
  const answer = form.querySelector<HTMLInputElement>('input[name=response]');
  if (!button || !answer) return;
  button.hidden = false;
  form.addEventListener('submit', (event) => {
    if (answer.value !== '') return;
    event.preventDefault();
    button.disabled = true;
    sign(form)
      .then((response) => {
        answer.value = JSON.stringify(response);
        form.submit();
      })
      .catch((error: unknown) => {
        button.disabled = false;
        console.warn(error);
        tell(form, wordsFor(error));
      });
  });
}

async function sign(form: HTMLFormElement): Promise<object> {
  const options = await optionsOf(form);
  return form.dataset.passkey === 'make'
    ? await make(options as MakeOptions)
    : await ask(options as AskOptions);
}

/** What is to be signed: along with the page, or asked for when the button is pressed. */
async function optionsOf({ dataset, elements }: HTMLFormElement): Promise<MakeOptions | AskOptions> {
  if (dataset.options !== undefined) return JSON.parse(dataset.options);
  const token = elements.namedItem('csrf');
  const body = new URLSearchParams({ csrf: token instanceof HTMLInputElement ? token.value : '' });
  const answer = await fetch(dataset.from ?? '', {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return await answer.json();
}

function tell(form: HTMLFormElement, text: string): void {
  const says = form.querySelector<HTMLElement>('[data-passkey-says]');
  if (!says) return;
  says.hidden = false;
  says.textContent = text;
}

function wordsFor(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError')
    return say(
      'Máy này đã có khóa đăng nhập của tài khoản.',
      'This device has a passkey of the account already.',
    );
  if (name === 'NotAllowedError' || name === 'AbortError')
    return say(
      'Chưa dùng được khóa: đã hủy, hết giờ, hoặc máy chưa có khóa của hệ thống này. Anh/chị có thể thử lại.',
      'No passkey was used: cancelled, too late, or there is none for this service on the device. Try again.',
    );
  return say(
    'Không liên hệ được với hệ thống. Tải lại trang rồi thử lại.',
    'The service could not be reached. Load the page again and try.',
  );
}
