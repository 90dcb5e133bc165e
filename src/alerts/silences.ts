import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { addDays, dayOf, formatDay, instantOf, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { orNone, type Readers, readChoice, readEnd, readInstant, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { endSilenceNow, insertSilence, lockSilence, lookAgain } from './silence-store.ts';
import { ALERT_KINDS, type NewSilence } from './types.ts';

/** Whoever wants longer says so again; a silence that is forgotten must end by itself. */
export const LONGEST_SILENCE_DAYS = 62;
/** Nobody plans a move or an outage farther ahead; whoever writes such a year has mistyped it. */
const MOST_DAYS_AHEAD = 366;

/** `area` is the caller's to read: what it may be depends on who asks. */
export const SILENCE_FIELDS: Readers<Omit<NewSilence, 'area'>> = {
  kind: (text, field) => ({ kind: orNone(text, (one) => readChoice(field, one, ALERT_KINDS)) }),
  startsAt: (text, field) => ({ startsAt: readInstant(field, text) }),
  endsAt: (text, field) => ({ endsAt: readEnd(field, text) }),
  reason: (text, field) => ({ reason: readText(field, text, 500) }),
};

/**
 * Lets nobody hear of what lies in an area, for a while and with a reason; ladders stand still meanwhile. What
 * has been decided and not been sent is taken back when its time comes. Returns its id.
 * @throws {Refused} when it does not end ahead, lasts too long, or begins too far ahead
 */
export async function silence(sql: RootSql, author: Author, given: NewSilence): Promise<number> {
  const { area, kind, startsAt, endsAt, reason } = given;
  if (startsAt > instantOf(addDays(dayOf(author.now), MOST_DAYS_AHEAD)))
    refuse('startsAt', [
      `Lúc bắt đầu không quá ${MOST_DAYS_AHEAD} ngày kể từ hôm nay.`,
      `It must begin within ${MOST_DAYS_AHEAD} days.`,
    ]);
  const latest = instantOf(addDays(dayOf(startsAt), LONGEST_SILENCE_DAYS), '24:00');
  if (endsAt <= author.now || endsAt <= startsAt || endsAt > latest)
    refuse('endsAt', [
      `Lúc kết thúc phải sau lúc bắt đầu, sau lúc này, và không quá ngày ${formatDay(addDays(dayOf(startsAt), LONGEST_SILENCE_DAYS))}.`,
      `It must end ahead, after it begins, and by ${isoLocal(latest)}.`,
    ]);
  return await sql.begin(async (tx) => {
    const id = await insertSilence(tx, given, author);
    await insertAuditOf(tx, author, {
      action: 'silence.create',
      target: `${area} ${kind ?? '*'}`,
      area,
      after: { startsAt: isoLocal(startsAt), endsAt: isoLocal(endsAt), reason },
    });
    return id;
  });
}

/** Ends a silence before its time; ladders go on from where they stood. @throws {Refused} when it has ended */
export async function endSilence(sql: RootSql, author: Author, id: number): Promise<void> {
  await sql.begin(async (tx) => {
    const found = await lockSilence(tx, id);
    if (!found || found.endsAt <= author.now)
      refuse('', ['Lần tạm ngừng nhắc này đã kết thúc.', `There is no silence ${id} that lasts.`]);
    await endSilenceNow(tx, id, author);
    await lookAgain(tx, author.now);
    await insertAuditOf(tx, author, {
      action: 'silence.end',
      target: `${found.area} ${found.kind ?? '*'}`,
      area: found.area,
      before: { endsAt: isoLocal(found.endsAt) },
    });
  });
}
