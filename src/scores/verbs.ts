import { type Author, writeAudit } from '../access/author.ts';
import { addDays, type Day, dayOf, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { Refused, refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { changeRound, requireOpen, type Scored, withOwn } from './round-change.ts';
import { criteriaOf, objectionsTo, ranked } from './rules.ts';
import {
  findRound,
  findSet,
  insertNextRound,
  insertPublication,
  insertSet,
  readEntries,
  readObjections,
  readPublication,
  updateRound,
} from './store.ts';
import type { CriteriaSet, Definition, Sheet } from './types.ts';
import { scoredIn, sheetsNow } from './view.ts';

/**
 * What can be done with scores, the same for page, API and shell. The way of a period: self-scores with evidence →
 * verification → published provisionally → objections until a day, each answered → approved and frozen. Whatever is
 * done takes the lock of the round first, so that of two at once the second is told what the first has done.
 */

/** Days that objections may come where nothing is said. */
export const DAYS_TO_OBJECT = 10;
const LONGEST_WAIT = 90;

/** @throws {Refused} with each place that does not add up */
export function checkSet(given: Definition): void {
  const wrong = objectionsTo(given);
  if (wrong.length > 0) throw new Refused(wrong);
}

/** Makes a set, or the next version of one. @throws {Refused} with each place that does not add up */
export async function putSet(
  db: Clients,
  author: Author,
  given: Omit<CriteriaSet, 'version'>,
): Promise<CriteriaSet> {
  checkSet(given);
  return await db.orm.transaction(async (tx) => {
    const before = await findSet(tx, given.code);
    // Whose it is stays: another province's is answered as if it were not there.
    if (before && before.province !== given.province) throw new Problem('conflict');
    const set = { ...given, version: (before?.version ?? 0) + 1 };
    const made = { createdAt: author.now, createdBy: author.name ?? author.actor };
    if (!(await insertSet(tx, set, made))) throw new Problem('conflict');
    await writeAudit(tx, author, {
      action: 'criteria.set',
      target: given.code,
      area: given.province,
      before: before ? { version: before.version } : null,
      after: { version: set.version, max: set.max, criteria: criteriaOf(set).length },
    });
    return set;
  });
}

/** Publishes provisionally, with the last day on which objections count. @throws {Problem} @throws {Refused} */
export async function publishScores(
  db: Clients,
  author: Author,
  registry: Registry,
  of: Scored,
  until: Day | undefined,
): Promise<void> {
  const today = dayOf(author.now);
  const objectionsUntil = until ?? addDays(today, DAYS_TO_OBJECT);
  if (objectionsUntil < today || objectionsUntil > addDays(today, LONGEST_WAIT))
    refuse('objectionsUntil', [
      `Hạn kiến nghị từ hôm nay đến ${formatDay(addDays(today, LONGEST_WAIT))}.`,
      `Objections end today at the earliest, and within ${LONGEST_WAIT} days.`,
    ]);
  // What is read of statuses is read before the transaction: nobody holds one connection and waits for another.
  const begun = await findRound(db.orm, of.set.code, of.period.label);
  const scoredBy = (begun && (await findSet(db.orm, of.set.code, begun.setVersion))) ?? of.set;
  const localities = scoredIn(registry, scoredBy, of.period, today);
  const figures = new Map(
    (await sheetsNow(db, registry, scoredBy, of.period, null, localities, author.now, [])).map((one) => [
      one.locality.code,
      one,
    ]),
  );
  await changeRound(db, author, of, async (tx, round, set) => {
    requireOpen(round);
    const entries = await readEntries(tx, round.id);
    const verified = new Set(entries.filter((one) => one.kind === 'verification').map((one) => one.locality));
    // Who has ended since he scored himself is not scored: nobody waits for his verification.
    const scored = new Set(localities.map(({ code }) => code));
    const waiting = entries.filter(
      ({ kind, locality }) => kind === 'self' && scored.has(locality) && !verified.has(locality),
    );
    if (![...verified].some((code) => scored.has(code)) || waiting.length > 0)
      throw new Problem(
        'not_verified',
        waiting.slice(0, 100).map(({ locality }) =>
          fault(`/${locality}`, 'invalid_value', {
            why: `${locality} waits for its verification`,
            whyVi: `đơn vị ${locality} đang chờ thẩm định`,
          }),
        ),
      );
    const said = new Map(entries.map((one) => [`${one.locality} ${one.kind}`, one.said]));
    const sheets = ranked(
      localities.flatMap((locality): Sheet[] => {
        const known = figures.get(locality.code);
        if (!known) return [];
        const by = {
          self: said.get(`${locality.code} self`),
          verified: said.get(`${locality.code} verification`),
        };
        return [withOwn(set, known, by)];
      }),
    );
    const by = author.name ?? author.actor;
    await insertPublication(tx, round.id, { kind: 'provisional', at: author.now, by, sheets });
    await updateRound(tx, round.id, {
      state: 'published',
      publishedAt: author.now,
      publishedBy: by,
      objectionsUntil,
    });
    return {
      action: 'score.publish',
      area: set.province,
      target: '',
      after: { objectionsUntil, sheets: sheets.length },
    };
  });
}

/** Approves what is published; from then on nothing of it changes. @throws {Problem} */
export async function approveScores(db: Clients, author: Author, of: Scored): Promise<void> {
  await changeRound(db, author, of, async (tx, round, set) => {
    if (round.state === 'approved') throw new Problem('scores_approved');
    const published = round.state === 'published' ? await readPublication(tx, round.id) : undefined;
    if (!published || round.objectionsUntil === null) throw new Problem('not_published');
    const open = (await readObjections(tx, round.id)).filter((one) => one.answeredAt === null);
    if (open.length > 0)
      throw new Problem(
        'objections_unanswered',
        open.slice(0, 100).map(({ locality, reason }) =>
          fault(`/${locality}`, 'invalid_value', {
            why: `${locality} objected: ${reason}`,
            whyVi: `đơn vị ${locality} kiến nghị: ${reason}`,
          }),
        ),
      );
    // Who may still object is not cut off; the last day itself is the leader's to judge.
    if (dayOf(author.now) < round.objectionsUntil) throw new Problem('objections_running');
    const by = author.name ?? author.actor;
    const sheets = published.sheets.map((one) => ({ ...one, state: 'approved' as const }));
    await insertPublication(tx, round.id, { kind: 'approval', at: author.now, by, sheets });
    await updateRound(tx, round.id, { state: 'approved', approvedAt: author.now, approvedBy: by });
    return { action: 'score.approve', area: set.province, target: '', after: { sheets: sheets.length } };
  });
}

/** Begins the next version of an approved period, with all that was said; the approved one stays. @throws {Problem} */
export async function correctScores(db: Clients, author: Author, of: Scored): Promise<void> {
  await changeRound(db, author, of, async (tx, round, set) => {
    if (round.state !== 'approved') throw new Problem('scores_not_approved');
    await insertNextRound(tx, round, set.version);
    return { action: 'score.correct', area: set.province, target: '', after: { version: round.version + 1 } };
  });
}
