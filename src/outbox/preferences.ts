import type { ChannelName } from './types.ts';

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
