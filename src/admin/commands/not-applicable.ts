import { EXEMPTION_FIELDS, endExemption, exempt } from '../../changes/exemptions.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay, readFields } from '../input.ts';
import { table } from '../table.ts';

const OPERANDS = {
  localities:
    '5-digit codes of localities, parted by commas; the code of a province for all of its localities',
  indicators: 'codes of indicators, parted by commas; the code of a condition for all of its indicators',
};

const listOf = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

export const notApplicableSet = command({
  name: 'not-applicable set',
  summary: 'Says that indicators do not apply to localities: neither met nor missing, and counted nowhere.',
  operands: OPERANDS,
  options: {
    from: { type: 'string', value: 'DAY', help: 'the first day', required: true },
    to: { type: 'string', value: 'DAY', help: 'the last day; until further notice when left out' },
    reason: { type: 'string', value: 'TEXT', help: 'why, as pages show it', required: true },
  },
  examples: [
    '10903 network.5g --from 2026-12-01 --reason "Đảo, chưa phủ sóng theo quy hoạch"',
    '31 premises --from 2026-12-01 --to 2027-06-30 --reason "Trung tâm một cấp"',
  ],
  notes: 'Values that are reported of it are kept, and judged when it applies again and they still stand.',
  async run(shell, { localities, indicators }, options) {
    const { from = '', to = null, reason = '' } = readFields(EXEMPTION_FIELDS, options);
    const of = { localities: listOf(localities), indicators: listOf(indicators) };
    const count = await exempt(shell.db, authorOf(shell), of, { from, to, reason });
    shell.print(`${count} set as not applicable from ${from}${to === null ? '' : ` through ${to}`}.`);
  },
});

export const notApplicableEnd = command({
  name: 'not-applicable end',
  summary: 'Lets indicators apply to localities again.',
  operands: OPERANDS,
  options: {
    'last-day': { type: 'string', value: 'DAY', help: 'the last day that they do not apply', required: true },
  },
  examples: ['10903 network.5g --last-day 2026-12-31'],
  notes: 'What was to begin after that day is dropped.',
  async run(shell, { localities, indicators }, options) {
    const lastDay = readDay(options['last-day'], '--last-day');
    const of = { localities: listOf(localities), indicators: listOf(indicators) };
    const count = await endExemption(shell.db, authorOf(shell), of, lastDay);
    shell.print(`${count} not applicable through ${lastDay} only.`);
  },
});

export const notApplicableList = command({
  name: 'not-applicable list',
  summary: 'Lists which indicators do not apply to which localities, past and to come.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const registry = await loadRegistry(shell.db);
    const all = [...registry.localities.keys()].flatMap((code) => registry.exemptionsOf(code));
    shell.print(
      table(
        ['LOCALITY', 'INDICATOR', 'FROM', 'TO', 'REASON'],
        all.map((one) => [one.locality, one.indicator, one.validFrom, one.validTo ?? '-', one.reason]),
      ),
    );
  },
});
