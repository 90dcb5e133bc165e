import { addDays } from '../../days.ts';
import { indicatorFault, startVersion } from '../../registry/changes.ts';
import {
  endVersion,
  type IndicatorRow,
  nextPosition,
  putVersion,
  readVersions,
} from '../../registry/changes-store.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { INDICATOR_KINDS, LARGEST_COUNT, LOCALITY_TYPES } from '../../registry/types.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import {
  orNone,
  type Readers,
  readChoice,
  readDay,
  readFields,
  readInteger,
  readNumber,
  readText,
  readYesNo,
} from '../input.ts';
import { changeRegistry, checkOpen, programmesOf } from '../registry.ts';

const CODE = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;
/** What a new indicator cannot do without. */
const NEEDED = ['group', 'kind', 'name-vi', 'name-en', 'agency', 'basis', 'required'] as const;

const yesNo = (help: string) => optional('yes|no', help);

export const indicatorSet = command({
  name: 'indicator set',
  summary: 'Changes an indicator from a day on, or adds a new one: a version of its own from that day.',
  operands: { code: 'code of the indicator, e.g. network.backup' },
  options: {
    from: { type: 'string', value: 'DAY', help: 'the first day of the version', required: true },
    required: yesNo('whether it decides the colour'),
    threshold: optional('N', 'value of a number to keep to, or days ahead of a date; none'),
    direction: optional('SIDE', 'atLeast or atMost, of a number; none'),
    freshness: optional('N', 'reporting days that a value stands; none for the programme’s own'),
    'unit-cost': optional('N', 'đồng for one missing unit; none'),
    'applies-to': optional('TYPES', `types of locality, with commas (${LOCALITY_TYPES.join(',')}); all`),
    'allows-surplus': yesNo('whether have may be more than need'),
    'allows-zero-need': yesNo('whether need may be 0'),
    'asks-anew': yesNo('whether values of the version before do not answer this one'),
    'at-most-of': optional('CODE', 'indicator whose figure this one cannot exceed; none'),
    'name-vi': optional('NAME', 'name in Vietnamese'),
    'name-en': optional('NAME', 'name in English'),
    unit: optional('UNIT', 'unit in Vietnamese; none'),
    agency: optional('NAME', 'body responsible'),
    basis: optional('TEXT', 'legal basis'),
    group: optional('CODE', 'condition that it belongs to; only of a new indicator'),
    kind: optional('KIND', `${INDICATOR_KINDS.join(', ')}; only of a new indicator`),
  },
  examples: [
    'network.backup --from 2026-12-01 --required yes',
    'equipment.computer --from 2026-12-01 --unit-cost 15000000',
    'network.ipv6 --from 2026-12-01 --group network --kind boolean --required no --name-vi "Đã dùng IPv6" --name-en "IPv6 in use" --agency "Sở KH&CN" --basis "Kế hoạch 2026"',
  ],
  notes: 'What is not given stays as it was. A later version that there is already stays as it is.',
  async run(shell, { code }, options) {
    const { from: fromText, group, kind: kindText, ...given } = options;
    const from = readDay(fromText, '--from');
    const kind = kindText === undefined ? undefined : readChoice(kindText, '--kind', INDICATOR_KINDS);
    const changes = readFields(FIELDS, given);
    if (Object.keys(changes).length === 0) throw new UsageError('Nothing to change is given.');
    await changeRegistry(shell, async (tx, registry) => {
      checkOpen(registry, programmesOf(registry, 'VN'), from, shell.now, '--from');
      const { base, ends, validTo } = startVersion(await readVersions(tx, code), from);
      let row: IndicatorRow;
      if (base) {
        if (group !== undefined || kind !== undefined)
          throw new Refused(`“${code}” is there already: its group and kind stay as they are.`);
        row = { ...base, asksAnew: ends ? false : base.asksAnew, ...changes, validFrom: from, validTo };
      } else {
        const missing = NEEDED.filter((name) => options[name] === undefined).map((name) => `--${name}`);
        if (missing.length > 0) throw new Refused(`“${code}” is new; missing: ${missing.join(', ')}.`);
        if (!CODE.test(code)) throw new Refused(`“${code}” is not a code like network.backup.`);
        const position = await nextPosition(tx, group ?? '');
        row = {
          ...BLANK,
          ...changes,
          code,
          condition: group ?? '',
          kind: kind ?? 'boolean',
          position,
          validFrom: from,
          validTo,
        };
      }
      check(registry, row);
      if (ends) await endVersion(tx, code, ends.validFrom, addDays(from, -1));
      await putVersion(tx, row);
      return { action: 'indicator.set', target: code, before: base ?? null, after: row };
    });
    shell.print(`“${code}” has a version from ${from} on.`);
  },
});

const BLANK = {
  nameVi: '',
  nameEn: '',
  agency: '',
  basis: '',
  required: false,
  unit: null,
  threshold: null,
  direction: null,
  freshness: null,
  appliesTo: [],
  allowsSurplus: false,
  allowsZeroNeed: false,
  unitCost: null,
  atMostOf: null,
  asksAnew: false,
};

/** How each option is read, and into which field. */
const FIELDS: Readers<IndicatorRow> = {
  required: (text) => ({ required: readYesNo(text, '--required') }),
  threshold: (text) => ({ threshold: orNone(text, (t) => readNumber(t, '--threshold', 0, LARGEST_COUNT)) }),
  direction: (text) => ({
    direction: orNone(text, (t) => readChoice(t, '--direction', ['atLeast', 'atMost'] as const)),
  }),
  freshness: (text) => ({ freshness: orNone(text, (t) => readInteger(t, '--freshness', 0, 250)) }),
  'unit-cost': (text) => ({ unitCost: orNone(text, (t) => readInteger(t, '--unit-cost', 0, 1e12)) }),
  'applies-to': (text) => ({ appliesTo: readTypes(text) }),
  'allows-surplus': (text) => ({ allowsSurplus: readYesNo(text, '--allows-surplus') }),
  'allows-zero-need': (text) => ({ allowsZeroNeed: readYesNo(text, '--allows-zero-need') }),
  'asks-anew': (text) => ({ asksAnew: readYesNo(text, '--asks-anew') }),
  'at-most-of': (text) => ({ atMostOf: orNone(text, (t) => t) }),
  'name-vi': (text) => ({ nameVi: readText(text, '--name-vi', 300) }),
  'name-en': (text) => ({ nameEn: readText(text, '--name-en', 300) }),
  unit: (text) => ({ unit: orNone(text, (t) => readText(t, '--unit', 50)) }),
  agency: (text) => ({ agency: readText(text, '--agency', 100) }),
  basis: (text) => ({ basis: readText(text, '--basis', 1_000) }),
};

function readTypes(text: string): string[] {
  if (text === 'all') return [];
  return text
    .normalize('NFC')
    .split(',')
    .map((type) => readChoice(type.trim(), '--applies-to', LOCALITY_TYPES));
}

/** @throws {Refused} when the version would not make sense */
function check(registry: Registry, row: IndicatorRow): void {
  if (!registry.conditions.some((one) => one.code === row.condition))
    throw new Refused(
      `There is no group “${row.condition}”; there is ${registry.conditions.map((one) => one.code).join(', ')}.`,
    );
  const wrong = indicatorFault(row);
  if (wrong !== null) throw new Refused(`“${row.code}”: ${wrong}.`);
  const other = row.atMostOf;
  if (other !== null && (other === row.code || !registry.indicators.some((one) => one.code === other)))
    throw new Refused(`--at-most-of: “${other}” is not another indicator.`);
}
