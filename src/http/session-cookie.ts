import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'phuxanh';
const OPTIONS = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/** The prefix makes browsers hold it to this host and to TLS, which over plain HTTP they cannot. */
function nameOn(publicUrl: string): { name: string; secure: boolean } {
  const secure = publicUrl.startsWith('https:');
  return { name: secure ? `__Host-${NAME}` : NAME, secure };
}

/** What the browser's cookie holds, if it brought one. */
export function sessionSecret(request: FastifyRequest, publicUrl: string): string | undefined {
  return request.cookies[nameOn(publicUrl).name];
}

/** Until the browser is closed; the service ends a session long before. */
export function keepSession(reply: FastifyReply, secret: string, publicUrl: string): void {
  const { name, secure } = nameOn(publicUrl);
  reply.setCookie(name, secret, { ...OPTIONS, secure });
}

export function dropSession(reply: FastifyReply, publicUrl: string): void {
  const { name, secure } = nameOn(publicUrl);
  reply.clearCookie(name, { ...OPTIONS, secure });
}
