import type { Author } from '../access/author.ts';
import { dayOf } from '../days.ts';
import type { Clients, OrmTx } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { type Objection, refuse } from '../refused.ts';
import type { Locality } from '../registry/types.ts';
import {
  changeRound,
  entryOf,
  refuseFaults,
  type SaidList,
  type Scored,
  saidOf,
  withOwn,
} from './round-change.ts';
import { criteriaOf, ranked, saidFaults } from './rules.ts';
import {
  answerObjection,
  insertEntry,
  insertObjection,
  insertPublication,
  type RoundRow,
  readEntries,
  readObjections,
  readPublication,
} from './store.ts';
import type { CriteriaSet } from './types.ts';

/** Objections to what is published, and what is answered. */

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
  await changeRound(db, author, of, async (tx, round, set) => {
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
  await changeRound(db, author, of, async (tx, round, set) => {
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
