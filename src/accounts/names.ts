import { composed } from '../lib/composed.ts';
import { knownBrowser } from './known-browser.ts';
import { hashSecret } from './secrets.ts';
import type { Origin, Person } from './types.ts';
import type { Subject } from './waiting-rules.ts';

/** Names and addresses are stored and looked for in small letters, composed. */
export function loginOf(text: string): string {
  return composed(text).trim().toLowerCase();
}

/** How lists and the audit name a person. */
export function nameOf({ userName, email }: Pick<Person, 'userName' | 'email'>): string {
  return userName ?? email ?? '';
}

/** What a person does with his own account, as the audit keeps it: by him, to him, where he belongs. */
export function auditedAs(person: Pick<Person, 'id' | 'userName' | 'email' | 'area'>) {
  const { id: actorId, area } = person;
  return { actorKind: 'person' as const, actorId, actor: nameOf(person), target: nameOf(person), area };
}

/** Whoever tried to sign in as somebody that there is not. */
export const AUDITED_AS_NOBODY = { actor: 'unknown', target: 'unknown', area: '*' };

/** All of a person's failures, from wherever, whichever of his names he types. */
export function subjectOf(person: Person) {
  return { kind: 'everywhere' as const, subject: `person ${person.id}` };
}

/** Failures of a person who is signed in and shows his password or a code again: his browser's own. */
export function subjectSignedIn(person: Person, session: number) {
  return { kind: 'account' as const, subject: `person ${person.id} in session ${session}` };
}

/**
 * What a failed sign-in counts against, in the order of locks. A browser that has signed in before waits
 * for its own failures alone, so that nobody else can keep it out. A name that nobody has (null) waits like
 * any other.
 */
export function subjectsOf(person: Person | null, login: string, { address, marks }: Origin): Subject[] {
  const browser = person ? knownBrowser(person, marks) : undefined;
  const all = person ? subjectOf(person).subject : hashSecret(loginOf(login));
  if (browser !== undefined) return [{ kind: 'account', subject: `${all} in browser ${browser}` }];
  return [
    { kind: 'address', subject: address },
    { kind: 'everywhere', subject: all },
    { kind: 'account', subject: `${all} from ${address}` },
  ];
}

/** Whether an account has the rights that it had when it was read, and is open. */
export function isSame(now: Person, read: Person): boolean {
  return now.role === read.role && now.area === read.area && now.disabledAt === null;
}
