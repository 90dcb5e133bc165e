import { nextWakingMoment } from '../alerts/working-hours.ts';
import { groupBy } from '../lib/group-by.ts';
import { DEFAULT_PREFERENCE, type Preference, recipientKey } from '../outbox/preferences.ts';
import { type Candidate, type Way, type Ways, wayTo } from '../outbox/recipients.ts';
import type { RemindedRole } from './types.ts';

/** Whom a reminder reaches, by which way, and who is left out. Pure. */

/**
 * Reminders by hand to one person a day at most, whoever writes them: who has read two and not answered is telephoned.
 * The ladder of an alert and a summary are not counted; the ceiling that a person sets himself is for those.
 */
export const REMINDERS_A_DAY = 2;

export const LEFT_OUT = ['no_contact', 'no_address', 'enough_today', 'not_asked'] as const;
export type LeftOutCode = (typeof LEFT_OUT)[number];

export type Person = Candidate & { saidFor: string };

/** One message a person, however many localities it speaks of. */
export interface PlannedMessage extends Way {
  contact: number | null;
  saidFor: string;
  name: string;
  role: RemindedRole;
  localities: string[];
  /** Later than now in the hours in which he wants to be left alone. */
  notBefore: Date;
}

export interface LeftOut {
  locality: string;
  /** Of the person; null where the locality has nobody of these roles. */
  name: string | null;
  phone: string | null;
  code: LeftOutCode;
}

export interface Plan {
  messages: PlannedMessage[];
  /** People who are not written to, and localities of which nobody is known. */
  left: LeftOut[];
  /** Localities that nothing reaches, each with the reason that is nearest to being mended. */
  unreachable: { locality: string; code: LeftOutCode; name: string | null }[];
}

export interface ToPlan {
  localities: readonly string[];
  roles: readonly RemindedRole[];
  people: readonly Person[];
  preferenceOf(person: Person): Preference | undefined;
  ways: Ways;
  /** Reminders of today by the key of the person's preferences. */
  remindedToday: ReadonlyMap<string, number>;
}

export function planReminder(of: ToPlan, now: Date): Plan {
  const byLocality = groupBy(
    of.people.filter(({ role }) => (of.roles as readonly string[]).includes(role)),
    ({ locality }) => locality ?? '',
  );
  const messages = new Map<string, PlannedMessage>();
  const left: LeftOut[] = [];
  const unreachable: Plan['unreachable'] = [];
  for (const locality of of.localities) {
    const people = byLocality.get(locality) ?? [];
    const missed: LeftOut[] = [];
    for (const person of people) {
      const code = remind(person, locality);
      if (code !== null) missed.push({ locality, name: person.name, phone: person.phone, code });
    }
    if (people.length === 0) missed.push({ locality, name: null, phone: null, code: 'no_contact' });
    left.push(...missed);
    if (missed.length < Math.max(1, people.length)) continue;
    const told = missed.find(({ code }) => code === 'enough_today') ?? missed[0];
    if (told) unreachable.push({ locality, code: told.code, name: told.name });
  }
  return { messages: [...messages.values()], left, unreachable };

  /** Adds a locality to what a person is told; or says why he is not. */
  function remind(person: Person, locality: string): LeftOutCode | null {
    const preference = of.preferenceOf(person);
    const way = wayTo(person, 'preferred', preference, of.ways);
    if (!way) return 'no_address';
    if ((of.remindedToday.get(way.recipient) ?? 0) >= REMINDERS_A_DAY) return 'enough_today';
    const { channel, address, recipient } = way;
    const key = JSON.stringify([channel, address, recipient]);
    const known = messages.get(key);
    if (known) {
      if (!known.localities.includes(locality)) known.localities.push(locality);
      return null;
    }
    const { quietFrom, quietUntil } = preference ?? DEFAULT_PREFERENCE;
    messages.set(key, {
      ...{ channel, address, recipient },
      contact: person.contact,
      saidFor: person.saidFor,
      name: person.name,
      role: person.role as RemindedRole,
      localities: [locality],
      notBefore: nextWakingMoment(now, quietFrom, quietUntil),
    });
    return null;
  }
}

/** Of a person of a place, as {@link ToPlan} asks for his preferences. */
export const saidOf = (person: Person) => ({
  recipient: recipientKey(person) ?? '',
  saidFor: person.saidFor,
});
