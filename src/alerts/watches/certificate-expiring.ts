import { readExpiring } from '../../certificates/expiring-store.ts';
import { type Day, dayOf, daysBetween } from '../../days.ts';
import type { LiveContent } from '../store.ts';
import { type NewAlert, NO_PROGRAMME } from '../types.ts';
import type { Watch } from '../watch.ts';

/** Stages that hold where nobody has set others, in days before the end. */
const STAGES = [60, 30, 7];

/**
 * Certificates whose end comes near: an alert a stage, each with a ladder of its own. Who has taken one on and
 * promised a date is not asked again at the next stage before that date has passed.
 */
export const certificateExpiringWatch: Watch = {
  kind: 'certificate_expiring',
  async wanted({ tx, ladders, live, now }) {
    const today = dayOf(now);
    const stages = ladders.of(NO_PROGRAMME, 'certificate_expiring').settings.stages ?? STAGES;
    const expiring = await readExpiring(tx, today, Math.max(...stages));
    return expiring.flatMap(({ id, locality, kind, holder, serial, validTo }): NewAlert[] => {
      const subject = subjectOn(id, validTo, stages, live, today);
      if (subject === null) return [];
      const facts = {
        certificate: id,
        certificateKind: kind,
        holder,
        serial,
        validTo,
        expired: validTo < today,
      };
      return [{ programme: NO_PROGRAMME, area: locality, kind: 'certificate_expiring', subject, facts }];
    });
  },
  ended: ({ subject }, _, wanted) => {
    const sameCertificate = `${subject.split('/')[0]}/`;
    return wanted.some((one) => one.subject.startsWith(sameCertificate)) ? 'next_stage' : 'renewed';
  },
};

/** `certificate/stage` of the stage that a certificate is in, or of the one that is promised; null before the first. Pure. */
export function subjectOn(
  certificate: number,
  validTo: Day,
  stages: readonly number[],
  live: readonly Pick<LiveContent, 'subject' | 'state' | 'promisedOn'>[],
  today: Day,
): string | null {
  const left = daysBetween(today, validTo);
  const stage = stages.filter((days) => left <= days).sort((a, b) => a - b)[0];
  if (stage === undefined) return null;
  const promised = live.find(
    (one) =>
      one.subject.startsWith(`${certificate}/`) &&
      one.state === 'acknowledged' &&
      one.promisedOn !== null &&
      one.promisedOn >= today,
  );
  return promised?.subject ?? `${certificate}/${stage}`;
}
