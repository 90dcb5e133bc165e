import { formToken } from '../../src/http/form-token.ts';
import { sessionOf } from './person.ts';
import type { TestService } from './service.ts';

/** The smallest of each kind that shows what it is. */
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
export const WEBP = Buffer.from('524946460400000057454250', 'hex');
export const PDF = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

export interface Brought {
  name: string;
  bytes: Buffer | string;
}

/** A browser without JavaScript that is signed in by a token, and brings files. */
export async function filePages(t: Pick<TestService, 'address'>, token: string) {
  const headers = { accept: 'text/html', cookie: await sessionOf(t, token) };
  const read = async (answer: Response) => ({
    status: answer.status,
    headers: answer.headers,
    location: answer.headers.get('location') ?? '',
    text: await answer.text(),
  });
  const open = async (path: string) => read(await fetch(t.address + path, { headers, redirect: 'manual' }));
  const csrf = formToken(headers.cookie.split('=')[1] ?? '');
  const send = async (path: string, body: BodyInit, more: Record<string, string> = {}) =>
    read(
      await fetch(t.address + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headers, ...more },
        body,
      }),
    );
  return {
    open,
    send,
    csrf,
    post: (path: string, fields: Record<string, string>) =>
      send(path, new URLSearchParams({ csrf, ...fields })),
    /** Posts a form with a file in it, as browsers do; without a file, the field is there and blank. */
    bring: (path: string, fields: Record<string, string>, file?: Brought) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ csrf, ...fields })) form.set(name, value);
      const bytes = file === undefined ? '' : file.bytes;
      form.set('file', new Blob([bytes as BlobPart]), file?.name ?? '');
      return send(path, form);
    },
    fetchFile: async (path: string) => {
      const answer = await fetch(t.address + path, { headers });
      return {
        status: answer.status,
        headers: answer.headers,
        bytes: Buffer.from(await answer.arrayBuffer()),
      };
    },
  };
}

export type FilePages = Awaited<ReturnType<typeof filePages>>;
