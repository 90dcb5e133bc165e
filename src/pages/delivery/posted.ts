import { PERSON_CHANNELS } from '../../channels/all.ts';
import { PREFERENCE_FIELDS, type Preference } from '../../outbox/preferences.ts';
import type { Objection } from '../../refused.ts';
import { type FormBody, readForm } from '../parts/filled.ts';

/** The form of how a person wants to hear: a field for each place in the order of channels. */

const PLACES = PERSON_CHANNELS.map((_, place) => `channel-${place + 1}`);

/** @throws {Refused} with every objection */
export function readPreference(body: FormBody): Preference {
  const channels = PLACES.map((name) => body[name] ?? '').join(',');
  return readForm<Preference>(PREFERENCE_FIELDS, { ...body, channels }, ['zalo-user']);
}

/** A preference as it stands in the form. */
export function typedPreference(preference: Preference): FormBody {
  return {
    language: preference.language,
    'zalo-user': preference.zaloUser ?? '',
    'quiet-from': preference.quietFrom,
    'quiet-until': preference.quietUntil,
    'per-day': String(preference.perDay),
    ...Object.fromEntries(PLACES.map((name, place) => [name, preference.channels[place] ?? ''])),
  };
}

/** What speaks against the order of channels is shown at its first place. */
export function atFields(objections: readonly Objection[]): Objection[] {
  return objections.map((one) => (one.field === 'channels' ? { ...one, field: 'channel-1' } : one));
}
