import { readInteger } from '../fields.ts';
import { refuse } from '../refused.ts';
import type { ChannelKind } from './kind.ts';
import { because } from './reasons.ts';
import { createZaloChannel } from './zalo.ts';
import { messageUrl, OWN_APPLICATION, ZALO_CODES, ZALO_TOKENS } from './zalo-fields.ts';
import { shortened } from './zalo-parameters.ts';
import { renewOldTokens, type ZaloDeps } from './zalo-tokens.ts';

/** Messages of the official account to people who follow it; `to.address` is the Zalo user's id. */
export function createZaloOaChannel(deps: ZaloDeps) {
  return createZaloChannel(deps, 'zalo_oa', ({ to, text, brief, link }, settings) => {
    if (!/^\d{1,30}$/.test(to.address)) return { kind: 'refused', reason: because('not_a_zalo_user') };
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

export const zaloOa = {
  name: 'zalo_oa',
  words: {
    name: ['Zalo OA (tin cho người quan tâm trang)', 'Zalo OA (to followers)'],
    way: ['Zalo OA', 'Zalo OA'],
  },
  reach: {
    by: 'zaloUser',
    addressOf: ({ zaloUser }) => zaloUser,
    lacks: {
      field: 'zalo-user',
      vi: 'Để nhận qua Zalo, cần nhập mã người dùng Zalo.',
      en: 'Zalo needs the id of the Zalo user.',
    },
  },
  setUp: 'settings',
  fields: [
    ...ZALO_TOKENS,
    messageUrl('https://openapi.zalo.me/v3.0/oa/message/cs'),
    {
      name: 'max-length',
      label: ['Số ký tự tối đa của một tin', 'Characters of a message at most'],
      value: 'N',
      required: true,
      initial: '2000',
      read: (text, field) => String(readInteger(field, text, 100, 10_000)),
    },
    ZALO_CODES,
  ],
  needs: () => OWN_APPLICATION,
  trial: {
    label: ['Mã người dùng Zalo', 'Id of the Zalo user'],
    hint: ['Người này phải đang quan tâm trang Zalo OA.', 'Who follows the official account.'],
    read(text) {
      const user = text.trim();
      if (!/^\d{1,30}$/.test(user))
        refuse('address', [
          'Nhập mã người dùng Zalo, chỉ gồm chữ số.',
          `“${text}” is not the id of a Zalo user.`,
        ]);
      return user;
    },
  },
  create: createZaloOaChannel,
  // Of both channels of Zalo.
  nightly: renewOldTokens,
} as const satisfies ChannelKind;
