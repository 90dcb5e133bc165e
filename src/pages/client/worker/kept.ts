/** What is kept for the time without a network: two pages, and all that they load. */

/** The officer's form of today. */
export const FORM = '/bao-cao';
/** What is said of any other page. */
export const OFFLINE = '/ngoai-tuyen';

const CACHE = 'pages';
const ASSET = /\/assets\/[\w.-]+\?v=[\w-]+/g;

/** Whether an answer is the form of who is signed in: a page to sign in, or of choice, is not. */
export function isForm({ ok, redirected, headers }: Response): boolean {
  return ok && !redirected && headers.get('x-offline') === 'keep';
}

/**
 * Keeps a page with its style sheet, script, icon and fonts, and lets go of what no page names any more.
 * The page comes last, so that whatever is kept can be shown as a whole.
 */
export async function keep(path: string, page: Response): Promise<void> {
  const cache = await caches.open(CACHE);
  const others = await Promise.all(
    [FORM, OFFLINE].filter((one) => one !== path).map((one) => cache.match(one)),
  );
  const named = new Set<string>();
  for (const one of [page.clone(), ...others])
    if (one) for (const asset of assetsIn(await one.text())) named.add(asset);
  for (const asset of [...named]) {
    const answer = (await cache.match(asset)) ?? (await fetchInto(cache, asset));
    if (asset.includes('.css')) for (const font of assetsIn(await answer.text())) named.add(font);
  }
  await Promise.all([...named].map(async (one) => (await cache.match(one)) ?? fetchInto(cache, one)));
  await cache.put(path, page);
  const gone = (await cache.keys()).filter(({ url }) => {
    const { pathname, search } = new URL(url);
    return pathname.startsWith('/assets/') && !named.has(pathname + search);
  });
  await Promise.all(gone.map((one) => cache.delete(one)));
}

async function fetchInto(cache: Cache, path: string): Promise<Response> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}.`);
  await cache.put(path, answer.clone());
  return answer;
}

function assetsIn(text: string): string[] {
  return [...text.matchAll(ASSET)].map(([path]) => path);
}

/** Fetches both pages anew; what cannot be had now stays as it was. */
export async function refresh(): Promise<void> {
  for (const path of [OFFLINE, FORM]) {
    const page = await fetch(path, { headers: { accept: 'text/html' } });
    if (path === OFFLINE ? page.ok : isForm(page)) await keep(path, page);
  }
}

export async function kept(path: string | Request): Promise<Response | undefined> {
  return await (await caches.open(CACHE)).match(path);
}

/** The form is of who was signed in; another must not see it. */
export async function dropForm(): Promise<void> {
  await (await caches.open(CACHE)).delete(FORM);
}
