import { unreachable } from '../lib/unreachable.ts';
import { type Objection, Refused } from '../refused.ts';
import type { NumberSetting } from './kind.ts';
import { kindOf } from './kinds/all.ts';
import { type LadderSettings, STEP_CHANNELS, STEP_HOURS, type Step, type StepRole } from './ladder.ts';
import type { AlertKind } from './types.ts';

/** What a ladder may be. Pure; fields are called `step-<place>-<name>` and `set-<name>`, as in the form. */

export const MOST_STEPS = 10;
export const MOST_TURNS = 10;
/** A hundred working days: whatever comes later is no reminder. */
export const LONGEST_WAIT = 57_000;
export const SHORTEST_REPEAT = 30;

/** Who can hear of a kind at all. */
export function rolesOf(kind: AlertKind): readonly StepRole[] {
  const { about } = kindOf(kind);
  switch (about) {
    case 'service':
      return ['operator'];
    case 'province':
      // A province has no reporting officer of its own.
      return ['operator', 'department', 'leader'];
    case 'task':
      return ['agency', 'department', 'leader', 'operator'];
    case 'locality':
      return ['officer', 'leader', 'department', 'operator'];
    default:
      return unreachable(about);
  }
}

/** Whether a programme may have a ladder of its own for a kind. */
export const hasProgrammes = (kind: AlertKind): boolean => kindOf(kind).ofProgramme;

/** Numbers that make alerts of a kind. */
export const numbersOf = (kind: AlertKind): readonly NumberSetting[] => kindOf(kind).numbers ?? [];

/** Whether alerts of a kind come in stages, days before an end. */
export const hasStages = (kind: AlertKind): boolean => kindOf(kind).stages === true;

export interface CheckedLadder {
  steps: Step[];
  settings: LadderSettings;
}

/** @throws {Refused} with all that speaks against a ladder of this kind, whatever it was given as */
export function checkLadder(kind: AlertKind, given: { steps: unknown; settings: unknown }): CheckedLadder {
  const wrong: Objection[] = [];
  const steps = Array.isArray(given.steps) ? given.steps : [];
  if (steps.length === 0)
    wrong.push({
      field: '',
      vi: 'Cần ít nhất một bước, nếu không thì không ai được báo.',
      en: 'A ladder needs a step; nobody would hear.',
    });
  if (steps.length > MOST_STEPS)
    wrong.push({ field: '', vi: `Tối đa ${MOST_STEPS} bước.`, en: `At most ${MOST_STEPS} steps.` });
  steps.forEach((step, place) => {
    wrong.push(...stepFaults(kind, step, place));
  });
  wrong.push(...repeatedSteps(steps as Step[]), ...settingFaults(kind, given.settings));
  if (wrong.length > 0) throw new Refused(wrong);
  const clean = (steps as Step[]).map(
    ({ role, waitMinutes, channel, hours, repeatMinutes, atMost, tellEnd }) => ({
      ...{ role, waitMinutes, channel, hours, repeatMinutes, atMost, tellEnd },
    }),
  );
  return { steps: clean, settings: given.settings as LadderSettings };
}

function stepFaults(kind: AlertKind, given: unknown, place: number): Objection[] {
  const at = (name: string) => `step-${place}-${name}`;
  const nth = (said: Objection): Objection => ({
    field: said.field,
    vi: `bước ${place + 1}: ${said.vi}`,
    en: `step ${place + 1}: ${said.en}`,
  });
  if (typeof given !== 'object' || given === null)
    return [nth({ field: at('role'), vi: 'không phải là một bước.', en: 'it is no step.' })];
  const step = given as Record<keyof Step, unknown>;
  const repeats = step.repeatMinutes !== null;
  const faults = [
    oneOf(at('role'), step.role, rolesOf(kind)),
    whole(at('waitMinutes'), step.waitMinutes, 0, LONGEST_WAIT),
    oneOf(at('channel'), step.channel, STEP_CHANNELS),
    oneOf(at('hours'), step.hours, STEP_HOURS),
    repeats ? whole(at('repeatMinutes'), step.repeatMinutes, SHORTEST_REPEAT, LONGEST_WAIT) : null,
    whole(at('atMost'), step.atMost, 1, MOST_TURNS),
    typeof step.tellEnd === 'boolean'
      ? null
      : { field: at('tellEnd'), vi: 'chọn có hoặc không.', en: 'tellEnd is true or false.' },
    repeats && step.atMost === 1
      ? {
          field: at('atMost'),
          vi: 'nhắc lại thì ghi từ 2 lần trở lên.',
          en: 'to be repeated it must be said twice or more.',
        }
      : null,
    !repeats && typeof step.atMost === 'number' && step.atMost > 1
      ? {
          field: at('repeatMinutes'),
          vi: 'ghi nhắc lại sau bao lâu.',
          en: 'say after how long it is repeated.',
        }
      : null,
  ];
  return faults.flatMap((one) => (one === null ? [] : [nth(one)]));
}

function repeatedSteps(steps: readonly Partial<Step>[]): Objection[] {
  const seen = new Set<string>();
  return steps.flatMap((step, place) => {
    const key = JSON.stringify([step?.role, step?.waitMinutes, step?.channel]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        field: `step-${place}-role`,
        vi: `bước ${place + 1}: trùng với một bước ở trên.`,
        en: `step ${place + 1}: it says the same as one before it.`,
      },
    ];
  });
}

function settingFaults(kind: AlertKind, given: unknown): Objection[] {
  if (typeof given !== 'object' || given === null)
    return [{ field: '', vi: 'Phần cài đặt không đúng.', en: 'The settings are no object.' }];
  const settings = given as Record<string, unknown>;
  const numbers = numbersOf(kind);
  const known = [...numbers.map(({ name }) => name), ...(hasStages(kind) ? ['stages'] : [])];
  const unknown = Object.keys(settings).filter((name) => !(known as string[]).includes(name));
  return [
    ...unknown.map((name) => ({
      field: `set-${name}`,
      vi: 'loại này không có cài đặt đó.',
      en: `alerts of this kind have no setting ${name}.`,
    })),
    ...numbers.flatMap(({ name, min, max }) => whole(`set-${name}`, settings[name], min, max) ?? []),
    ...(hasStages(kind) ? stageFaults(settings.stages) : []),
  ];
}

function stageFaults(stages: unknown): Objection[] {
  const good =
    Array.isArray(stages) &&
    stages.length >= 1 &&
    stages.length <= 5 &&
    stages.every(
      (one, place) =>
        Number.isInteger(one) && one >= 1 && one <= 365 && (place === 0 || one < stages[place - 1]),
    );
  return good
    ? []
    : [
        {
          field: 'set-stages',
          vi: 'Ghi từ một đến năm số ngày, số lớn trước, ví dụ 60, 30, 7.',
          en: 'one to five days from 365 to 1, the farthest first.',
        },
      ];
}

function oneOf(field: string, given: unknown, choices: readonly string[]): Objection | null {
  if (choices.includes(given as string)) return null;
  return { field, vi: 'chọn một mục trong danh sách.', en: `one of ${choices.join(', ')}.` };
}

function whole(field: string, given: unknown, min: number, max: number): Objection | null {
  if (Number.isInteger(given) && (given as number) >= min && (given as number) <= max) return null;
  return {
    field,
    vi: `ghi một số từ ${min} đến ${max} (tính ra phút nếu là thời gian).`,
    en: `a whole number from ${min} to ${max}.`,
  };
}
