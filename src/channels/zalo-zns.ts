import { readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { readWord } from './fields.ts';
import type { ChannelKind } from './kind.ts';
import { internationalPhone } from './phone.ts';
import { because } from './reasons.ts';
import { createZaloChannel } from './zalo.ts';
import { messageUrl, OWN_APPLICATION, ZALO_CODES, ZALO_TOKENS } from './zalo-fields.ts';
import { fillParameters, readParameters } from './zalo-parameters.ts';
import type { ZaloDeps } from './zalo-tokens.ts';

/** Messages by an approved template to a telephone number, whether or not its owner follows the account. */
export function createZaloZnsChannel(deps: ZaloDeps) {
  return createZaloChannel(deps, 'zalo_zns', (message, settings) => {
    const phone = internationalPhone(message.to.address);
    if (phone === null) return { kind: 'refused', reason: because('not_a_phone') };
    const parameters = readParameters(settings.parameters ?? '');
    if (parameters === null) return { kind: 'misconfigured', reason: because('parameters_unreadable') };
    return {
      body: {
        phone,
        template_id: settings['template-id'],
        template_data: fillParameters(parameters, message),
        // Comes back in Zalo's reports.
        tracking_id: message.id,
      },
    };
  });
}

export const zaloZns = {
  name: 'zalo_zns',
  words: {
    name: ['Zalo ZNS (tin theo số điện thoại)', 'Zalo ZNS (by telephone number)'],
    way: ['Zalo ZNS', 'Zalo ZNS'],
    note: [
      'Dùng chung ứng dụng với Zalo OA thì để trống App ID, Secret key và các token.',
      'To use the application of Zalo OA leave application, key and tokens blank.',
    ],
  },
  reach: {
    by: 'phone',
    addressOf: ({ phone }) => (phone === null ? null : internationalPhone(phone)),
    lacks: {
      field: 'channels',
      vi: 'Đầu mối liên hệ này chưa có số điện thoại nên không nhận qua ZNS được.',
      en: 'There is no telephone number.',
    },
    lastResort: true,
  },
  setUp: 'settings',
  fields: [
    {
      name: 'template-id',
      label: ['Template ID', 'Template ID'],
      value: 'ID',
      required: true,
      read: readWord,
    },
    {
      name: 'parameters',
      label: ['Tham số của mẫu tin', 'Parameters of the template'],
      hint: [
        'Ví dụ: ten={name:30}; noi_dung={brief:100}; lien_ket={link}. Số là độ dài tối đa; {subject} là tiêu đề.',
        'E.g. ten={name:30}; noi_dung={brief:100}; lien_ket={link}. The number is the most characters; {subject} is the subject.',
      ],
      required: true,
      read(text, field) {
        const read = readText(field, text, 1_000);
        if (readParameters(read) === null)
          refuse(field, [
            'Nhập như noi_dung={brief:100}; lien_ket={link}. Có thể dùng {name}, {subject}, {brief}, {link}, {id}.',
            'write parameters as NAME={brief:100}; NAME={link}, made of {name}, {subject}, {brief}, {link} and {id}.',
          ]);
        return read;
      },
    },
    ...ZALO_TOKENS,
    messageUrl('https://business.openapi.zalo.me/message/template'),
    ZALO_CODES,
  ],
  // Messages by template may go in the name of the official account, with its application and tokens.
  needs: (settings) => (settings['app-id'] === undefined ? [] : OWN_APPLICATION),
  trial: {
    label: ['Số điện thoại', 'Telephone number'],
    read: (text) =>
      internationalPhone(text) ??
      refuse('address', [
        'Số điện thoại chưa đúng, ví dụ đúng: 0912 345 678.',
        `“${text}” is not a telephone number.`,
      ]),
  },
  create: createZaloZnsChannel,
} as const satisfies ChannelKind;
