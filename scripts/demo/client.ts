import type { z } from 'zod';

/** The service as any other program sees it: HTTP, JSON, a token. */
export interface Client {
  get<T extends z.ZodType>(path: string, shape: T): Promise<z.output<T>>;
  getFile(path: string): Promise<Buffer>;
  post(path: string, body: unknown): Promise<Answer>;
  postFile(path: string, file: Buffer, type: string): Promise<Answer>;
}

export interface Answer {
  status: number;
  body: unknown;
}

export function createClient(address: string, token: string): Client {
  const send = async (path: string, init: RequestInit = {}): Promise<Response> =>
    await fetch(address + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
    });
  const got = async (path: string): Promise<Response> => {
    const response = await send(path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    body: await response.json(),
  });
  return {
    get: async (path, shape) => shape.parse(await (await got(path)).json()),
    getFile: async (path) => Buffer.from(await (await got(path)).arrayBuffer()),
    post: async (path, body) =>
      answer(
        await send(path, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      ),
    postFile: async (path, file, type) =>
      answer(
        await send(path, { method: 'POST', body: new Uint8Array(file), headers: { 'content-type': type } }),
      ),
  };
}
