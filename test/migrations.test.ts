import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../src/db/migrate.ts';

interface Entry {
  idx: number;
  when: number;
  tag: string;
}

const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as {
  entries: Entry[];
};
const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));

/** What servers learnt after version 15, the oldest that the service runs on. */
const NEWER_SQL: [string, RegExp][] = [
  ['16: any_value', /\bany_value\s*\(/i],
  ['16: JSON constructors', /\bjson_(array|arrayagg|objectagg)\s*\(/i],
  ['16: IS JSON', /\bis\s+(not\s+)?json\b/i],
  ['16: digit separators', /[^\w'"]\d+_\d+\b/],
  ['17: JSON_TABLE and its like', /\bjson_(table|value|query|exists|scalar|serialize)\s*\(/i],
  ['17: MERGE … RETURNING', /\bmerge\s+into\b[^;]*\breturning\b/i],
  ['18: virtual generated columns', /\bgenerated\s+always\s+as\s*\([^;]*\)\s*virtual\b/i],
  ['18: uuidv7', /\buuidv[47]\s*\(/i],
  ['18: temporal constraints', /\bwithout\s+overlaps\b|\bperiod\s+"?\w/i],
  ['18: NOT ENFORCED', /\bnot\s+enforced\b/i],
];

/** Comments and texts say what they like; only statements are judged. */
function statements(file: string): string {
  const text = readFileSync(join(MIGRATIONS, file), 'utf8');
  return text.replace(/'(?:[^']|'')*'|--.*$/gm, (part) => (part.startsWith("'") ? "''" : ''));
}

describe('migrations', () => {
  it('have journal times that rise, or drizzle passes over the earlier ones', () => {
    const times = journal.entries.map((entry) => entry.when);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it('are numbered without a gap, in the journal and in their names', () => {
    expect(journal.entries.map((entry) => entry.idx)).toEqual(journal.entries.map((_, index) => index));
    for (const { idx, tag } of journal.entries) expect(tag).toMatch(new RegExp(`^0*${idx}_`));
  });

  it('stand in the journal and in the folder alike', () => {
    expect(journal.entries.map((entry) => `${entry.tag}.sql`).sort()).toEqual(files.sort());
  });

  it.each(files)('%s needs no server newer than 15', (file) => {
    const text = statements(file);
    expect(NEWER_SQL.filter(([, pattern]) => pattern.test(text)).map(([feature]) => feature)).toEqual([]);
  });

  it.each(files)('%s has text in composed form (NFC)', (file) => {
    const text = readFileSync(join(MIGRATIONS, file), 'utf8');
    expect(text === text.normalize('NFC')).toBe(true);
  });
});
