import type { LadderSettings, Step, StepHours } from '../../../alerts/ladder.ts';
import { hasStages, MOST_STEPS, numbersOf } from '../../../alerts/ladder-rules.ts';
import type { AlertKind } from '../../../alerts/types.ts';
import type { FormBody } from '../../parts/filled.ts';
import { inUnits, minutesOf, type Unit } from './words.ts';

/** A ladder as the fields of a form, and back. Pure. */

/** How many steps a form has. */
export function stepCount(body: FormBody): number {
  const count = Number(body.steps);
  return Number.isInteger(count) ? Math.min(Math.max(count, 0), MOST_STEPS) : 0;
}

export function toForm(kind: AlertKind, steps: readonly Step[], settings: LadderSettings): FormBody {
  const fields: FormBody = { steps: String(steps.length) };
  steps.forEach((step, place) => {
    const at = (name: string) => `step-${place}-${name}`;
    const { role, channel, hours, waitMinutes, repeatMinutes, atMost, tellEnd } = step;
    const wait = inUnits(waitMinutes, hours);
    const repeat = repeatMinutes === null ? { count: '', unit: 'days' } : inUnits(repeatMinutes, hours);
    Object.assign(fields, {
      [at('role')]: role,
      [at('channel')]: channel,
      [at('hours')]: hours,
      [at('waitMinutes')]: String(wait.count),
      [at('waitUnit')]: wait.unit,
      [at('repeatMinutes')]: String(repeat.count),
      [at('repeatUnit')]: repeat.unit,
      [at('atMost')]: String(atMost),
      [at('tellEnd')]: tellEnd ? 'yes' : 'no',
    });
  });
  for (const { name } of numbersOf(kind)) fields[`set-${name}`] = String(settings[name] ?? '');
  if (hasStages(kind)) fields['set-stages'] = (settings.stages ?? []).join(', ');
  return fields;
}

/** What a form says, as far as it can be read; whether it may be is for the rules of ladders to say. */
export function fromForm(kind: AlertKind, body: FormBody): { steps: unknown[]; settings: unknown } {
  const steps = Array.from({ length: stepCount(body) }, (_, place) => {
    const at = (name: string) => (body[`step-${place}-${name}`] ?? '').trim();
    const hours = at('hours') as StepHours;
    const minutes = (text: string, unit: string) => number(text) * minutesOf(unit as Unit, hours);
    return {
      role: at('role'),
      channel: at('channel'),
      hours,
      waitMinutes: at('waitMinutes') === '' ? 0 : minutes(at('waitMinutes'), at('waitUnit')),
      repeatMinutes: at('repeatMinutes') === '' ? null : minutes(at('repeatMinutes'), at('repeatUnit')),
      atMost: at('atMost') === '' ? 1 : number(at('atMost')),
      tellEnd: at('tellEnd') === 'yes',
    };
  });
  const numbers = numbersOf(kind).map(({ name }) => [name, number(body[`set-${name}`] ?? '')]);
  const stages = (body['set-stages'] ?? '').split(/[,;\s]+/).filter((part) => part !== '');
  return {
    steps,
    settings: {
      ...Object.fromEntries(numbers),
      ...(hasStages(kind) && { stages: stages.map(number) }),
    },
  };
}

const number = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What a button of the form does to it, besides saving. */
export type Rearranging = { act: 'add' } | { act: 'remove' | 'up' | 'down'; place: number };

export function readIntent(intent: string | undefined): Rearranging | null {
  if (intent === 'add') return { act: 'add' };
  const [, act, place] = /^(remove|up|down)-(\d)$/.exec(intent ?? '') ?? [];
  return act === undefined ? null : { act: act as 'remove' | 'up' | 'down', place: Number(place) };
}

/** The fields with a step more, less, or in another place. */
export function rearranged(body: FormBody, what: Rearranging): FormBody {
  const steps = Array.from({ length: stepCount(body) }, (_, place) => fieldsOf(body, place));
  if (what.act === 'add') {
    if (steps.length < MOST_STEPS) steps.push({ waitUnit: 'days', repeatUnit: 'days', atMost: '1' });
  } else {
    const [taken] = steps.splice(what.place, 1);
    const to = what.act === 'up' ? Math.max(0, what.place - 1) : what.place + 1;
    if (taken && what.act !== 'remove') steps.splice(to, 0, taken);
  }
  const rest = Object.entries(body).filter(([name]) => !name.startsWith('step-'));
  const anew = steps.flatMap((step, place) =>
    Object.entries(step).map(([name, text]) => [`step-${place}-${name}`, text] as const),
  );
  return { ...Object.fromEntries([...rest, ...anew]), steps: String(steps.length) };
}

function fieldsOf(body: FormBody, place: number): FormBody {
  const lead = `step-${place}-`;
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, text]) =>
      name.startsWith(lead) ? [[name.slice(lead.length), text] as const] : [],
    ),
  );
}
