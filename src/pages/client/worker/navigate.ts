import { dropForm, FORM, isForm, keep, kept, OFFLINE, refresh } from './kept.ts';

/** Where a form is kept, the network has this long to bring a newer one. */
const PATIENCE_MS = 10_000;

/** Pages, and forms that have to do with what is kept; what else is sent goes by itself. */
export function concerns({ mode, method, url }: Request): boolean {
  if (mode !== 'navigate') return false;
  return method === 'GET' || /^\/(bao-cao\/|dang-(nhap|xuat)|sign-|ngon-ngu$)/.test(new URL(url).pathname);
}

/** Answers a page: from the network where there is one, else with what is kept. */
export async function navigate(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const { pathname, search } = new URL(request.url);
  const opensForm = request.method === 'GET' && pathname === FORM && search === '';
  try {
    const spare = opensForm ? await kept(FORM) : undefined;
    const answer = await (spare ? within(PATIENCE_MS, fetch(request)) : fetch(request));
    // Only the form is read twice: a file that is fetched would be held in memory.
    if (opensForm && isForm(answer)) event.waitUntil(keep(FORM, answer.clone()));
    else event.waitUntil(remember(request.method, pathname));
    return answer;
  } catch {
    const form = opensForm ? await kept(FORM) : undefined;
    if (form) return marked(form);
    // What was typed into a form of ours is kept as a draft, which the form shows again.
    if (request.method === 'POST' && pathname.startsWith(`${FORM}/`)) return Response.redirect(FORM, 303);
    return (await kept(OFFLINE)) ?? Response.error();
  }
}

/** What a page that was answered means for what is kept. */
async function remember(method: string, path: string): Promise<void> {
  const asks = method === 'GET' && path === '/dang-nhap';
  if (/^\/(dang-xuat|dang-nhap|sign-in)(\/|$)/.test(path) && !asks) await dropForm();
  if (path === '/ngon-ngu') await refresh();
}

/** Tells the page itself, and its style sheet, that it was kept. */
async function marked(page: Response): Promise<Response> {
  const html = (await page.text()).replace('<html', '<html data-kept');
  const headers = new Headers(page.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return new Response(html, { headers });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The network takes too long.')), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
