import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findLocality } from '../../access/localities.ts';
import { findAlerts } from '../../alerts/list-store.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { programmeInAddress, requireProgramme } from '../../http/lookup.ts';
import type { Say } from '../../i18n/say.ts';
import type { LocalityName, Programme } from '../../registry/types.ts';
import { inForce } from '../../registry/types.ts';
import { notReported } from '../../reminders/choose.ts';
import { reminderLetter } from '../../reminders/letter.tsx';
import { previewReminder, type Reminding } from '../../reminders/remind.ts';
import type { Plan } from '../../reminders/rules.ts';
import { REMINDED_ROLES, type RemindedRole } from '../../reminders/types.ts';
import { readUnits } from '../../reminders/units.ts';
import { templateOf } from '../../reminders/words.ts';
import { gapsAddress } from '../addresses.ts';
import { gapsQuery, queryOf } from '../gaps/question.ts';
import { gapsAsked } from '../gaps/routes.tsx';
import { safeNext } from '../next.ts';
import { owingAddress } from './addresses.ts';

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [given ?? []].flat());

export const remindQuery = gapsQuery.extend({
  /** Codes of localities. */
  unit: several,
  /** Rows of the gap list: a locality and an indicator each, parted by a colon. */
  gap: several,
  /** Alerts whose units are meant. */
  alert: several,
  /** Every locality of the gap list as it is filtered; or of those that have not reported today. */
  all: z.enum(['yes', 'owing']).optional(),
  to: z.enum(['both', ...REMINDED_ROLES]).default('both'),
  next: z.string().optional(),
});
export type RemindQuestion = z.infer<typeof remindQuery>;

export interface RemindFacts {
  asked: RemindQuestion;
  programme: Programme;
  inAddress: string | undefined;
  /** What would be done. */
  reminding: Reminding;
  plan: Plan;
  named: ReadonlyMap<string, LocalityName>;
  /** The first message as it would read, with our own words. */
  sample: string | null;
  /** Our own words. */
  template: string;
  back: string;
}

/** Whom a reminder of what is chosen reaches: of a form that was posted what stands in it, else what the address says. */
export async function loadRemind(
  sql: RootSql,
  request: FastifyRequest,
  asked: RemindQuestion,
  say: Say,
): Promise<RemindFacts> {
  const { registry, principal, receivedAt: now } = request;
  const posted = request.method === 'POST' ? ((request.body ?? {}) as Record<string, string>) : undefined;
  const programme = requireProgramme(request, asked.programme);
  const today = dayOf(now);
  const { codes, indicators } = posted
    ? { codes: wordsOf(posted.units), indicators: orNull(wordsOf(posted.indicators)) }
    : await chosenBy(sql, request, asked, programme);
  const localities = [...new Set(codes)].flatMap((code) => {
    const found = findLocality(registry, principal, code);
    return found && inForce(found, today) ? [found] : [];
  });
  const reminding: Reminding = {
    ...{ registry, programme, localities, indicators, text: null },
    roles: asked.to === 'both' ? REMINDED_ROLES : [asked.to as RemindedRole],
  };
  const plan = await previewReminder(sql, reminding, now);
  const [first] = plan.messages;
  const content = { day: today, text: null, by: principal.name, localities: first?.localities ?? [] };
  const units = first
    ? await readUnits(sql, registry, { programme, codes: first.localities, indicators, day: today }, now)
    : [];
  return {
    asked,
    programme,
    inAddress: programmeInAddress(request, programme),
    reminding,
    plan,
    named: new Map(localities.map((one) => [one.code, registry.nameOn(one, today)])),
    sample: first
      ? reminderLetter({
          ...{ recipientName: first.name, content, units, language: 'vi' },
          ...{ publicUrl: '…', workLink: '…' },
        }).text
      : null,
    template: say(templateOf(today)[0], templateOf(today)[0]),
    back: backOf(asked),
  };
}

async function chosenBy(
  sql: RootSql,
  request: FastifyRequest,
  asked: RemindQuestion,
  programme: Programme,
): Promise<{ codes: string[]; indicators: string[] | null }> {
  const { registry, principal, receivedAt: now } = request;
  if (asked.all === 'owing') {
    const chooser = { registry, principal, programme, now };
    const owing = await notReported(sql, chooser, { day: dayOf(now), province: asked.province });
    return { codes: owing.map(({ code }) => code), indicators: null };
  }
  if (asked.all === 'yes') {
    const { found } = await gapsAsked(sql, request, { ...asked, view: 'list' });
    const narrowed = asked.group !== undefined || asked.indicator !== undefined;
    return {
      codes: found.map((gap) => gap.locality),
      indicators: narrowed ? [...new Set(found.map((gap) => gap.indicator))] : null,
    };
  }
  const ids = asked.alert.filter((one) => /^\d{1,15}$/.test(one)).map(Number);
  const alerts = ids.length === 0 ? [] : await findAlerts(sql, ids);
  const pairs = asked.gap.map((key) => key.split(':'));
  return {
    // Whatever lies outside the reader's area is left out with all else that he may not remind.
    codes: [...asked.unit, ...alerts.map(({ area }) => area), ...pairs.map(([locality = '']) => locality)],
    indicators:
      asked.unit.length + alerts.length > 0 ? null : orNull([...new Set(pairs.map(([, of = '']) => of))]),
  };
}

function backOf(asked: RemindQuestion): string {
  if (asked.next !== undefined) return safeNext(asked.next);
  if (asked.all === 'owing') return owingAddress({ programme: asked.programme, province: asked.province });
  return gapsAddress(queryOf(asked, { page: asked.page }));
}

const wordsOf = (text: string | undefined) => (text ?? '').split(' ').filter((one) => one !== '');
const orNull = (of: string[]) => (of.length === 0 ? null : of);
