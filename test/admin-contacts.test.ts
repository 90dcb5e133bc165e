import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const HEAD = 'locality,province,name,position,email,phone,role';
let test: TestDatabase;
let folder: string;
let file: string;
beforeAll(async () => {
  test = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'phuxanh-contacts-'));
  file = join(folder, 'contacts.csv');
});
afterAll(async () => {
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => admin(test.db, '2025-10-23 09:00', 'contacts', ...args);
async function importing(...lines: string[]): Promise<string> {
  await writeFile(file, lines.join('\r\n'));
  return await run('import', file);
}

it('imports contacts all or none, again without doubles, and removes one for good', async () => {
  const an = '10903,,Nguyễn An,Công chức,an@y.vn,,officer';
  await expect(importing(HEAD, an, ',31,"Sở\nBcc: x@y.vn",,so@y.vn,,department')).rejects.toThrow(
    /Nothing is stored\.\nrow 3, name: /,
  );
  expect(await run('list')).not.toContain('An');

  expect(await importing(`\uFEFF${HEAD}`, an, ',31,Sở KH&CN,,so@y.vn,,department')).toBe(
    '2 added, 0 updated.',
  );
  expect(await importing(HEAD, an)).toBe('0 added, 0 updated.');
  expect(await importing(HEAD, '10903,,Nguyễn An,Văn thư,an@y.vn,0901234567,officer')).toBe(
    '0 added, 1 updated.',
  );
  expect(await run('list')).toMatch(/10903 +- +officer +Nguyễn An +Văn thư +an@y\.vn +0901234567/);

  const [person] = await test.db.sql`select id from contact where role = 'officer'`;
  await run('remove', String(person?.id));
  expect(await test.db.sql`select name from contact`).toEqual([{ name: 'Sở KH&CN' }]);
  // Persons stand in the contacts and nowhere else.
  const audit = await test.db.sql`select action, before, after from audit order by id`;
  expect(audit.map((row) => row.action)).toEqual([
    'contacts.import',
    'contacts.import',
    'contacts.import',
    'contacts.remove',
  ]);
  expect(JSON.stringify(audit)).not.toMatch(/Nguyễn|@/);
});
