import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IsEmpty } from '../../accounts/first.ts';
import { guestToken } from '../../http/guest-form.ts';
import { sendPage } from '../render.ts';
import type { Wrap } from '../wrap.tsx';
import { SignIn, type SignInProps } from './sign-in.tsx';

/** Sends the sign-in page, wherever it is needed. */
export type SendSignIn = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  props: SignInProps,
) => Promise<FastifyReply>;

export function createSignInPage(deps: {
  wrap: Wrap;
  publicUrl: string;
  provider: boolean;
  /** Null where browsers have no passkeys for this address. */
  passkeys: { script: string } | null;
  isEmpty: IsEmpty;
}): SendSignIn {
  const { wrap, publicUrl, provider, isEmpty, passkeys } = deps;
  return async (request, reply, status, props) => {
    // While the database is away nobody knows, and the page still has to come.
    const first = await isEmpty().catch((error: unknown) => {
      request.log.warn({ err: error }, 'whether there is an administrator is not known');
      return false;
    });
    const { error, login } = props;
    return sendPage(
      reply,
      status,
      wrap(
        ['Đăng nhập', 'Sign in'],
        <SignIn {...props} provider={provider} first={first} passkeys={passkeys} />,
      ),
      {
        formToken: guestToken(request, reply, publicUrl),
        filled: error && {
          form: error.way,
          title: ['Chưa đăng nhập được:', 'Not signed in:'],
          typed: login === undefined ? undefined : { login },
          objections: [{ field: FIELDS[error.way], vi: error.text[0], en: error.text[1] }],
        },
      },
    );
  };
}

/** Where it stands what was wrong with a way. */
const FIELDS = { password: 'login', token: 'token', provider: '', passkey: '' } as const;
