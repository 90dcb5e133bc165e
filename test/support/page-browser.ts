import { cookieOf, postForm, sessionOf, signIn } from './person.ts';
import type { Caller, TestService } from './service.ts';

export interface PageAnswer {
  status: number;
  text: string;
  to: string | null;
}

/** A signed-in browser without JavaScript, which sends the token of its session with each form. */
export interface PageBrowser {
  get(path: string): Promise<PageAnswer>;
  /** A field that is a list is sent several times, as boxes that are ticked. */
  post(path: string, fields?: Record<string, string | readonly string[]>): Promise<PageAnswer>;
}

/** The same with forms that bring files. */
export interface FileBrowser extends PageBrowser {
  send(path: string, body: FormData): Promise<PageAnswer>;
}

export async function pageBrowser(t: TestService, login: string): Promise<FileBrowser> {
  const browser = await browserOf(t, cookieOf(await signIn(t, login)));
  await browser.get('/tai-khoan');
  return browser;
}

/** The same for who signs in by a token, of which no account is needed. */
export async function tokenBrowser(t: TestService, caller: Caller): Promise<FileBrowser> {
  return await browserOf(t, await sessionOf(t, caller.token));
}

async function browserOf(t: TestService, cookie: string): Promise<FileBrowser> {
  // Of its session: whichever page with a form was seen last has it.
  let csrf = '';
  const read = async (answer: Response): Promise<PageAnswer> => {
    const text = await answer.text();
    csrf = /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? csrf;
    return { status: answer.status, text, to: answer.headers.get('location') };
  };
  const get = async (path: string) =>
    read(await fetch(t.address + path, { headers: { accept: 'text/html', cookie }, redirect: 'manual' }));
  const post = async (path: string, fields: Record<string, string | readonly string[]> = {}) =>
    read(await postForm(t, path, { csrf, ...fields }, { cookie }));
  const send = async (path: string, body: FormData) => {
    body.set('csrf', csrf);
    const headers = { accept: 'text/html', cookie };
    return read(await fetch(t.address + path, { method: 'POST', body, headers, redirect: 'manual' }));
  };
  return { get, post, send };
}
