import { type Day, dayOf, instantOf } from '../../days.ts';
import type { OrmTx } from '../../db/connect.ts';
import { putSettings, updateProgramme } from '../../registry/changes-store.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { type Programme, type ProgrammeSettings, versionOn } from '../../registry/types.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import {
  findProgramme,
  orNone,
  type Readers,
  readChoice,
  readDay,
  readFields,
  readInteger,
  readNumber,
} from '../input.ts';
import { changeRegistry, checkOpen, loadRegistry } from '../registry.ts';
import type { Shell } from '../shell.ts';
import { alertsFrom, checkStart, withLocalitiesSettled } from '../start-day.ts';

export const programmeSet = command({
  name: 'programme set',
  summary: 'Sets when a programme starts and ends, and its settings from a day on.',
  operands: { code: 'code of the programme, e.g. haiphong-daily' },
  options: {
    'starts-on': optional('DAY', 'its first day; only while none of its days is final'),
    'ends-on': optional('DAY', 'its last day, today at the earliest; none'),
    from: optional('DAY', 'the first day of the settings below; today when left out'),
    cutoff: optional('HH:MM', 'time from which a record of the day is late'),
    'lock-days': optional('N', 'reporting days after which a day locks'),
    'reporting-days': optional('DAYS', 'working or every'),
    freshness: optional('N', 'reporting days that a value stands'),
    amber: optional('N', 'percent from which a locality is yellow, not red'),
    deadline: optional('DAY', 'the final deadline; none'),
    'missing-streak': optional('N', 'reporting days missing in a row that raise an alert of their own'),
    'due-soon-minutes': optional('N', 'minutes before the cutoff at which a reminder goes out'),
  },
  examples: [
    'haiphong-daily --starts-on 2026-11-02',
    'haiphong-daily --from 2026-12-01 --cutoff 16:30 --deadline 2026-12-31',
  ],
  notes:
    'Where the start is moved back, days that are locked by now become final at once, and nobody hears of any day before yesterday.',
  async run(shell, { code }, options) {
    const startsOn = options['starts-on'] === undefined ? null : readDay(options['starts-on'], '--starts-on');
    const endsOn =
      options['ends-on'] === undefined
        ? undefined
        : orNone(options['ends-on'], (day) => readDay(day, '--ends-on'));
    const settings = readFields(SETTINGS, options);
    const from = options.from === undefined ? dayOf(shell.now) : readDay(options.from, '--from');
    if (Object.keys(settings).length === 0) {
      if (options.from !== undefined) throw new UsageError('--from is of settings, and none is given.');
      if (startsOn === null && endsOn === undefined) throw new UsageError('Nothing to set is given.');
    }

    const wanted = { startsOn, endsOn, settings, from };
    const change = () =>
      changeRegistry(shell, async (tx, registry) => {
        const programme = findProgramme(registry, code);
        const before = inShort(programme, from);
        await applyDays(shell, tx, registry, programme, wanted);
        if (Object.keys(settings).length > 0) {
          checkOpen(registry, [programme], from, shell.now, '--from');
          const base = versionOn(programme.settings, from) ?? programme.settings[0];
          if (!base) throw new Error(`Programme ${code} has no settings.`);
          if (settings.cutoff !== undefined) checkCutoff(base.cutoff, settings.cutoff, from, shell.now);
          await putSettings(tx, code, { ...base, ...settings, validFrom: from });
        }
        const after = { ...wanted, startsOn: startsOn ?? programme.startsOn };
        return { action: 'programme.set', target: code, before, after };
      });
    if (startsOn === null) await change();
    else await withLocalitiesSettled(shell, findProgramme(await loadRegistry(shell), code), change);
    shell.print(`Programme ${code} is set; see \`programme list\`.`);
  },
});

interface Wanted {
  startsOn: Day | null;
  /** Null takes the end away; undefined leaves it. */
  endsOn: Day | null | undefined;
  settings: Partial<ProgrammeSettings>;
  from: Day;
}

async function applyDays(
  shell: Shell,
  tx: OrmTx,
  registry: Registry,
  programme: Programme,
  { startsOn, endsOn }: Wanted,
): Promise<void> {
  const today = dayOf(shell.now);
  const start = startsOn ?? programme.startsOn;
  const end = endsOn === undefined ? programme.endsOn : endsOn;
  if (endsOn && endsOn < today)
    throw new Refused(`--ends-on: a programme ends today (${today}) at the earliest.`);
  if (start !== null && end !== null && end < start)
    throw new Refused(`The programme would end on ${end}, before it starts on ${start}.`);
  if (startsOn !== null) checkStart(registry, programme, startsOn, today);
  await updateProgramme(tx, programme.code, {
    ...(startsOn === null ? {} : { startsOn, alertsFrom: alertsFrom(startsOn, today) }),
    endsOn: end,
  });
}

/**
 * What has been on time or late stays so, and a day is closed once.
 * @throws {Refused} when a cutoff is moved that has passed, or to a time that has passed
 */
function checkCutoff(before: string, after: string, from: Day, now: Date): void {
  const earlier = before < after ? before : after;
  if (before !== after && instantOf(from, earlier) <= now)
    throw new Refused(`--cutoff: ${earlier} on ${from} has passed; set it --from a later day.`);
}

const SETTINGS: Readers<ProgrammeSettings> = {
  cutoff: (text) => ({ cutoff: readTime(text) }),
  'lock-days': (text) => ({ lockDays: readInteger(text, '--lock-days', 1, 60) }),
  'reporting-days': (text) => ({
    reportingDays: readChoice(text, '--reporting-days', ['working', 'every'] as const),
  }),
  freshness: (text) => ({ freshness: readInteger(text, '--freshness', 0, 250) }),
  amber: (text) => ({ amberThreshold: readNumber(text, '--amber', 0, 100) }),
  deadline: (text) => ({ deadline: orNone(text, (day) => readDay(day, '--deadline')) }),
  'missing-streak': (text) => ({ missingStreak: readInteger(text, '--missing-streak', 1, 60) }),
  'due-soon-minutes': (text) => ({ dueSoonMinutes: readInteger(text, '--due-soon-minutes', 1, 1_439) }),
};

function readTime(text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '00:00')
    throw new UsageError(`--cutoff: “${text}” is not a time from 00:01 to 23:59.`);
  return text;
}

function inShort(programme: Programme, from: Day) {
  const { startsOn, endsOn, alertsFrom: alerts } = programme;
  return { startsOn, endsOn, alertsFrom: alerts, settings: versionOn(programme.settings, from) ?? null };
}
