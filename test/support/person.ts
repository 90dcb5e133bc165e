import type { Role } from '../../src/access/principal.ts';
import { admin } from './admin.ts';
import type { TestService } from './service.ts';

export const PASSWORD = 'bốn con mèo ngủ';

/** Posts a form as a browser would, without following where it leads. */
export async function postForm(
  t: Pick<TestService, 'address'>,
  path: string,
  fields: Record<string, string | readonly string[]>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, of]) => [of].flat().map((value) => [name, value]));
  return await fetch(t.address + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(pairs),
    headers: { accept: 'text/html', ...headers },
  });
}

/** The cookie that an answer sets, as the browser sends it back. */
export function cookieOf(answer: Response): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const guests = new Map<string, Promise<{ cookie: string; csrf: string }>>();

/** What the sign-in page of a service gives a browser to send its forms with; the same one each time. */
export async function guestOf(address: string): Promise<{ cookie: string; csrf: string }> {
  const known = guests.get(address) ?? askGuest(address);
  guests.set(address, known);
  return await known;
}

async function askGuest(address: string): Promise<{ cookie: string; csrf: string }> {
  const answer = await fetch(`${address}/dang-nhap`, { headers: { accept: 'text/html' } });
  const csrf = /name="csrf" value="([\w-]+)"/.exec(await answer.text())?.[1] ?? '';
  return { cookie: cookieOf(answer), csrf };
}

/** Posts a form of the sign-in page, as the browser that was given it. */
export async function postAsGuest(
  t: Pick<TestService, 'address'>,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { cookie, csrf } = await guestOf(t.address);
  const cookies = [cookie, headers.cookie].filter(Boolean).join('; ');
  return await postForm(t, path, { csrf, ...fields }, { ...headers, cookie: cookies });
}

/** The cookie of a browser that has signed in with a token. */
export async function sessionOf(t: Pick<TestService, 'address'>, token: string): Promise<string> {
  return cookieOf(await postAsGuest(t, '/dang-nhap/ma-truy-cap', { token }));
}

/** Makes an account at the shell and sets its password by the link, as people do. */
export async function createPerson(
  t: TestService,
  { login, role, area, password = PASSWORD }: { login: string; role: Role; area: string; password?: string },
): Promise<void> {
  const by = login.includes('@') ? '--email' : '--user-name';
  const options = ['--name', `Người ${login}`, '--role', role, '--area', area, '--invite'];
  const link = await admin(t.db, t.clock.now(), 'user', 'create', by, login, ...options);
  const answer = await postForm(t, '/mat-khau', {
    link: new URL(link).searchParams.get('link') ?? '',
    password,
  });
  if (answer.status !== 303) throw new Error(`The password was not set: ${answer.status}.`);
}

/**
 * Shows the password on the page of the second factor, in a browser that is signed in; answers the secret that is to
 * be set up, empty when none is shown, and what the form of the page holds.
 */
export async function planFactor(
  t: Pick<TestService, 'address'>,
  cookie: string,
  fields: Record<string, string> = {},
): Promise<{ status: number; text: string; secret: string; csrf: string }> {
  const path = '/tai-khoan/xac-thuc-hai-lop';
  const page = await fetch(t.address + path, { headers: { accept: 'text/html', cookie } });
  const csrf = /name="csrf" value="([\w-]+)"/.exec(await page.text())?.[1] ?? '';
  const answer = await postForm(t, `${path}/bat-dau`, { csrf, present: PASSWORD, ...fields }, { cookie });
  const text = await answer.text();
  return { status: answer.status, text, csrf, secret: secretIn(text) };
}

/** The secret of a second factor that a page shows. */
export function secretIn(text: string): string {
  return (/<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? '').replaceAll(' ', '');
}

export async function signIn(
  t: Pick<TestService, 'address'>,
  login: string,
  password = PASSWORD,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await postAsGuest(t, '/dang-nhap', { login, password }, headers);
}
