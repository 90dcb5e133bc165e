import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/admin/commands.ts';
import { Refused, UsageError } from '../src/admin/errors.ts';
import { admin } from './support/admin.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const NOW = '2025-10-23 09:00';
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** Splits at spaces: no argument here needs one. */
const run = (line: string) => admin(test.db, NOW, ...line.split(' '));

describe('wrong usage', () => {
  it.each([
    ['an unknown command', 'token destroy', 'There is: token create, token list, token revoke'],
    ['half a command', 'programme', 'There is: programme create, programme list, programme set'],
    ['an unknown option', 'token list --all', '--all'],
    ['an option without its value', 'token create --role', '--role'],
    ['one operand too many', 'token revoke 1 2', '“2”'],
    ['one too few', 'calendar set 2025-12-01 --name X', 'KIND'],
    ['required options left out, all named', 'token create --role viewer', '--area, --name'],
    ['an option twice', 'calendar unset 2025-12-01 --scope VN --scope 31', '2 times'],
    ['a role that is none', 'token create --role boss --area * --name x', 'officer, department'],
    ['a name with a control character', 'token create --role admin --area * --name a\u0007b', 'control'],
    ['an empty name', 'token create --role admin --area * --name ', 'empty'],
    ['a token that is no number', 'token revoke x', 'whole number'],
    ['a job that is none', 'job run everything', 'collect'],
    ['an instant without its offset', 'job run collect --now 2025-10-23T09:00', 'offset'],
    ['an instant that does not exist', 'job run collect --now 2025-13-23T09:00:00Z', 'instant'],
    ['a day that does not exist', 'calendar set 2025-02-30 holiday --name X', 'YYYY-MM-DD'],
    ['a kind of day that is none', 'calendar set 2025-12-01 party --name X', 'makeup_workday'],
    ['nothing to set', 'programme set haiphong-daily', 'Nothing'],
    ['a day of no settings', 'programme set haiphong-daily --from 2025-10-24', '--from'],
    ['a cutoff that is no time', 'programme set haiphong-daily --cutoff 24:00', '--cutoff'],
    ['a lock of no days', 'programme set haiphong-daily --lock-days 0', '--lock-days'],
    ['an amber threshold past all', 'programme set haiphong-daily --amber 101', '--amber'],
    ['days of another kind', 'programme set haiphong-daily --reporting-days weekly', 'working, every'],
    ['no change of an indicator', 'indicator set network.lan --from 2025-11-01', 'Nothing'],
    ['neither yes nor no', 'indicator set network.lan --from 2025-11-01 --required maybe', 'yes, no'],
    ['an unknown type', 'indicator set network.lan --from 2025-11-01 --applies-to huyện', '--applies-to'],
    ['a need below nothing', 'requirement set 10903 equipment.computer 1.5 --from 2025-10-23', 'NEED'],
  ])('%s', async (_case, line, said) => {
    const refusal = await run(line).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UsageError);
    expect(String(refusal)).toContain(said);
  });
});

it('says what is wrong with an argument in both languages', async () => {
  const refusal = await run('calendar set 2025-02-30 holiday --name X').catch((error: unknown) => error);
  expect(String(refusal)).toMatch(/YYYY-MM-DD[\s\S]*không phải là ngày/);
});

describe('what cannot be', () => {
  it.each([
    ['a token for nowhere', 'token create --role viewer --area 99 --name x', '“99”'],
    ['to revoke what is not there', 'token revoke 999', 'no live token'],
    ['a locality as its own successor', 'locality end 10903 --last-day 2025-10-31 --successor 10903', 'own'],
    ['an unknown successor', 'locality end 10903 --last-day 2025-10-31 --successor 99999', '“99999”'],
    ['an end before the beginning', 'locality end 10903 --last-day 2025-06-30', '1/7/2025'],
    ['an unknown locality', 'locality rename 99999 --name X --from 2025-11-01', '“99999”'],
    ['a calendar of nowhere', 'calendar set 2025-12-01 holiday --name X --scope 99', '“99”'],
    ['to unset what is not set', 'calendar unset 2025-12-01', 'nothing'],
    [
      'a ratio with a threshold',
      'indicator set equipment.computer --from 2025-11-01 --threshold 5',
      'no threshold',
    ],
    [
      'an indicator bound by itself',
      'indicator set network.lan --from 2025-11-01 --at-most-of network.lan',
      'another',
    ],
    ['to end what is not asked', 'indicator end network.none --last-day 2025-12-31', 'network.none'],
    ['a future day reopened', 'exception open 10903 2025-10-24 --until 2025-10-30 --reason x', 'begun'],
    ['an exception that has ended', 'exception open 10903 2025-10-15 --until 2025-10-22 --reason x', 'ahead'],
    ['an exception without end', 'exception open 10903 2025-10-15 --until 2026-10-15 --reason x', '31 days'],
    ['to remove a contact that is not there', 'contacts remove 999', 'no contact'],
    ['a file that is not there', 'contacts import /nowhere.csv', '/nowhere.csv'],
    ['a programme that is none', 'programme set none --starts-on 2025-10-20', '“none”'],
  ])('%s', async (_case, line, said) => {
    const refusal = await run(line).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(String(refusal)).toContain(said);
  });

  it('leaves no trace', async () => {
    expect(await test.db.sql`select 1 from audit`).toEqual([]);
    expect(await test.db.sql`select version from registry_version`).toEqual([
      { version: expect.any(Number) },
    ]);
    expect(await test.db.sql`select 1 from token`).toEqual([]);
  });
});

describe('help', () => {
  it('lists every command with an example', async () => {
    const text = await run('--help');
    for (const { name } of COMMANDS) expect(text).toContain(`npm run -s admin -- ${name}`);
    expect(await run('help')).toBe(text);
  });

  it.each(COMMANDS.map((one) => [one.name, one] as const))('of %s says all it takes', async (name, spec) => {
    const text = await run(`${name} --help`);
    for (const option of Object.keys(spec.options)) expect(text).toContain(`--${option}`);
    for (const operand of Object.keys(spec.operands)) expect(text).toContain(operand.toUpperCase());
    expect(text).toContain('Examples:');
  });
});
