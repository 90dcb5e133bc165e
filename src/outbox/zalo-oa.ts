import type { Channel } from './channel.ts';
import { createZaloChannel } from './zalo.ts';
import { shortened } from './zalo-parameters.ts';
import type { ZaloDeps } from './zalo-tokens.ts';

/** Messages of the official account to people who follow it; `to.address` is the Zalo user's id. */
export function createZaloOaChannel(deps: ZaloDeps): Channel {
  return createZaloChannel(deps, 'zalo_oa', ({ to, text, brief, link }, settings) => {
    if (!/^\d{1,30}$/.test(to.address))
      return { kind: 'refused', reason: 'the address is not the id of a Zalo user' };
    const most = Number(settings['max-length']);
    // What is too long in full is said in short, with the way to the rest.
    const short = `${shortened(brief, most - link.length - 1)}\n${link}`;
    return {
      body: {
        recipient: { user_id: to.address },
        message: { text: [...text.trim()].length <= most ? text.trim() : short },
      },
    };
  });
}
