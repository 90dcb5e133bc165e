import type { Author } from '../access/author.ts';
import { addDays, type Day, dayOf, formatDay, instantOf, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readDay, readEnd, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { findException, putException, updateException } from '../registry/changes-store.ts';
import { inForce } from '../registry/types.ts';
import { changeRegistry, localityOf } from './registry.ts';

/** As long as it lasts the collector computes all days since, so it must not last for ever. */
export const LONGEST_DAYS = 31;

interface Reopening {
  day: Day;
  until: Date;
  reason: string;
}

export const EXCEPTION_FIELDS: Readers<Reopening> = {
  day: (text, field) => ({ day: readDay(field, text) }),
  until: (text, field) => ({ until: readEnd(field, text) }),
  reason: (text, field) => ({ reason: readText(field, text, 500) }),
};

/** Lets one locality report a locked day after all, for a while; the same day again replaces when it ends. */
export async function openException(
  db: Clients,
  author: Author,
  code: string,
  { day, until, reason }: Reopening,
): Promise<void> {
  const today = dayOf(author.now);
  if (day > today) refuse('day', ['Ngày này chưa đến.', `${formatDay(day)} has not begun.`]);
  if (until <= author.now || until > instantOf(addDays(today, LONGEST_DAYS), '24:00'))
    refuse('until', [
      `Hạn mở phải sau lúc này và trong vòng ${LONGEST_DAYS} ngày.`,
      `It must end ahead, by ${LONGEST_DAYS} days at most.`,
    ]);
  await changeRegistry(db, author, async (tx, registry) => {
    const locality = localityOf(registry, code, 'locality');
    if (!inForce(locality, day))
      refuse('day', [
        `Đơn vị này không hoạt động ngày ${formatDay(day)}.`,
        `Locality ${code} was not in force on ${formatDay(day)}.`,
      ]);
    const replaced = await putException(tx, { locality: code, day, until, reason });
    return {
      action: 'exception.open',
      target: `${code} ${day}`,
      area: code,
      ...(replaced && { before: told(replaced) }),
      after: told({ until, reason }),
    };
  });
}

/** Ends an exception before its time. @throws {Refused} when it has ended */
export async function endException(db: Clients, author: Author, id: number): Promise<void> {
  await changeRegistry(db, author, async (tx) => {
    const open = await findException(tx, id);
    if (!open || open.until <= author.now)
      refuse('', ['Lần mở lại này đã hết hạn.', `There is no open exception ${id}.`]);
    await updateException(tx, id, { until: author.now });
    const target = `${open.locality} ${open.day}`;
    return {
      action: 'exception.end',
      target,
      area: open.locality,
      before: told(open),
      after: { until: isoLocal(author.now) },
    };
  });
}

const told = ({ until, reason }: Pick<Reopening, 'until' | 'reason'>) => ({ until: isoLocal(until), reason });
