import type { Author } from '../access/author.ts';
import type { Principal } from '../access/principal.ts';
import { storePeople } from '../accounts/people.ts';
import { listPeople } from '../accounts/person-store.ts';
import { changeRegistry } from '../changes/registry.ts';
import { dayOf } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import type { Ways } from '../outbox/recipients.ts';
import { readWays } from '../outbox/ways.ts';
import { insertContacts, listContacts, removeContacts, updateContacts } from '../registry/contacts-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Found, notTaken, type SheetNotes, sheetNotes } from '../sheets/found.ts';
import { createTeller, type Told } from '../told.ts';
import { type Invited, inviteIn, wayToInvite } from './invite.ts';
import { type PlannedRow, planPeople } from './plan.ts';
import { readPeople } from './sheet.ts';

export type PeopleOutcome = 'accepted' | 'unchanged' | 'skipped' | 'rejected';

/** What becomes of the two sides of a person. */
export const DONE = [
  'account_made',
  'account_changed',
  'contact_added',
  'contact_changed',
  'contact_removed',
] as const;
export type Done = (typeof DONE)[number];

export interface PeopleResult
  extends Partial<Told<{ column: string; code: string; message: string; messageVi: string }>> {
  /** Name of the sheet, where several are read. */
  sheet?: string;
  row: number;
  outcome: PeopleOutcome;
  /** What an accepted row does, or would do. */
  does?: Done[];
}

export interface PeopleImport extends SheetNotes {
  accepted: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  /** To whom an invitation goes out. */
  invited: number;
  /** Who is to be invited and cannot be written to: by a printed card. */
  unreachable: number;
  moreErrors?: number;
  results: PeopleResult[];
}

export interface PeopleOptions {
  registry: Registry;
  /** Of who sends it: nobody outside is made or changed. */
  area: Principal['area'];
  dryRun: boolean;
  /** Whether those who have an account and were never invited are. */
  invite: boolean;
  /** Whether nothing is stored with any fault; else rows without one are. */
  atomic: boolean;
}

/**
 * Makes accounts and contacts of a sheet's rows, or brings them up to date, in one transaction. Every fault of every row
 * is told at its column; its row is left out, or all of them where the import is atomic. The same sheet again changes nothing. Nobody is removed for not
 * standing in it.
 */
export async function importPeople(
  db: Clients,
  author: Author,
  found: Found,
  { registry, area, dryRun, invite, atomic }: PeopleOptions,
): Promise<PeopleImport> {
  const taken = notTaken(found, ['area']);
  const rowsBy = (now: Registry) => readPeople(taken, now, area, dayOf(author.now));
  const planIn = async (tx: OrmTx, now: Registry) => {
    const known = { registry: now, people: await listPeople(tx), contacts: await listContacts(tx) };
    return planPeople(rowsBy(now), known, author);
  };
  const nobody: Invited = { invited: 0, already: 0, unreachable: [] };
  const ways = await readWays(db.sql, author.now);
  const inviteOf = async (tx: OrmTx, ids: readonly number[], dry = false) =>
    invite ? await inviteIn(tx, author, ids, ways, { dryRun: dry, anew: false }) : nobody;

  let planned = await planIn(db.orm, registry);
  const isSound = () => !atomic || planned.every(({ faults }) => faults.length === 0);
  const knownIds = () => planned.flatMap(({ known }) => (known ? [known.id] : []));
  let invited = nobody;
  if (!isSound()) invited = nobody;
  else if (dryRun) {
    invited = await inviteOf(db.orm, knownIds(), true);
    if (invite) invited = withNew(invited, planned, ways);
  } else if (planned.some(({ account, contact }) => account || contact)) {
    await changeRegistry(db, author, async (tx, now) => {
      planned = await planIn(tx, now);
      // Somebody has been faster: what there is to say of it now is said, and nothing is stored.
      if (!isSound()) throw new Overtaken();
      const ids = await store(tx, author, planned);
      invited = await inviteOf(tx, [...ids.accounts, ...knownIds()]);
      return { action: 'people.import', target: 'people', area, after: { ...ids, invited: invited.invited } };
    }).catch((error: unknown) => {
      if (!(error instanceof Overtaken)) throw error;
    });
  } else if (invite) invited = await db.orm.transaction((tx) => inviteOf(tx, knownIds()));
  return answer(
    found,
    rowsBy(registry).filter(({ blank }) => blank),
    planned,
    invited,
  );
}

class Overtaken extends Error {}

/** With those whose accounts are not made yet. */
function withNew(invited: Invited, planned: readonly PlannedRow[], ways: Ways): Invited {
  const made = planned.flatMap(({ account }) => (account && 'made' in account ? [account.made] : []));
  const reached = made.filter((one) => wayToInvite(one, ways) !== null);
  const others = made
    .filter((one) => !reached.includes(one))
    .map(({ name, area }) => ({ id: 0, name, area }));
  return {
    ...invited,
    invited: invited.invited + reached.length,
    unreachable: [...invited.unreachable, ...others],
  };
}

async function store(tx: OrmTx, author: Author, planned: readonly PlannedRow[]) {
  const accounts = planned.flatMap(({ account }) => (account ? [account] : []));
  const made = accounts.flatMap((one) => ('made' in one ? [one.made] : []));
  const changed = accounts.flatMap((one) => ('changed' in one ? [one.changed] : []));
  const contacts = planned.flatMap(({ contact }) => (contact ? [contact] : []));
  const ids = await storePeople(tx, author, { made, changed });
  const changedContacts = contacts.flatMap((one) => ('changed' in one ? [one.changed] : []));
  const contactsRemoved = contacts.flatMap((one) => ('removed' in one ? [one.removed] : []));
  await updateContacts(tx, changedContacts);
  await removeContacts(tx, contactsRemoved);
  const contactsAdded = await insertContacts(
    tx,
    contacts.flatMap((one) => ('added' in one ? [one.added] : [])),
  );
  return {
    accounts: ids,
    accountsChanged: changed.map(({ id }) => id),
    ...{ contactsAdded, contactsChanged: changedContacts.map(({ id }) => id), contactsRemoved },
  };
}

function answer(
  found: Found,
  blank: readonly { sheet: number; row: number }[],
  planned: readonly PlannedRow[],
  { invited, unreachable }: Invited,
): PeopleImport {
  const several = found.sheets.length > 1;
  const tell = createTeller();
  const placeOf = ({ sheet, row }: { sheet: number; row: number }) =>
    several ? { sheet: found.sheets[sheet]?.name ?? '', row } : { row };
  const told = planned.map((one): [number, number, PeopleResult] => {
    const place = placeOf(one);
    if (one.faults.length > 0) {
      const errors = one.faults.map(({ pointer, ...rest }) => ({ column: pointer.slice(1), ...rest }));
      return [one.sheet, one.row, { ...place, outcome: 'rejected', ...tell(errors) }];
    }
    const does = doesOf(one);
    return [
      one.sheet,
      one.row,
      does.length === 0 ? { ...place, outcome: 'unchanged' } : { ...place, outcome: 'accepted', does },
    ];
  });
  const skipped = blank.map((one): [number, number, PeopleResult] => [
    one.sheet,
    one.row,
    { ...placeOf(one), outcome: 'skipped' },
  ]);
  const results = [...told, ...skipped].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , one]) => one);
  const count = (of: PeopleOutcome) => results.filter(({ outcome }) => outcome === of).length;
  return {
    accepted: count('accepted'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    rejected: count('rejected'),
    invited,
    unreachable: unreachable.length,
    ...(tell.more() > 0 ? { moreErrors: tell.more() } : {}),
    ...sheetNotes(found, false),
    results,
  };
}

function doesOf({ account, contact }: PlannedRow): Done[] {
  const done: Done[] = [];
  if (account) done.push('made' in account ? 'account_made' : 'account_changed');
  if (contact && 'added' in contact) done.push('contact_added');
  if (contact && 'changed' in contact) done.push('contact_changed');
  if (contact && 'removed' in contact) done.push('contact_removed');
  return done;
}
