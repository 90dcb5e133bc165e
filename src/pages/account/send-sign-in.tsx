import type { FastifyReply, FastifyRequest } from 'fastify';
import { guestToken } from '../../http/guest-form.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { SignIn, type SignInProps } from './sign-in.tsx';

/** Sends the sign-in page, wherever it is needed. */
export type SendSignIn = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  props: SignInProps,
) => FastifyReply;

export function createSignInPage(deps: {
  shell: Shell;
  publicUrl: string;
  provider: boolean;
  /** Null where browsers have no passkeys for this address. */
  passkeys: { script: string } | null;
}): SendSignIn {
  const { shell, publicUrl, provider, passkeys } = deps;
  return (request, reply, status, props) => {
    const { error, login } = props;
    return sendPage(
      reply,
      status,
      shell(['Đăng nhập', 'Sign in'], <SignIn {...props} provider={provider} passkeys={passkeys} />),
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
