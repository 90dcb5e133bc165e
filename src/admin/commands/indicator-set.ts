import { INDICATOR_FIELDS, INDICATOR_HEAD } from '../../changes/indicator-fields.ts';
import { setIndicator } from '../../changes/indicators.ts';
import { INDICATOR_KINDS, LOCALITY_TYPES, PERIODS } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readDay, readFields } from '../input.ts';

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
    period: optional('PERIOD', `${PERIODS.join(', ')}: of which it is asked; only of a new indicator`),
  },
  examples: [
    'network.backup --from 2026-12-01 --required yes',
    'equipment.computer --from 2026-12-01 --unit-cost 15000000',
    'network.ipv6 --from 2026-12-01 --group network --kind boolean --required no --name-vi "Đã dùng IPv6" --name-en "IPv6 in use" --agency "Sở KH&CN" --basis "Kế hoạch 2026"',
  ],
  notes: 'What is not given stays as it was. A later version that there is already stays as it is.',
  async run(shell, { code }, options) {
    const from = readDay(options.from, '--from');
    const { from: _, ...identity } = readFields(INDICATOR_HEAD, options);
    const fields = readFields(INDICATOR_FIELDS, options);
    if (Object.keys(fields).length === 0) throw new UsageError('Nothing to change is given.');
    await setIndicator(shell.db, authorOf(shell), { code, from, ...identity, fields });
    shell.print(`“${code}” has a version from ${from} on.`);
  },
});
