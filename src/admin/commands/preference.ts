import { PERSON_CHANNELS } from '../../channels/all.ts';
import { areasOfKey, readPreferences, saidKey } from '../../outbox/preference-store.ts';
import {
  DEFAULT_PREFERENCE,
  MOST_A_DAY,
  PREFERENCE_FIELDS,
  type Preference,
  recipientKey,
} from '../../outbox/preferences.ts';
import { refuseUnknown, setPreference } from '../../outbox/set-preference.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readFields } from '../input.ts';
import type { Shell } from '../shell.ts';

const operands = { who: 'e-mail address of a person or contact; telephone number of one without' };

export const preferenceSet = command({
  name: 'preference set',
  summary: 'Changes how a person or contact hears: by what, in which language, when, how often.',
  operands,
  options: {
    language: optional('LANGUAGE', 'vi, en'),
    channels: optional('LIST', `in the order of liking, of ${PERSON_CHANNELS.join(',')}`),
    'zalo-user': optional('ID', 'by which Zalo knows him, or none'),
    'quiet-from': optional('HH:MM', 'from when nothing but the gravest reaches him'),
    'quiet-until': optional('HH:MM', 'until when'),
    'per-day': optional('COUNT', `messages a day, 1 to ${MOST_A_DAY}; more are gathered`),
  },
  examples: ['an@haiphong.example --channels web_push,email --quiet-from 20:00'],
  async run(shell, { who }, options) {
    const change = readFields<Preference>(PREFERENCE_FIELDS, options);
    if (Object.keys(change).length === 0) throw new UsageError('Nothing to change is given.');
    const recipient = keyOf(who);
    for (const area of await requireAreas(shell, recipient))
      await setPreference(shell.db.orm, authorOf(shell), { recipient, target: recipient, area }, change);
    shell.print(`Changed how ${recipient} hears.`);
  },
});

export const preferenceShow = command({
  name: 'preference show',
  summary: 'Shows how a person or contact hears.',
  operands,
  options: {},
  examples: ['an@haiphong.example'],
  async run(shell, { who }) {
    const recipient = keyOf(who);
    const areas = await requireAreas(shell, recipient);
    const all = areas.map((saidFor) => ({ recipient, saidFor }));
    const preferences = await readPreferences(shell.db.sql, all);
    for (const one of all) {
      const said = preferences.get(saidKey(one)) ?? DEFAULT_PREFERENCE;
      if (all.length > 1) shell.print(`area         ${one.saidFor}`);
      shell.print(`language     ${said.language}`);
      shell.print(`channels     ${said.channels.join(',')}`);
      shell.print(`zalo-user    ${said.zaloUser ?? 'none'}`);
      shell.print(`quiet        ${said.quietFrom} to ${said.quietUntil}`);
      shell.print(`per-day      ${said.perDay}`);
    }
  },
});

/** Wherever somebody has that key. @throws {Refused} when nobody does */
async function requireAreas({ db }: Shell, recipient: string): Promise<string[]> {
  const areas = await areasOfKey(db.orm, recipient);
  return areas.length > 0 ? areas : refuseUnknown(recipient);
}

function keyOf(who: string): string {
  const key = recipientKey(who.includes('@') ? { email: who, phone: null } : { email: null, phone: who });
  if (key === null) throw new UsageError('WHO is empty.');
  return key;
}
