import { type Author, type Change, requireRights, writeAudit, writeAudits } from '../access/author.ts';
import { ROLES } from '../access/principal.ts';
import { liesWithin } from '../access/rights-store.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import { type Readers, readChoice, readEmail, readText, readUserName } from '../fields.ts';
import { type Objection, Refused, refuse } from '../refused.ts';
import { dropSecondFactor } from './enrol.ts';
import { forgetAllFailures } from './failure-store.ts';
import { nameOf, subjectOf } from './names.ts';
import { makePasswordLink } from './password-link.ts';
import {
  dropLinks,
  findByLogin,
  insertPeople,
  insertPerson,
  lockPerson,
  updatePerson,
} from './person-store.ts';
import { endSessionsOf } from './session-store.ts';
import type { Person } from './types.ts';

/** What an administrator does to accounts, at the shell and in the browser. */

export type NewPerson = Pick<Person, 'userName' | 'email' | 'name' | 'position' | 'role' | 'area'> &
  Partial<Pick<Person, 'phone'>>;
export type PersonChange = Pick<Person, 'role' | 'area' | 'name' | 'position' | 'phone' | 'email' | 'agency'>;

export const PERSON_FIELDS = {
  role: (text, field) => ({ role: readChoice(field, text, ROLES) }),
  area: (area) => ({ area }),
  name: (text, field) => ({ name: readText(field, text, 100) }),
  position: (text, field) => ({ position: text.trim() === '' ? null : readText(field, text, 100) }),
  email: (text, field) => ({ email: readEmail(field, text) }),
  'user-name': (text, field) => ({ userName: readUserName(field, text) }),
} satisfies Readers<NewPerson>;

/** Said to whoever gives neither address nor user name. */
export const NO_LOGIN: Objection = {
  field: 'email',
  vi: 'Nhập email hoặc tên đăng nhập, ít nhất một trong hai.',
  en: 'An e-mail address or a user name is needed to sign in with.',
};

/**
 * Makes an account; it has no way in until a link is made for it.
 * @throws {Refused} when a name or address is another's, or neither is given
 */
export async function createPerson(tx: OrmTx, author: Author, person: NewPerson): Promise<number> {
  const { userName, email } = person;
  const wrong: Objection[] = userName === null && email === null ? [NO_LOGIN] : [];
  for (const [field, login] of [
    ['email', email],
    ['user-name', userName],
  ] as const)
    if (login !== null && (await findByLogin(tx, login)))
      wrong.push({
        field,
        vi: `Đã có tài khoản “${login}”. Nhập tên khác, hoặc tìm tài khoản đó trong danh sách.`,
        en: `There is an account “${login}” already.`,
      });
  if (wrong.length > 0) throw new Refused(wrong);
  await refuseBeyond(tx, author, person);
  const id = await insertPerson(tx, { ...person, createdAt: author.now });
  await writeAudit(tx, author, {
    action: 'user.create',
    target: nameOf(person),
    area: person.area,
    after: { id, ...person },
  });
  return id;
}

/**
 * Changes role, area, name or position. With another role or area every way in that was opened by the old ones is
 * void: whoever is signed in as him, is about to be, or holds a link to set his password begins anew.
 * @throws {Refused} when more is given than the author has
 */
export async function changePerson(
  orm: Orm,
  author: Author,
  id: number,
  fields: Partial<PersonChange>,
): Promise<void> {
  await changing(orm, author, id, (tx, person) => change(tx, author, person, fields));
}

/** The change itself, of an account that the transaction has locked; for the audit. */
async function change(
  tx: OrmTx,
  author: Author,
  { id, role, area, name, position, agency }: Person,
  fields: Partial<PersonChange>,
) {
  const next = { role, area, ...fields };
  await refuseBeyond(tx, author, next);
  await updatePerson(tx, id, fields);
  if (next.role !== role || next.area !== area) await voidWaysIn(tx, id, author.now);
  const before = { role, area, name, position, ...(fields.agency !== undefined && { agency }) };
  return { action: 'user.set', before, after: fields };
}

/**
 * Makes many accounts and changes others, in the transaction of a sheet whose rows have been checked: that no address
 * is another's, and that all of it lies in the author's area.
 * @returns the numbers of those made, in the order given
 */
export async function storePeople(
  tx: OrmTx,
  author: Author,
  {
    made,
    changed,
  }: { made: readonly NewPerson[]; changed: readonly { id: number; fields: Partial<PersonChange> }[] },
): Promise<number[]> {
  await requireRights(tx, author);
  const ids = await insertPeople(
    tx,
    made.map((one) => ({ ...one, createdAt: author.now })),
  );
  const written: Change[] = made.map((person, at) => ({
    action: 'user.create',
    target: nameOf(person),
    area: person.area,
    after: { id: ids[at], ...person },
  }));
  for (const { id, fields } of [...changed].sort((a, b) => a.id - b.id)) {
    const person = await lockPerson(tx, id);
    await refuseBeyond(tx, author, person);
    const done = await change(tx, author, person, fields);
    written.push({ ...done, target: nameOf(person), area: person.area });
  }
  await writeAudits(tx, author, written);
  return ids;
}

/**
 * Takes the password away, ends the sessions, and answers the link to set a new one: good once, for 72 hours.
 * Passkeys stay, as the app does: they are a second factor, which whoever talks an administrator out of a link, or reads
 * it on the way, must not get round by a password (OWASP, Multifactor Authentication: a reset of the one is none of the
 * other). Where a device is lost or taken, `secondFactor` takes app, passkeys and recovery codes away as well.
 */
export async function resetPerson(
  orm: Orm,
  author: Author,
  id: number,
  { publicUrl, secondFactor }: { publicUrl: string; secondFactor: boolean },
): Promise<string> {
  let link = '';
  await changing(orm, author, id, async (tx, person) => {
    await updatePerson(tx, id, { password: null });
    await endSessionsOf(tx, id, author.now, {});
    if (secondFactor) await dropSecondFactor(tx, id);
    await forgetAllFailures(tx, subjectOf(person));
    link = await makePasswordLink(tx, id, publicUrl, author.now);
    return { action: 'user.reset', after: { secondFactor } };
  });
  return link;
}

/** Closes an account: its sessions end at once, its link is void. @throws {Refused} when it is closed */
export async function disablePerson(orm: Orm, author: Author, id: number): Promise<void> {
  await changing(orm, author, id, async (tx, person) => {
    if (person.disabledAt)
      refuse('', ['Tài khoản này đã được khóa.', `“${nameOf(person)}” is disabled already.`]);
    await updatePerson(tx, id, { disabledAt: author.now });
    await dropLinks(tx, id);
    await endSessionsOf(tx, id, author.now, {});
    return { action: 'user.disable' };
  });
}

/** Opens an account again, with the password that it had. @throws {Refused} when it is open */
export async function enablePerson(orm: Orm, author: Author, id: number): Promise<void> {
  await changing(orm, author, id, async (tx, person) => {
    if (!person.disabledAt)
      refuse('', ['Tài khoản này đang hoạt động.', `“${nameOf(person)}” is not disabled.`]);
    // Seen now, else it would be disabled again in the night.
    await updatePerson(tx, id, { disabledAt: null, lastSeenAt: author.now });
    await forgetAllFailures(tx, subjectOf(person));
    return { action: 'user.enable' };
  });
}

/** Ends every session of a person; answers how many. */
export async function endSessions(orm: Orm, author: Author, id: number): Promise<number> {
  let ended = 0;
  await changing(orm, author, id, async (tx) => {
    ended = await endSessionsOf(tx, id, author.now, {});
    return { action: 'user.sessions_end', after: { sessions: ended } };
  });
  return ended;
}

/** Nothing that was opened under another role or area opens anything under this one. */
async function voidWaysIn(tx: OrmTx, id: number, now: Date): Promise<void> {
  await dropLinks(tx, id);
  await endSessionsOf(tx, id, now, {});
}

/** @throws {Refused} when an account would have, or has, more than who changes it */
async function refuseBeyond(
  tx: OrmTx,
  { rights }: Author,
  { role, area }: Pick<Person, 'role' | 'area'>,
): Promise<void> {
  if (!rights) return;
  if (!(await liesWithin(tx, area, rights.area)))
    refuse('area', ['Ngoài địa bàn anh/chị quản trị.', 'This lies outside your own area.']);
  if (role !== rights.role && rights.role !== 'admin')
    refuse('role', ['Vai trò này cao hơn vai trò của anh/chị.', 'This is more than your own role.']);
}

/** One change of an account, which stays as it was read until then, with its line in the audit. */
async function changing(
  orm: Orm,
  author: Author,
  id: number,
  apply: (tx: OrmTx, person: Person) => Promise<Omit<Change, 'target' | 'area'>>,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const person = await lockWith(tx, author, id);
    await requireRights(tx, author);
    // He may have been given more since the author's page was made.
    await refuseBeyond(tx, author, person);
    const change = await apply(tx, person);
    await writeAudit(tx, author, { ...change, target: nameOf(person), area: person.area });
  });
}

/** Two who change each other at once wait for each other in one order. */
async function lockWith(tx: OrmTx, author: Author, id: number): Promise<Person> {
  const own = author.kind === 'person' ? author.id : undefined;
  if (own !== undefined && own < id) await lockPerson(tx, own);
  const person = await lockPerson(tx, id);
  if (own !== undefined && own > id) await lockPerson(tx, own);
  return person;
}
