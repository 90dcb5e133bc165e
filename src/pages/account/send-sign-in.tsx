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

export function createSignInPage(deps: { shell: Shell; publicUrl: string; provider: boolean }): SendSignIn {
  const { shell, publicUrl, provider } = deps;
  return (request, reply, status, props) => {
    const formToken = guestToken(request, reply, publicUrl);
    const content = <SignIn {...props} formToken={formToken} provider={provider} />;
    return sendPage(reply, status, shell(['Đăng nhập', 'Sign in'], content));
  };
}
