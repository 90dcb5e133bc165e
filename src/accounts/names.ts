import { composed } from '../composed.ts';
import { hashSecret } from './secrets.ts';
import type { Person } from './types.ts';

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

/** What failed sign-ins of a person count against, whichever of his names he types. */
export function subjectOf(person: Person) {
  return { kind: 'account' as const, subject: `person ${person.id}` };
}

/** The same for a name that nobody has, so that it waits like any other. */
export function subjectOfNobody(login: string) {
  return { kind: 'account' as const, subject: hashSecret(loginOf(login)) };
}

/** Whether an account has the rights that it had when it was read, and is open. */
export function isSame(now: Person, read: Person): boolean {
  return now.role === read.role && now.area === read.area && now.disabledAt === null;
}
