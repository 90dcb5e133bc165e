import { cookieOf, postForm, signIn } from './person.ts';
import type { TestService } from './service.ts';

export interface PageAnswer {
  status: number;
  text: string;
  to: string | null;
}

/** A signed-in browser without JavaScript, which sends the token of its session with each form. */
export interface PageBrowser {
  get(path: string): Promise<PageAnswer>;
  post(path: string, fields?: Record<string, string>): Promise<PageAnswer>;
}

export async function pageBrowser(t: TestService, login: string): Promise<PageBrowser> {
  const cookie = cookieOf(await signIn(t, login));
  const read = async (answer: Response): Promise<PageAnswer> => ({
    status: answer.status,
    text: await answer.text(),
    to: answer.headers.get('location'),
  });
  const get = async (path: string) =>
    read(await fetch(t.address + path, { headers: { accept: 'text/html', cookie }, redirect: 'manual' }));
  const csrf = /name="csrf" value="([\w-]+)"/.exec((await get('/account')).text)?.[1] ?? '';
  const post = async (path: string, fields: Record<string, string> = {}) =>
    read(await postForm(t, path, { csrf, ...fields }, { cookie }));
  return { get, post };
}
