import { insertAuditsOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { type Day, dayOf, instantOf } from '../days.ts';
import type { RootSql, Sql, Tx } from '../db/connect.ts';
import { composed } from '../lib/composed.ts';
import { groupBy } from '../lib/group-by.ts';
import { readCandidates } from '../outbox/enqueue-store.ts';
import { countLetters, putLetters } from '../outbox/letter-store.ts';
import { readPreferences, saidKey } from '../outbox/preference-store.ts';
import { readWays } from '../outbox/ways.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { type Plan, planReminder, saidOf } from './rules.ts';
import { insertReminders, lockReminding } from './store.ts';
import { REMINDED_ROLES, type RemindedRole, type ReminderContent } from './types.ts';

/** Characters of a reminder's own words. */
export const LONGEST_TEXT = 1_000;
/** Localities in the audit line of one reminding; more are counted. */
const AUDITED = 200;

export interface Reminding {
  registry: Registry;
  programme: Programme;
  /** Of the author's area: whether he may is the caller's to ask. */
  localities: readonly Locality[];
  /** What it is about, of all that is lacking; null for all of it. */
  indicators: readonly string[] | null;
  roles?: readonly RemindedRole[] | undefined;
  /** In place of our own words; null for those. */
  text: string | null;
}

/** Whom a reminder would reach and how; nothing is written. */
export async function previewReminder(sql: RootSql, asked: Reminding, now: Date): Promise<Plan> {
  return await sql.begin('read only', async (tx) => await planFor(tx, asked, now));
}

/**
 * Reminds localities now: one message a person, by the way that he likes, through the outbox. `key` tells one
 * reminding from another: the same again reminds nobody twice. Returns what {@link previewReminder} would have said.
 * @throws {Refused} when who reminds has lost the right to
 */
export async function remind(sql: RootSql, author: Author, asked: Reminding, key: string): Promise<Plan> {
  const { now, actor, name = actor } = author;
  const { programme, indicators, text } = asked;
  return await sql.begin(async (tx) => {
    await lockReminding(tx);
    const plan = await planFor(tx, asked, now);
    const messages = plan.messages.map((one) => ({ ...one, id: crypto.randomUUID() }));
    const letters = messages.map(({ id, localities, name: recipientName, role: _, ...to }) => ({
      ...to,
      id,
      recipientName,
      content: {
        ...{ programme: programme.code, day: dayOf(now), localities },
        ...{ indicators: indicators && [...indicators], text, by: name },
      } satisfies ReminderContent,
      key: `reminder:${key}:${to.channel}:${to.address}:${to.recipient}`,
    }));
    const written = await putLetters(tx, 'reminder', letters, now);
    const told = messages.filter(({ id }) => written.has(id));
    await insertReminders(
      tx,
      programme.code,
      told.flatMap(({ id, name: person, localities }) =>
        localities.map((locality) => ({ locality, person, message: id, note: null })),
      ),
      author,
    );
    await insertAuditsOf(tx, author, auditsOf(asked, told));
    return { ...plan, messages: told };
  });
}

/** A telephone call to a locality that somebody made instead, with what was said. @throws {Refused} */
export async function noteCall(
  sql: RootSql,
  author: Author,
  {
    locality,
    programme,
    person,
    note,
  }: { locality: string; programme: string; person: string; note: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    const row = { locality, person, message: null, note: note === '' ? null : note };
    await insertReminders(tx, programme, [row], author);
    await insertAuditsOf(tx, author, [
      { action: 'locality.called', target: locality, area: locality, after: { person, note } },
    ]);
  });
}

/** @throws {Refused} at `field`, for what no message can hold */
export function readReminderText(field: string, given: string): string {
  const text = composed(given.replaceAll('\r\n', '\n')).trim();
  if (text.length > LONGEST_TEXT)
    refuse(field, [`Tối đa ${LONGEST_TEXT} ký tự.`, `at most ${LONGEST_TEXT} characters.`]);
  if (/(?![\n\t])\p{C}/u.test(text) || !text.isWellFormed())
    refuse(field, ['Nội dung có ký tự bị lỗi.', 'it holds control characters.']);
  return text;
}

async function planFor(tx: Tx, asked: Reminding, now: Date): Promise<Plan> {
  const { registry, programme, localities, roles = REMINDED_ROLES } = asked;
  const today = dayOf(now);
  const known = new Set(registry.localitiesOf(programme, today).map(({ code }) => code));
  const codes = [...new Set(localities.map(({ code }) => code))];
  const meant = codes.filter((code) => known.has(code));
  const people = meant.length === 0 ? [] : await readCandidates(tx as Sql, meant, []);
  const preferences = await readPreferences(tx as Sql, people.map(saidOf));
  const plan = planReminder(
    {
      localities: meant,
      roles,
      people,
      preferenceOf: (person) => preferences.get(saidKey(saidOf(person))),
      ways: await readWays(tx as Sql, now),
      remindedToday: await countLetters(tx, 'reminder', startOf(today)),
    },
    now,
  );
  const others = codes.filter((code) => !known.has(code));
  return {
    ...plan,
    unreachable: [
      ...plan.unreachable,
      ...others.map((locality) => ({ locality, code: 'not_asked' as const, name: null })),
    ],
  };
}

const startOf = (day: Day) => instantOf(day, '00:00');

/** One line a province, or of the one locality: whoever looks after it reads of it. */
function auditsOf({ registry, programme, text }: Reminding, told: readonly { localities: string[] }[]) {
  const codes = [...new Set(told.flatMap(({ localities }) => localities))];
  const byProvince = groupBy(codes, (code) => registry.localities.get(code)?.province ?? '*');
  return [...byProvince].map(([province, of]) => ({
    action: 'reminder.send',
    target: of.length === 1 ? (of[0] ?? province) : province,
    area: of.length === 1 ? (of[0] ?? province) : province,
    after: {
      programme: programme.code,
      count: of.length,
      localities: of.slice(0, AUDITED),
      messages: told.filter(({ localities }) => localities.some((code) => of.includes(code))).length,
      text,
    },
  }));
}
