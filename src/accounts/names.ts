import { hashSecret } from './secrets.ts';
import type { Person } from './types.ts';

/** Names and addresses are stored and looked for in small letters, composed. */
export function loginOf(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

/** How lists and the audit name a person. */
export function nameOf({ userName, email }: Pick<Person, 'userName' | 'email'>): string {
  return userName ?? email ?? '';
}

/** What failed sign-ins of a person count against, whichever of his names he types. */
export function subjectOf(person: Person) {
  return { kind: 'account' as const, subject: `person ${person.id}` };
}

/** The same for a name that nobody has, so that it waits like any other. */
export function subjectOfNobody(login: string) {
  return { kind: 'account' as const, subject: hashSecret(loginOf(login)) };
}
