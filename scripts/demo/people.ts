import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/access/principal.ts';
import { hashPassword } from '../../src/accounts/passwords.ts';
import { findByLogin, insertPerson, updatePerson } from '../../src/accounts/person-store.ts';
import type { Orm } from '../../src/db/connect.ts';
import { listContacts } from '../../src/registry/contacts-store.ts';

/** Somebody who can sign in, and what he is. */
export interface DemoPerson {
  login: string;
  is: string;
}

/**
 * One account of each role, and a leader of the officer's commune, all with the same new password: each start prints
 * another. Who is among the contacts, too, may choose how he hears.
 */
export async function openAccounts(
  orm: Orm,
  { province, officer }: { province: string; officer: { area: string; place: string } },
  now: Date,
): Promise<{ password: string; people: DemoPerson[] }> {
  const password = randomBytes(9)
    .toString('hex')
    .replace(/.{6}(?=.)/g, '$&-');
  const hash = await hashPassword(password);
  const people: (DemoPerson & { role: Role; area: string; agency?: string })[] = [
    { login: 'canbo', is: `cán bộ ${officer.place}`, role: 'officer', area: officer.area },
    { login: 'chutich', is: `lãnh đạo UBND ${officer.place}`, role: 'leader', area: officer.area },
    { login: 'so', is: 'Sở KH&CN', role: 'department', area: province, agency: 'so-khcn' },
    { login: 'taichinh', is: 'Sở Tài chính', role: 'finance', area: province, agency: 'so-tai-chinh' },
    { login: 'lanhdao', is: 'lãnh đạo UBND thành phố', role: 'leader', area: province },
    { login: 'theodoi', is: 'người theo dõi', role: 'viewer', area: province },
    { login: 'quantri', is: 'quản trị hệ thống', role: 'admin', area: '*' },
  ];
  await orm.transaction(async (tx) => {
    const contacts = await listContacts(tx);
    const emailOf = (role: Role, area: string) =>
      contacts.find((one) => one.role === role && (one.locality ?? one.province) === area)?.email ?? null;
    // No contact, but tasks of his agency are mailed to him.
    const ownAddress = (login: string) => `${login}@haiphong.example`;
    for (const { login, is, role, area, agency = null } of people) {
      const found = await findByLogin(tx, login);
      const id =
        found?.id ??
        (await insertPerson(tx, {
          userName: login,
          name: is,
          email: emailOf(role, area) ?? (agency && ownAddress(login)),
          role,
          area,
          agency,
          createdAt: now,
        }));
      await updatePerson(tx, id, { password: hash, lastSeenAt: now, disabledAt: null });
    }
  });
  return { password, people };
}
