import { readText } from '../fields.ts';
import type { Words } from '../i18n/say.ts';
import { refuse } from '../refused.ts';
import { readWebhookUrl } from './webhook-rules.ts';

/** What is kept of a channel: its fields by name. */
export type ChannelSettings = Record<string, string>;

export interface ChannelField {
  name: string;
  label: Words;
  hint?: Words;
  /** What stands for its value in the help of the shell, e.g. `URL`. */
  value?: string;
  /** Is taken and never shown again. */
  secret?: true;
  required?: true;
  /** Stands there until somebody changes it: what was last known of the other side. */
  initial?: string;
  /** Text as it is kept. @throws {Refused} */
  read(text: string, field: string): string;
}

/** An address that messages or questions are posted to. @throws {Refused} */
export const readAddress = (text: string, field: string): string => readWebhookUrl(field, text).href;

/** A code or token of the other side. @throws {Refused} */
export function readWord(text: string, field: string): string {
  const read = readText(field, text, 2_000);
  if (!/^[\x21-\x7e]+$/.test(read))
    refuse(field, [
      'Chỉ gồm chữ không dấu, số và ký hiệu, không có dấu cách.',
      'letters, digits and signs without spaces.',
    ]);
  return read;
}

/** What of the settings may be shown. */
export function shownSettings(
  fields: readonly ChannelField[] | null,
  settings: ChannelSettings,
): ChannelSettings {
  const secret = new Set(fields?.filter((one) => one.secret).map((one) => one.name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secret.has(name)));
}
