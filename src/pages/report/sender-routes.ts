import { ROLES } from '../../access/principal.ts';
import type { Routes } from '../../http/context.ts';
import type { SenderAnswer } from './send-answer.ts';
import { senderOf } from './sender.ts';

/** Tells the browser's scripts for whom they would send now: what waits may be of an earlier session. */
export function senderRoutes(): Routes {
  return async (app) => {
    app.get('/bao-cao/phien', { config: { access: ROLES }, schema: { hide: true } }, async (request) => {
      const answer: SenderAnswer = { sender: senderOf(request), formToken: request.formToken };
      return answer;
    });
  };
}
