import type { Author } from '../access/author.ts';
import { type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readChoice, readDay, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import { dropCalendarDay, putCalendarDay, readCalendarDay } from '../registry/changes-store.ts';
import type { Registry } from '../registry/snapshot.ts';
import { CALENDAR_KINDS, type CalendarKind } from '../registry/types.ts';
import { type CalendarEffect, calendarEffect, type WantedDay } from './calendar-effect.ts';
import { changeRegistry, checkOpen, loadRegistry, programmesOf } from './registry.ts';

export interface NewSpecialDay {
  /** `VN` or a province, whose word goes before that of the nation. */
  scope: string;
  day: Day;
  kind: CalendarKind;
  nameVi: string;
  /** The notice that says so; who set it when there is none. */
  source: string | null;
}

export const CALENDAR_FIELDS: Readers<NewSpecialDay> = {
  scope: (scope) => ({ scope }),
  day: (text, field) => ({ day: readDay(field, text) }),
  kind: (text, field) => ({ kind: readChoice(field, text, CALENDAR_KINDS) }),
  name: (text, field) => ({ nameVi: readText(field, text) }),
  source: (text, field) => ({ source: text.trim() === '' ? null : readText(field, text) }),
};

/**
 * What a word of the calendar would do, whom it would make missing first of all.
 * @throws {Refused} what setting it would be refused for
 */
export async function previewCalendarDay(db: Clients, wanted: WantedDay, now: Date): Promise<CalendarEffect> {
  checkDay(await loadRegistry(db), wanted.scope, wanted.day, now);
  return await calendarEffect(db, wanted, now);
}

/** Makes a day a day off or a make-up workday. */
export async function setCalendarDay(db: Clients, author: Author, special: NewSpecialDay): Promise<void> {
  const { scope, day, kind, nameVi } = special;
  await changeRegistry(db, author, async (tx, registry) => {
    checkDay(registry, scope, day, author.now);
    const before = (await readCalendarDay(tx, scope, day)) ?? null;
    const source = special.source ?? author.actor;
    await putCalendarDay(tx, { scope, day, kind, nameVi, source });
    return {
      action: 'calendar.set',
      target: `${scope} ${day}`,
      area: areaOfScope(scope),
      before,
      after: { kind, nameVi, source },
    };
  });
}

/** Makes a day a plain day of its week again. */
export async function unsetCalendarDay(
  db: Clients,
  author: Author,
  { scope, day }: Pick<NewSpecialDay, 'scope' | 'day'>,
): Promise<void> {
  await changeRegistry(db, author, async (tx, registry) => {
    checkDay(registry, scope, day, author.now);
    const before = await readCalendarDay(tx, scope, day);
    if (!before)
      refuse('day', [
        'Ngày này chưa có trong lịch.',
        `The calendar of ${scope} says nothing of ${formatDay(day)}.`,
      ]);
    await dropCalendarDay(tx, scope, day);
    return { action: 'calendar.unset', target: `${scope} ${day}`, area: areaOfScope(scope), before };
  });
}

const areaOfScope = (scope: string) => (scope === 'VN' ? '*' : scope);

function checkDay(registry: Registry, scope: string, day: Day, now: Date): void {
  if (scope !== 'VN' && !registry.provinces.has(scope))
    refuse('scope', [
      'Không có tỉnh, thành phố này.',
      `There is no province “${scope}”; VN is the whole nation.`,
    ]);
  checkOpen(registry, programmesOf(registry, scope), day, now, 'day', scope);
}
