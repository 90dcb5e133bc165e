import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { changeSettings, loadSettings } from '../../review/settings.ts';
import type { ReviewSettings } from '../../review/types.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { findIndicator, readInteger } from '../input.ts';

/** Options that are whole numbers, with what they set and the most they may be; the least is 1. */
const NUMBERS = {
  'fall-percent': ['fallPercent', 100],
  'fall-units': ['fallUnits', 1_000_000],
  returns: ['returns', 30],
  'return-days': ['returnDays', 60],
  'same-records': ['sameRecords', 60],
} as const satisfies Record<string, readonly [keyof ReviewSettings, number]>;

export const reviewSet = command({
  name: 'review set',
  summary: 'Sets from when on a reported value is laid before the reviewers; shows what holds.',
  operands: {},
  options: {
    'fall-percent': optional('N', 'a fall by so many percent …'),
    'fall-units': optional('N', '… and by so many units is sharp'),
    returns: optional('N', 'so many returns to what was said before …'),
    'return-days': optional('N', '… within so many reporting days are back and forth'),
    'same-records': optional('N', 'so many records in a row that say the very same'),
    'evidence-for': optional('CODES', 'indicators that are not believed without a file, with commas; none'),
  },
  examples: ['--fall-percent 50 --fall-units 3', '--evidence-for premises.arranged,leadership.director'],
  notes: 'Without options nothing changes.',
  async run(shell, _operands, options) {
    const changes: Partial<ReviewSettings> = {};
    for (const [name, [field, most]] of Object.entries(NUMBERS)) {
      const text = options[name as keyof typeof NUMBERS];
      if (text !== undefined) changes[field] = readInteger(text, `--${name}`, 1, most);
    }
    const codes = options['evidence-for'];
    if (codes !== undefined) {
      const registry = await loadRegistry(shell.db);
      changes.evidenceFor = codes === 'none' ? [] : codes.split(',').map((code) => code.trim());
      for (const code of changes.evidenceFor) findIndicator(registry, code, dayOf(shell.now));
    }
    const { sql } = shell.db;
    const settings =
      Object.keys(changes).length === 0
        ? await loadSettings(sql)
        : await changeSettings(sql, changes, authorOf(shell));
    shell.print(`A fall by ${settings.fallPercent} percent and ${settings.fallUnits} units is sharp.`);
    shell.print(
      `${settings.returns} returns within ${settings.returnDays} reporting days are back and forth.`,
    );
    shell.print(`${settings.sameRecords} records in a row that say the very same are looked at.`);
    shell.print(`Not believed without a file: ${settings.evidenceFor.join(', ') || 'none'}.`);
  },
});
