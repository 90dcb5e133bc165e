import { type Author, writeAudit } from '../../access/author.ts';
import { type Day, dayOf } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import { fault } from '../../faults.ts';
import { Problem } from '../../http/problems.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { countRemarks, insertRemark, type Remark, withdrawRemark } from './store.ts';
import type { RemarkAbout } from './words.ts';

/** What localities do with their remarks, the same for page and API; what an author does with them is `verbs.ts` above. */

export const LONGEST_REMARK = 2_000;
/** Of one locality and day. */
const MOST_A_DAY = 20;

/**
 * Sends a remark on a day for the reports of the periods that it lies in.
 * @throws {Problem} invalid_body of a day to come, one outside the locality's time, or too many of a day
 */
export async function sendRemark(
  db: Clients,
  author: Author,
  locality: Locality,
  { about, text, day = dayOf(author.now) }: { about: RemarkAbout; text: string; day?: Day | undefined },
): Promise<number> {
  const today = dayOf(author.now);
  if (day > today) throw new Problem('invalid_body', [fault('/day', 'future_day', { day, today })]);
  if (!inForce(locality, day))
    throw new Problem('invalid_body', [
      fault('/day', 'locality_not_in_force', { locality: locality.code, day }),
    ]);
  return await db.orm.transaction(async (tx) => {
    if ((await countRemarks(tx, locality.code, day)) >= MOST_A_DAY)
      throw new Problem('invalid_body', [
        fault('/text', 'invalid_value', {
          why: `at most ${MOST_A_DAY} a day`,
          whyVi: `mỗi ngày gửi tối đa ${MOST_A_DAY} nội dung`,
        }),
      ]);
    const id = await insertRemark(tx, {
      locality: locality.code,
      day,
      about,
      text,
      sentAt: author.now,
      sentBy: author.name ?? author.actor,
    });
    await writeAudit(tx, author, {
      action: 'report_remark.send',
      target: `report_remark ${id}`,
      area: locality.code,
      after: { day, about, text },
    });
    return id;
  });
}

/** Takes it back; what was taken over into a report stays there. @throws {Problem} not_found */
export async function takeRemarkBack(db: Clients, author: Author, remark: Remark): Promise<void> {
  await db.orm.transaction(async (tx) => {
    if (!(await withdrawRemark(tx, remark.id, author.now))) throw new Problem('not_found');
    const { day, about, text } = remark;
    await writeAudit(tx, author, {
      action: 'report_remark.withdraw',
      target: `report_remark ${remark.id}`,
      area: remark.locality,
      before: { day, about, text },
    });
  });
}
