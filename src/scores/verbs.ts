import { createHash } from 'node:crypto';
import { type Author, writeAudit } from '../access/author.ts';
import { addDays, type Day, dayOf, formatDay } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { type Objection, Refused, refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality } from '../registry/types.ts';
import { evidenceName, evidenceType, FILE_BYTES, FILES_A_DAY } from '../review/evidence-rules.ts';
import type { ScorePeriod } from './period-rules.ts';
import { criteriaOf, objectionsTo, ranked, saidFaults, sheetOf, totalled } from './rules.ts';
import {
  answerObjection,
  findRound,
  findSet,
  insertEntry,
  insertNextRound,
  insertObjection,
  insertPublication,
  insertScoreEvidence,
  insertSet,
  listScoreEvidence,
  lockRound,
  type RoundRow,
  readEntries,
  readObjections,
  readPublication,
  updateRound,
} from './store.ts';
import type { CriteriaSet, Definition, OwnFigures, Said, SaidOfAll, Sheet } from './types.ts';
import { scoredIn, sheetsNow } from './view.ts';

/**
 * What can be done with scores, the same for page, API and shell. The way of a period: self-scores with evidence →
 * verification → published provisionally → objections until a day, each answered → approved and frozen. Whatever is
 * done takes the lock of the round first, so that of two at once the second is told what the first has done.
 */

/** Days that objections may come where nothing is said. */
export const DAYS_TO_OBJECT = 10;
const LONGEST_WAIT = 90;

/** What is acted on. */
export interface Scored {
  set: CriteriaSet;
  period: ScorePeriod;
}
export type SaidList = readonly ({ code: string } & Said)[];

/** Makes a set, or the next version of one. @throws {Refused} with each place that does not add up */
export async function putSet(
  db: Clients,
  author: Author,
  given: Omit<CriteriaSet, 'version'>,
): Promise<CriteriaSet> {
  const wrong = objectionsTo(given);
  if (wrong.length > 0) throw new Refused(wrong);
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

/** A locality's own word, before anything is verified. @throws {Problem} @throws {Refused} */
export async function selfScore(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  given: { criteria: SaidList; revision?: number | undefined },
): Promise<void> {
  await change(db, author, of, async (tx, round, set) => {
    requireScored(of, locality, author.now);
    requireOpen(round);
    const entries = await readEntries(tx, round.id, locality.code);
    const before = entries.find((one) => one.kind === 'self');
    if (entries.some((one) => one.kind === 'verification')) throw new Problem('already_verified');
    requireRevision(before?.revision, given.revision);
    const files = await listScoreEvidence(tx, {
      set: set.code,
      period: round.period,
      locality: locality.code,
    });
    const withFiles = new Set(files.map((one) => one.criterion));
    refuseFaults(saidFaults(set, given.criteria, { evidence: true, withFiles }));
    const said = saidOf(given.criteria);
    await insertEntry(tx, entryOf(author, round, locality, 'self', before?.revision, said));
    return {
      action: 'score.self',
      area: locality.code,
      target: locality.code,
      before: before?.said,
      after: said,
    };
  });
}

/** The department's word; criteria that it leaves out stand as the locality said. @throws {Problem} @throws {Refused} */
export async function verifyScore(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  given: { criteria: SaidList; revision?: number | undefined },
): Promise<void> {
  await change(db, author, of, async (tx, round, set) => {
    requireScored(of, locality, author.now);
    requireOpen(round);
    const entries = await readEntries(tx, round.id, locality.code);
    const self = entries.find((one) => one.kind === 'self');
    if (!self) throw new Problem('not_self_scored');
    const before = entries.find((one) => one.kind === 'verification');
    requireRevision(before?.revision, given.revision);
    refuseFaults(saidFaults(set, given.criteria, { evidence: false, withFiles: new Set() }));
    const said = { ...self.said, ...saidOf(given.criteria) };
    await insertEntry(tx, entryOf(author, round, locality, 'verification', before?.revision, said));
    return {
      action: 'score.verify',
      area: locality.code,
      target: locality.code,
      before: before?.said,
      after: said,
    };
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
  await change(db, author, of, async (tx, round, set) => {
    requireOpen(round);
    const entries = await readEntries(tx, round.id);
    const verified = new Set(entries.filter((one) => one.kind === 'verification').map((one) => one.locality));
    const waiting = entries.filter((one) => one.kind === 'self' && !verified.has(one.locality));
    if (verified.size === 0 || waiting.length > 0)
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

/** A locality objects to what is published of it. @throws {Problem} @throws {Refused} */
export async function objectTo(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  given: {
    reason: string;
    criteria?: readonly string[] | undefined;
    evidence?: readonly string[] | undefined;
  },
): Promise<void> {
  await change(db, author, of, async (tx, round, set) => {
    if (round.state === 'approved') throw new Problem('scores_approved');
    if (round.state === 'open' || round.objectionsUntil === null) throw new Problem('not_published');
    if (dayOf(author.now) > round.objectionsUntil) throw new Problem('objections_over');
    const sheets = (await readPublication(tx, round.id))?.sheets ?? [];
    if (!sheets.some((one) => one.locality.code === locality.code)) throw new Problem('not_found');
    const known = await readObjections(tx, round.id, locality.code);
    if (known.some((one) => one.answeredAt === null)) throw new Problem('objection_open');
    const codes = new Set(criteriaOf(set).map((one) => one.code));
    const criteria = [...new Set(given.criteria ?? [])];
    refuseFaults(
      criteria.flatMap((code, at): Objection[] =>
        codes.has(code)
          ? []
          : [
              {
                field: `criteria/${at}`,
                vi: `Bộ tiêu chí không có mã ${code}.`,
                en: `There is no criterion “${code}”.`,
              },
            ],
      ),
    );
    const { now: at } = author;
    const { reason, evidence = [] } = given;
    const by = author.name ?? author.actor;
    const row = {
      round: round.id,
      locality: locality.code,
      criteria,
      reason,
      evidence: [...evidence],
      at,
      by,
    };
    await insertObjection(tx, row);
    return {
      action: 'score.object',
      area: locality.code,
      target: locality.code,
      after: { reason, criteria },
    };
  });
}

/** The department's answer; what it accepts changes points, and is published at once. @throws {Problem} @throws {Refused} */
export async function answerTo(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  given: { accept: boolean; reason: string; criteria?: SaidList | undefined },
): Promise<void> {
  await change(db, author, of, async (tx, round, set) => {
    if (round.state === 'approved') throw new Problem('scores_approved');
    const open = (await readObjections(tx, round.id, locality.code)).find((one) => one.answeredAt === null);
    if (!open) throw new Problem('no_objection');
    const changed = given.criteria ?? [];
    if (!given.accept && changed.length > 0)
      refuse('criteria', [
        'Không chấp nhận kiến nghị thì điểm giữ nguyên.',
        'Points change only where the objection is accepted.',
      ]);
    refuseFaults(saidFaults(set, changed, { evidence: false, withFiles: new Set() }));
    const by = author.name ?? author.actor;
    await answerObjection(tx, open.id, {
      accepted: given.accept ? 'yes' : 'no',
      answer: given.reason,
      answeredAt: author.now,
      answeredBy: by,
    });
    if (changed.length > 0) await publishChanged(tx, author, round, set, locality, changed);
    const after = { accept: given.accept, reason: given.reason, criteria: changed };
    return { action: 'score.answer', area: locality.code, target: locality.code, after };
  });
}

/** Approves what is published; from then on nothing of it changes. @throws {Problem} */
export async function approveScores(db: Clients, author: Author, of: Scored): Promise<void> {
  await change(db, author, of, async (tx, round, set) => {
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
  await change(db, author, of, async (tx, round, set) => {
    if (round.state !== 'approved') throw new Problem('scores_not_approved');
    await insertNextRound(tx, round, set.version);
    return { action: 'score.correct', area: set.province, target: '', after: { version: round.version + 1 } };
  });
}

export interface FileGiven {
  criterion: string;
  name: string;
  bytes: Buffer;
  /** Null for who comes with a token. */
  person: number | null;
}

/** Keeps a file that shows what a locality says of a criterion. @throws {Refused} at `file` @throws {Problem} */
export async function keepScoreEvidence(
  db: Clients,
  author: Author,
  of: Scored,
  locality: Locality,
  { criterion, name, bytes, person }: FileGiven,
): Promise<number> {
  const type = evidenceType(bytes);
  if (bytes.length === 0 || bytes.length > FILE_BYTES || !type)
    refuse('file', [
      'Chọn ảnh JPEG, PNG, WebP hoặc tệp PDF, tối đa 5 MB.',
      'A picture (JPEG, PNG, WebP) or a PDF of at most 5 MB.',
    ]);
  let id: number | undefined;
  await change(db, author, of, async (tx, round, set) => {
    requireScored(of, locality, author.now);
    if (round.state === 'approved') throw new Problem('scores_approved');
    if (!criteriaOf(set).some((one) => one.code === criterion))
      refuse('criterion', ['Chọn tiêu chí.', `There is no criterion “${criterion}”.`]);
    const key = { set: set.code, period: round.period, locality: locality.code };
    const known = await listScoreEvidence(tx, key);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const same = known.find((one) => one.hash === hash && one.criterion === criterion);
    if (!same && known.length >= FILES_A_DAY * 5)
      refuse('file', ['Đã đủ số tệp của kỳ này.', 'There are as many files as a period takes.']);
    const fileName = evidenceName(name, type);
    const by = author.name ?? author.actor;
    const row = {
      ...key,
      criterion,
      fileName,
      type,
      size: bytes.length,
      hash,
      body: bytes,
      by,
      person,
      at: author.now,
    };
    id = same?.id ?? (await insertScoreEvidence(tx, row));
    return {
      action: 'score.evidence',
      area: locality.code,
      target: locality.code,
      after: { criterion, fileName, hash },
    };
  });
  if (id === undefined) throw new Error('The file was not stored.');
  return id;
}

/* --- what they share --- */

interface Told {
  action: string;
  area: string;
  target: string;
  before?: unknown;
  after?: unknown;
}

/** In one transaction, under the lock of the round, by the version of the set that it is scored by. */
async function change(
  db: Clients,
  author: Author,
  { set: latest, period }: Scored,
  act: (tx: OrmTx, round: RoundRow, set: CriteriaSet) => Promise<Told>,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    if (period.from > dayOf(author.now)) throw new Problem('period_to_come');
    const round = await lockRound(tx, latest, period.label);
    const set =
      round.setVersion === latest.version ? latest : await findSet(tx, latest.code, round.setVersion);
    if (!set) throw new Error(`Version ${round.setVersion} of “${latest.code}” is gone.`);
    const { target, ...told } = await act(tx, round, set);
    await writeAudit(tx, author, { ...told, target: `${set.code} ${period.label} ${target}`.trim() });
  });
}

/** The last word counts: a locality that has ended by the end of the period is not scored in it. */
function requireScored({ set, period }: Scored, locality: Locality, now: Date): void {
  const today = dayOf(now);
  const day = period.to < today ? period.to : today;
  if (set.province !== '*' && locality.province !== set.province) throw new Problem('not_found');
  if (!inForce(locality, day))
    throw new Problem('invalid_body', [
      fault('/locality', 'locality_not_in_force', { locality: locality.code, day }),
    ]);
}

function requireOpen({ state }: RoundRow): void {
  if (state === 'approved') throw new Problem('scores_approved');
  if (state === 'published') throw new Problem('scores_published');
}

function requireRevision(latest: number | undefined, read: number | undefined): void {
  if (read !== undefined && read !== (latest ?? 0)) throw new Problem('revision_conflict');
}

function refuseFaults(wrong: readonly Objection[]): void {
  if (wrong.length > 0) throw new Refused(wrong);
}

const saidOf = (criteria: SaidList): SaidOfAll =>
  Object.fromEntries(criteria.map(({ code, ...said }) => [code, said]));

function entryOf(
  { now: at, name, actor }: Author,
  round: RoundRow,
  locality: Locality,
  kind: 'self' | 'verification',
  before: number | undefined,
  said: SaidOfAll,
) {
  const revision = (before ?? 0) + 1;
  return { round: round.id, locality: locality.code, kind, revision, said, at, by: name ?? actor };
}

/** A sheet by what was said; what is of the service's own figures stays as it was worked out. */
function withOwn(
  set: Definition,
  known: Sheet,
  said: { self: SaidOfAll | undefined; verified: SaidOfAll | undefined },
): Sheet {
  const made = sheetOf(set, { locality: known.locality, state: 'published' }, said, {} as OwnFigures);
  const own = new Set(criteriaOf(set).flatMap((one) => (one.how === 'figure' ? [one.code] : [])));
  const lines = made.criteria.map((line) => {
    const kept = known.criteria.find((one) => one.code === line.code);
    return kept && own.has(line.code) && line.state === 'unknown' && !saysUnknown(said, line.code)
      ? { ...kept, note: line.note, evidence: line.evidence }
      : line;
  });
  return totalled(set, made, lines);
}

const saysUnknown = (
  { self, verified }: { self: SaidOfAll | undefined; verified: SaidOfAll | undefined },
  code: string,
) => (verified?.[code] ?? self?.[code])?.unknown === true;

async function publishChanged(
  tx: OrmTx,
  author: Author,
  round: RoundRow,
  set: CriteriaSet,
  locality: Locality,
  changed: SaidList,
): Promise<void> {
  const published = await readPublication(tx, round.id);
  if (!published) throw new Error('Nothing was published.');
  const entries = await readEntries(tx, round.id, locality.code);
  const self = entries.find((one) => one.kind === 'self')?.said;
  const before = entries.find((one) => one.kind === 'verification');
  const verified = { ...(before?.said ?? self), ...saidOf(changed) };
  await insertEntry(tx, entryOf(author, round, locality, 'verification', before?.revision, verified));
  const sheets = ranked(
    published.sheets.map((sheet) =>
      sheet.locality.code === locality.code ? withOwn(set, sheet, { self, verified }) : sheet,
    ),
  );
  const by = author.name ?? author.actor;
  await insertPublication(tx, round.id, { kind: 'answer', at: author.now, by, sheets });
}
