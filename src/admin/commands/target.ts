import { loadRegistry } from '../../changes/registry.ts';
import { COPIED_ALONG } from '../../digest/copies.ts';
import { formatNumber } from '../../i18n/format.ts';
import { readTarget } from '../../targets/fields.ts';
import { seedTargets } from '../../targets/seed.ts';
import { COMPARATORS, type Comparator } from '../../targets/types.ts';
import { endTarget, setTarget } from '../../targets/verbs.ts';
import { viewTargets } from '../../targets/view.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { readDay, readInteger } from '../input.ts';
import { table } from '../table.ts';

export const targetSet = command({
  name: 'target set',
  summary: 'Sets a target of a half-yearly or yearly programme, or changes one from a day on.',
  operands: { programme: 'code of the programme', indicator: 'code of the indicator' },
  options: {
    from: { type: 'string', value: 'DAY', help: 'the first day on which it holds so', required: true },
    comparator: optional('SIGN', `${COMPARATORS.join(' ')}; none for what cannot be measured`),
    target: optional('N', 'the value to come to'),
    year: optional('YEAR', 'by the end of which year; none where the paper names none'),
    path: optional('POINTS', 'years with their values, e.g. 2025:50,2028:70'),
    between: optional('HOW', 'line or steps: between the years of the path'),
    locality: optional('CODE', 'whose target it is; each that is asked when left out'),
    'as-written': { type: 'string', value: 'TEXT', help: 'the words of the paper', required: true },
    'name-vi': optional('NAME', 'name in Vietnamese, where the catalogue has none'),
    unit: optional('UNIT', 'unit in Vietnamese'),
    source: optional('TEXT', 'the paper, and where in it'),
  },
  examples: [
    'plan-2030 target.online --from 2026-12-01 --comparator ">" --target 80 --year 2030 --path 2025:50 --as-written "đạt trên 80%"',
  ],
  async run(shell, { programme, indicator }, options) {
    const registry = await loadRegistry(shell.db);
    const given = readTarget({ ...options, programme, indicator });
    const id = await setTarget(shell.db, authorOf(shell), registry, given);
    shell.print(`Target ${id} of “${indicator}” holds from ${given.from} on.`);
  },
});

export const targetEnd = command({
  name: 'target end',
  summary: 'Ends a target after a day.',
  operands: { id: 'number of the target, see `target list`' },
  options: { 'last-day': { type: 'string', value: 'DAY', help: 'its last day', required: true } },
  examples: ['12 --last-day 2026-12-31'],
  async run(shell, { id }, options) {
    const lastDay = readDay(options['last-day'], '--last-day');
    const registry = await loadRegistry(shell.db);
    await endTarget(shell.db, authorOf(shell), registry, readInteger(id, 'id', 1, 1e12), lastDay);
    shell.print(`Target ${id} ends on ${lastDay}.`);
  },
});

export const targetList = command({
  name: 'target list',
  summary: 'Lists the targets that hold today, and how each stands.',
  operands: {},
  options: { programme: optional('CODE', 'of one programme alone') },
  examples: ['--programme plan-2030'],
  async run(shell, _, { programme }) {
    const registry = await loadRegistry(shell.db);
    const all = await viewTargets(shell.db, registry, { programme }, shell.now);
    const figure = (value: number | boolean | null | undefined) =>
      typeof value === 'number' ? formatNumber(value) : value === true ? 'yes' : value === false ? 'no' : '-';
    shell.print(
      table(
        ['ID', 'PROGRAMME', 'INDICATOR', 'LOCALITY', 'TARGET', 'YEAR', 'LATEST', 'STATE'],
        all.map(({ target, locality, actual, state }) => [
          String(target.id),
          target.programme,
          target.indicator,
          locality?.code ?? '-',
          `${target.comparator ?? '-'} ${figure(target.value)}` as `${Comparator} ${string}`,
          String(target.year ?? '-'),
          figure(actual.at(-1)?.value),
          state,
        ]),
      ),
    );
  },
});

export const targetSeed = command({
  name: 'target seed',
  summary: 'Sets the targets of plan 233-KH/TU of 2025 as an example, in An Giang.',
  operands: {},
  options: {},
  examples: [''],
  notes:
    'For trying out. A programme `rg-233-kh-tu` and its indicators are made; where it is there, nothing is done.',
  async run(shell) {
    const made = await seedTargets(shell.db, authorOf(shell), COPIED_ALONG);
    shell.print(made === 0 ? 'The targets are there already.' : `${made} targets are set.`);
  },
});
