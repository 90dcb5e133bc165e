import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface IdentityProvider {
  issuer: string;
  /** What it says of its accounts, by subject. */
  accounts: Map<string, { email?: string; email_verified?: boolean }>;
  stop(): Promise<void>;
}

export const CLIENT = { clientId: 'phu-xanh', clientSecret: 'a secret of the test, long enough' };

/** A real OpenID Connect provider on loopback, with the sign-in pages that it brings for trials. */
export async function startIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const accounts: IdentityProvider['accounts'] = new Map();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // It warns of what a test need not have: keys and storage of its own.
  const { warn, info } = console;
  console.warn = () => {};
  console.info = () => {};
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of the test'] },
    findAccount: async (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...accounts.get(id) }),
    }),
  });
  console.warn = warn;
  console.info = info;
  server.on('request', provider.callback());
  return {
    issuer,
    accounts,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A browser without JavaScript that keeps cookies by host and follows where it is led. */
export function cookieBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL) => {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    return jar;
  };
  const ask = async (
    to: string,
    body?: URLSearchParams,
  ): Promise<{ url: URL; status: number; text: string }> => {
    const url = new URL(to);
    const jar = jarOf(url);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body && { method: 'POST', body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const next = answer.headers.get('location');
    const text = await answer.text();
    if (answer.status >= 300 && answer.status < 400 && next !== null) return ask(new URL(next, url).href);
    return { url, status: answer.status, text };
  };
  return {
    open: (to: string) => ask(to),
    post: (to: string, fields: Record<string, string>) => ask(to, new URLSearchParams(fields)),
    cookies: (of: string) => jarOf(new URL(of)),
  };
}
