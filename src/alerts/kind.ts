import type { Day } from '../days.ts';
import type { Words } from '../i18n/say.ts';
import type { LadderSettings, Step } from './ladder.ts';
import type { Names } from './names.ts';
import type { Resolution } from './resolutions.ts';

/** What alerts that belong to no programme have for one. */
export const NO_PROGRAMME = '*';
/** The area of alerts that are about the service itself. */
export const SERVICE = '*';

/** All that people read of one alert, in both languages. Vietnamese lines end without a full stop. */
export interface AlertTexts {
  /** One line that stands alone: of a list, or of a message's subject. */
  reasonVi: string;
  reason: string;
  /** What can be done, and until when. */
  todoVi: string;
  todo: string;
}

/** A number that makes alerts of a kind, and the limits within which it makes sense. */
export interface NumberSetting {
  name: Exclude<keyof LadderSettings, 'stages'>;
  min: number;
  max: number;
}

/** The texts of another alert, of which one of these speaks. */
export type TextsOf = (content: { kind: string; facts: unknown }) => AlertTexts;

/** A sentence of facts, the Vietnamese one without a full stop; as a method, so that kinds of any facts stand in one list. */
type SaidOf<Facts> = { of(facts: Facts, names: Names): Words }['of'];

/**
 * A kind of alert: all that the service knows of it. Another one is a file that exports such a thing, its line in
 * `kinds/all.ts`, a migration with its ladder, and what opens it: a rule (`rules.ts`) or a watch (`watches/`).
 */
export interface KindOf<Kind extends string, Facts> {
  kind: Kind;
  /** Of lists and filters. */
  name: Words;
  /**
   * What it is about; a province has no reporting officer of its own, and of the service none but operators hear. Of a
   * task, in the province or locality where it is led, whoever its facts name as `agencies` hears.
   */
  about: 'locality' | 'province' | 'service' | 'task';
  /** Whether it belongs to a programme, so that one may have a ladder of its own. */
  ofProgramme: boolean;
  /** A change that was written down, the hour, or how things stand, looked at every minute. */
  opens: 'transition' | 'clock' | 'watch';
  /**
   * What it weighs beside others (`severity-rules.ts`): 0 where nothing has gone wrong yet, 2 where many are concerned or
   * a word was broken; 1 where it says nothing.
   */
  weight?: 0 | 2;
  /** Its subject is a day: once it has ended nothing can make that day anew, so it is opened once, ever. */
  ofADay?: true;
  /** The kind that explains it while it is open of the province: this one then waits. */
  explainedBy?: 'nothing_received';
  /** What is said of it while it lasts. */
  texts(facts: Facts, names: Names, textsOf: TextsOf): AlertTexts;
  /** What is said of how it has ended, by why; what is left out is said as of any kind. The first is for previews. */
  ends: { [Why in Resolution]?: SaidOf<Facts> };
  /** Who hears when, as the service comes; a migration puts it in force. */
  ladder: { steps: readonly Step[]; settings: LadderSettings };
  /** Settings of its ladder. */
  numbers?: readonly NumberSetting[];
  stages?: true;
  /** Facts as one could have them on a day, for previews. */
  sample(today: Day, indicator: string): Facts;
}

const OFFICE: Omit<Step, 'role'> = {
  waitMinutes: 0,
  channel: 'preferred',
  hours: 'working',
  repeatMinutes: null,
  atMost: 1,
  tellEnd: false,
};

/** A step of a ladder: at once, within working hours, once, as each person likes, where nothing else is said. */
export const step = (role: Step['role'], over: Partial<Step> = {}): Step => ({ ...OFFICE, role, ...over });

/** What operators hear of: at any hour, daily until it is over, and of its end. */
export const OPERATORS: Step = step('operator', {
  hours: 'any',
  repeatMinutes: 1440,
  atMost: 3,
  tellEnd: true,
});

/** A line of an error: a message has no room for a stack. */
export function shortened(error: string): string {
  const line = error.split('\n')[0]?.trim() ?? '';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** An instant of a day at a local time, for samples. */
export const sampleInstant = (day: Day, time: string): string => `${day}T${time}:00.000+07:00`;
