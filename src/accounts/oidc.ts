import type { Configuration, CustomFetch } from 'openid-client';
import { UNANSWERED } from '../lib/called.ts';
import { CALL_LIMITS, type Outgoing } from '../lib/outgoing.ts';

/** The OpenID Connect provider of the office, as far as signing in needs it: code flow with PKCE, state and nonce. */

export interface ProviderSettings {
  outgoing: Outgoing;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where the provider sends people back to. */
  redirectUri: string;
}

/** What must be kept in the browser until the provider sends it back. */
export interface Round {
  state: string;
  nonce: string;
  verifier: string;
}

/** Whom the provider vouches for. */
export interface Vouched {
  issuer: string;
  subject: string;
  /** In small letters; null when it knows none, or has not verified it. */
  email: string | null;
}

export interface Provider {
  /** The provider's page to go to. @throws when it cannot be reached */
  begin(): Promise<{ address: string; round: Round }>;
  /** Whom it vouches for, of the address it sent the browser back to. @throws when it does not, or the answer is not ours */
  finish(address: URL, round: Round): Promise<Vouched>;
}

const SCOPE = 'openid email';
/** What a provider says of itself, or a set of keys, is far below. */
const LIMITS = { ...CALL_LIMITS, answerBytes: 512 * 1024 };
const WITHOUT_BODY = new Set([204, 205, 304]);
/** Loaded when somebody signs in by it: most services have no provider. */
const library = () => import('openid-client');

export function createProvider(settings: ProviderSettings): Provider {
  const { outgoing, issuer, clientId, clientSecret, redirectUri } = settings;
  let known: Promise<Configuration> | undefined;

  /**
   * The library's way out. The operator has named the provider, so it is called wherever it is; not so whatever
   * else its answers name.
   */
  const fetch: CustomFetch = async (text, { method, headers, body }) => {
    const url = new URL(text);
    const sent = typeof body === 'string' || body instanceof URLSearchParams ? String(body) : undefined;
    const named = url.origin === new URL(issuer).origin;
    const called = await outgoing.call(url, { method, headers, body: sent, named, limits: LIMITS });
    if (called.kind !== 'answered') throw new Error(UNANSWERED[called.kind]);
    const { status, headers: said } = called;
    const pairs = Object.entries(said).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    return new Response(WITHOUT_BODY.has(status) ? null : called.body, { status, headers: pairs });
  };

  /** Its addresses and keys, asked for once; again when that failed, so that a start without it does no harm. */
  async function configuration(): Promise<Configuration> {
    const client = await library();
    const url = new URL(issuer);
    // Only on this machine, which the settings make sure of.
    const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    known ??= client
      .discovery(url, clientId, clientSecret, undefined, { execute, [client.customFetch]: fetch })
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return await known;
  }

  return {
    async begin() {
      const [client, config] = await Promise.all([library(), configuration()]);
      const verifier = client.randomPKCECodeVerifier();
      const round = { state: client.randomState(), nonce: client.randomNonce(), verifier };
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: round.state,
        nonce: round.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, round };
    },

    async finish(address, { state, nonce, verifier }) {
      const [client, config] = await Promise.all([library(), configuration()]);
      const tokens = await client.authorizationCodeGrant(config, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no ID token.');
      const said =
        claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
          : claims;
      const verified = said.email_verified === true && typeof said.email === 'string';
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: verified ? plainLetters(String(said.email).trim()) : null,
      };
    },
  };
}

/**
 * An address in small letters, by those of ASCII alone. Others fold onto letters of another mailbox (the kelvin sign
 * onto k), and a provider vouches for the mailbox that it names.
 */
const plainLetters = (address: string) => address.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
