import { readInteger, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { readWebhookUrl } from './webhook-rules.ts';
import { readCodes } from './zalo-codes.ts';
import { readParameters } from './zalo-parameters.ts';

/** Channels whose settings are kept, sealed, in the database; e-mail has its in the environment. */
export const SET_CHANNELS = ['zalo_oa', 'zalo_zns'] as const;
export type SetChannel = (typeof SET_CHANNELS)[number];

/** What is kept of a channel: its fields by name. */
export type ChannelSettings = Record<string, string>;

export interface ChannelField {
  name: string;
  /** Is taken and never shown again. */
  secret?: true;
  required?: true;
  /** Stands there until somebody changes it: what was last known of the other side. */
  initial?: string;
  /** Text as it is kept. @throws {Refused} */
  read(text: string, field: string): string;
}

const address = (text: string, field: string) => readWebhookUrl(field, text).href;
const word = (text: string, field: string) => {
  const read = readText(field, text, 2_000);
  if (!/^[\x21-\x7e]+$/.test(read))
    refuse(field, [
      'Chỉ gồm chữ không dấu, số và ký hiệu, không có dấu cách.',
      'letters, digits and signs without spaces.',
    ]);
  return read;
};

const TOKENS: readonly ChannelField[] = [
  { name: 'app-id', read: word },
  { name: 'secret-key', secret: true, read: word },
  { name: 'refresh-token', secret: true, read: word },
  { name: 'access-token', secret: true, read: word },
  {
    name: 'token-url',
    required: true,
    initial: 'https://oauth.zaloapp.com/v4/oa/access_token',
    read: address,
  },
];

const CODES: ChannelField = {
  name: 'codes',
  read(text, field) {
    if (readCodes(text) === null)
      refuse(field, [
        'Ghi như -147=retry, cách nhau bằng dấu cách; sau dấu = là token, retry, refused, unavailable hoặc misconfigured.',
        'write codes as -147=retry, with spaces between; a verdict is token, retry, refused, unavailable or misconfigured.',
      ]);
    return text.trim();
  },
};

/** What each channel has to know, in the order in which it is asked. */
export const CHANNEL_FIELDS: Record<SetChannel, readonly ChannelField[]> = {
  zalo_oa: [
    ...TOKENS,
    { name: 'url', required: true, initial: 'https://openapi.zalo.me/v3.0/oa/message/cs', read: address },
    {
      name: 'max-length',
      required: true,
      initial: '2000',
      read: (text, field) => String(readInteger(field, text, 100, 10_000)),
    },
    CODES,
  ],
  zalo_zns: [
    { name: 'template-id', required: true, read: word },
    {
      name: 'parameters',
      required: true,
      read(text, field) {
        const read = readText(field, text, 1_000);
        if (readParameters(read) === null)
          refuse(field, [
            'Ghi như noi_dung={brief:100}; lien_ket={link}. Có thể dùng {name}, {subject}, {brief}, {link}, {id}.',
            'write parameters as NAME={brief:100}; NAME={link}, made of {name}, {subject}, {brief}, {link} and {id}.',
          ]);
        return read;
      },
    },
    ...TOKENS,
    {
      name: 'url',
      required: true,
      initial: 'https://business.openapi.zalo.me/message/template',
      read: address,
    },
    CODES,
  ],
};

/** Names of the fields that are never shown, of whatever channel. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set(
  Object.values(CHANNEL_FIELDS).flatMap((fields) =>
    fields.filter((one) => one.secret).map((one) => one.name),
  ),
);

/** What of the settings may be shown. */
export function shownSettings(settings: ChannelSettings): ChannelSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !SECRET_FIELDS.has(name)));
}
