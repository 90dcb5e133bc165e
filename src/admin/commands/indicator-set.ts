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
import type { IndicatorKind, LocalityType } from '../../registry/types.ts';
import { command } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { orNone, readChoice, readDay, readInteger, readNumber, readText, readYesNo } from '../input.ts';
import { changeRegistry, checkOpen, programmesOf } from '../registry.ts';

const KINDS: readonly IndicatorKind[] = ['boolean', 'ratio', 'number', 'date'];
const TYPES: readonly LocalityType[] = ['xã', 'phường', 'đặc khu'];
const CODE = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;
const COUNT_MAX = 999_999_999;
/** What a new indicator cannot do without. */
const NEEDED = ['group', 'kind', 'name-vi', 'name-en', 'agency', 'basis', 'required'] as const;

const yesNo = (help: string) => ({ type: 'string', value: 'yes|no', help }) as const;
const text = (value: string, help: string) => ({ type: 'string', value, help }) as const;

export const indicatorSet = command({
  name: 'indicator set',
  summary: 'Changes an indicator from a day on, or adds a new one: a version of its own from that day.',
  operands: { code: 'code of the indicator, e.g. network.backup' },
  options: {
    from: { type: 'string', value: 'DAY', help: 'the first day of the version', required: true },
    required: yesNo('whether it decides the colour'),
    threshold: text('N', 'value of a number to keep to, or days ahead of a date; none'),
    direction: text('SIDE', 'atLeast or atMost, of a number; none'),
    freshness: text('N', 'reporting days that a value stands; none for the programme’s own'),
    'unit-cost': text('N', 'đồng for one missing unit; none'),
    'applies-to': text('TYPES', `types of locality, with commas (${TYPES.join(',')}); all`),
    'allows-surplus': yesNo('whether have may be more than need'),
    'allows-zero-need': yesNo('whether need may be 0'),
    'asks-anew': yesNo('whether values of the version before do not answer this one'),
    'at-most-of': text('CODE', 'indicator whose figure this one cannot exceed; none'),
    'name-vi': text('NAME', 'name in Vietnamese'),
    'name-en': text('NAME', 'name in English'),
    unit: text('UNIT', 'unit in Vietnamese; none'),
    agency: text('NAME', 'body responsible'),
    basis: text('TEXT', 'legal basis'),
    group: text('CODE', 'condition that it belongs to; only of a new indicator'),
    kind: text('KIND', `${KINDS.join(', ')}; only of a new indicator`),
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
    const kind = kindText === undefined ? undefined : readChoice(kindText, '--kind', KINDS);
    const changes = readChanges(given);
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

type Changes = Partial<IndicatorRow>;
type Given = Record<
  | 'required'
  | 'threshold'
  | 'direction'
  | 'freshness'
  | 'unit-cost'
  | 'applies-to'
  | 'allows-surplus'
  | 'allows-zero-need'
  | 'asks-anew'
  | 'at-most-of'
  | 'name-vi'
  | 'name-en'
  | 'unit'
  | 'agency'
  | 'basis',
  string | undefined
>;

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
const FIELDS: { [K in keyof Given]: (text: string) => Changes } = {
  required: (text) => ({ required: readYesNo(text, '--required') }),
  threshold: (text) => ({ threshold: orNone(text, (t) => readNumber(t, '--threshold', 0, COUNT_MAX)) }),
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

function readChanges(given: Given): Changes {
  const changes: Changes = {};
  for (const [name, read] of Object.entries(FIELDS)) {
    const text = given[name as keyof Given];
    if (text !== undefined) Object.assign(changes, read(text));
  }
  return changes;
}

function readTypes(text: string): string[] {
  if (text === 'all') return [];
  return text
    .normalize('NFC')
    .split(',')
    .map((type) => readChoice(type.trim(), '--applies-to', TYPES));
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
