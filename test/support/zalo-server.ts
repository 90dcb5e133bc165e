import { type ReceivedPost, startReceiver } from './receiver.ts';

export interface ZaloServer {
  url: string;
  /** What was sent and taken. */
  messages: { path: string; token: string; body: { message?: { text: string } } & Record<string, unknown> }[];
  /** Every call, those for tokens too. */
  calls: ReceivedPost[];
  tokenCalls(): number;
  /** From now on the current access token has run out. */
  expire(): void;
  /** From now on the current refresh token is spent. */
  forget(): void;
  /** Answers messages with this; undefined for taking them. */
  answer(how: { status?: number; body: unknown } | undefined): void;
  stop(): Promise<void>;
}

/**
 * Speaks as Zalo does: an access token that runs out, a refresh token that is good once, and failures in the
 * body of a 200. The first pair is `access-0`, `refresh-0`.
 */
export async function startZalo(app: { id: string; secret: string }): Promise<ZaloServer> {
  const messages: ZaloServer['messages'] = [];
  let pair = 0;
  let spent = false;
  let known = true;
  let set: { status?: number; body: unknown } | undefined;

  const token = ({ headers, body }: ReceivedPost): unknown => {
    const form = new URLSearchParams(body);
    if (headers.secret_key !== app.secret) return { error: -14004, error_name: 'Invalid secret key' };
    if (form.get('app_id') !== app.id) return { error: -14002, error_name: 'Invalid app id' };
    if (form.get('grant_type') !== 'refresh_token')
      return { error: -14001, error_name: 'Invalid grant type' };
    if (!known || form.get('refresh_token') !== `refresh-${pair}`)
      return {
        error: -14014,
        error_name: 'Invalid refresh token',
        error_description: form.get('refresh_token'),
      };
    pair++;
    spent = false;
    return { access_token: `access-${pair}`, refresh_token: `refresh-${pair}`, expires_in: '90000' };
  };
  const message = (post: ReceivedPost): unknown => {
    const given = String(post.headers.access_token);
    if (given !== `access-${pair}` || spent)
      return post.path.endsWith('/template')
        ? { error: -124, message: `Access token invalid ${given}` }
        : { error: -216, message: 'Access token has expired' };
    if (set) return set.body;
    messages.push({ path: post.path, token: given, body: JSON.parse(post.body) });
    return { error: 0, message: 'Success', data: { message_id: crypto.randomUUID() } };
  };
  const server = await startReceiver((post, response) => {
    const said = post.path === '/v4/oa/access_token' ? token(post) : message(post);
    const isSet = set !== undefined && said === set.body;
    response.writeHead(isSet ? (set?.status ?? 200) : 200, { 'content-type': 'application/json' });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  return {
    url: server.url,
    messages,
    calls: server.received,
    tokenCalls: () => server.received.filter(({ path }) => path === '/v4/oa/access_token').length,
    expire: () => {
      spent = true;
    },
    forget: () => {
      known = false;
    },
    answer: (how) => {
      set = how;
    },
    stop: server.stop,
  };
}
