import { type ChannelName, PERSON_CHANNELS } from '../channels/all.ts';
import { orNone, type Readers, readChoice, readInteger } from '../fields.ts';
import { refuse } from '../refused.ts';

/** How a person wants to hear. */
export interface Preference {
  language: 'vi' | 'en';
  /** In the order of his liking; the first that works is taken. */
  channels: readonly ChannelName[];
  /** As Zalo knows him, for the official account; null when it does not. */
  zaloUser: string | null;
  /** Local times `HH:MM`: between them nothing but the gravest reaches him. */
  quietFrom: string;
  quietUntil: string;
  /** Messages a day; what comes after them is gathered. */
  perDay: number;
}

/** Holds for whoever has said nothing else. */
export const DEFAULT_PREFERENCE: Preference = {
  language: 'vi',
  channels: ['email'],
  zaloUser: null,
  quietFrom: '21:00',
  quietUntil: '06:00',
  perDay: 8,
};

/**
 * Key of a person's preferences: one for all his roles and places, whether he has an account or is a contact
 * alone. His e-mail address in small letters, else his telephone number without spaces.
 */
export function recipientKey({
  email,
  phone,
}: {
  email: string | null;
  phone: string | null;
}): string | null {
  return email?.trim().toLowerCase() || phone?.replace(/[ .()-]/g, '') || null;
}

export const MOST_A_DAY = 50;

/** The fields of a preference, as they are typed. */
export const PREFERENCE_FIELDS: Readers<Preference> = {
  language: (text, field) => ({ language: readChoice(field, text, ['vi', 'en']) }),
  channels: (text, field) => ({ channels: readChannels(field, text) }),
  'zalo-user': (text, field) => ({ zaloUser: orNone(text, (one) => readZaloUser(field, one)) }),
  'quiet-from': (text, field) => ({ quietFrom: readTime(field, text) }),
  'quiet-until': (text, field) => ({ quietUntil: readTime(field, text) }),
  'per-day': (text, field) => ({ perDay: readInteger(field, text, 1, MOST_A_DAY) }),
};

function readChannels(field: string, text: string): ChannelName[] {
  const names = text.split(',').map((one) => one.trim());
  const channels = names.filter(Boolean).map((one) => readChoice(field, one, PERSON_CHANNELS));
  if (channels.length === 0) refuse(field, ['Chọn ít nhất một cách nhận.', 'Name one at least.']);
  if (new Set(channels).size < channels.length)
    refuse(field, ['Một cách nhận được chọn hai lần. Mỗi cách chọn một lần.', 'One stands there twice.']);
  return channels;
}

function readZaloUser(field: string, text: string): string {
  if (!/^\d{6,30}$/.test(text.trim()))
    refuse(field, ['Mã người dùng Zalo chỉ gồm chữ số.', `“${text}” is no id of a Zalo user: digits alone.`]);
  return text.trim();
}

function readTime(field: string, text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text))
    refuse(field, ['Ghi giờ và phút, ví dụ 21:00.', `“${text}” is not a time; write HH:MM.`]);
  return text;
}
