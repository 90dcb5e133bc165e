import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT_LAYOUT, type Contact, matchContacts, readContacts } from '../src/registry/contacts.ts';
import { createRegistry, type Registry } from '../src/registry/snapshot.ts';
import { readRegistry } from '../src/registry/store.ts';
import { type Finding, findRows } from '../src/sheets/find-rows.ts';
import { plainGrid } from '../src/sheets/table.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

let test: TestDatabase;
let registry: Registry;
beforeAll(async () => {
  test = await createTestDatabase();
  registry = createRegistry(await readRegistry(test.db.orm));
});
afterAll(() => test.drop());

const HEAD = ['locality', 'province', 'name', 'position', 'email', 'phone', 'role'];
const GOOD = ['10903', '', 'Nguyễn An', 'Công chức', 'an@haiphong.gov.vn', '0901 234 567', 'officer'];

/** The good row with some cells changed. */
const row = (change: Record<string, string>) => HEAD.map((name, index) => change[name] ?? GOOD[index] ?? '');
const find = (rows: string[][]): Promise<Finding> =>
  findRows({ grids: [plainGrid(rows)], left: [] }, CONTACT_LAYOUT);
const read = async (...rows: string[][]) => {
  const finding = await find([HEAD, ...rows]);
  return finding.ok ? readContacts(finding.found, registry, '2025-10-20') : { contacts: [], faults: [] };
};

describe('a sheet of contacts', () => {
  it('is read in any order of columns, with codes whose zeros a spreadsheet dropped', async () => {
    const finding = await find([
      ['ROLE', ...HEAD.slice(0, 6)],
      ['Department', '', '1', 'Sở KH&CN', '', 'so@hanoi.gov.vn'],
    ]);
    expect(finding.ok && readContacts(finding.found, registry, '2025-10-20')).toEqual({
      contacts: [
        {
          locality: null,
          province: '01',
          name: 'Sở KH&CN',
          position: '',
          email: 'so@hanoi.gov.vn',
          phone: null,
          role: 'department',
        },
      ],
      faults: [],
    });
  });

  it.each([
    ['a role that is none', { role: 'boss' }, 'role'],
    ['no place', { locality: '' }, 'locality'],
    ['two places', { province: '31' }, 'locality'],
    ['an unknown locality', { locality: '99999' }, 'locality'],
    ['an unknown province', { locality: '', province: '99', role: 'leader' }, 'province'],
    ['an officer of a province', { locality: '', province: '31' }, 'province'],
    ['a department of a locality', { role: 'department' }, 'locality'],
    ['no name', { name: '' }, 'name'],
    ['a name that ends the line of a mail’s head', { name: 'An\r\nBcc: x@y.vn' }, 'name'],
    ['a name with an address of its own', { name: 'An <x@y.vn>' }, 'name'],
    ['a position with a line break', { position: 'a\nb' }, 'position'],
    ['an address with a line break', { email: 'an@y.vn\nBcc: x@y.vn' }, 'email'],
    ['two addresses', { email: 'an@y.vn,x@y.vn' }, 'email'],
    ['an address with a name', { email: 'An <an@y.vn>' }, 'email'],
    ['an address without a domain', { email: 'an@localhost' }, 'email'],
    ['an address with a space', { email: 'a n@y.vn' }, 'email'],
    ['a telephone number in words', { phone: 'call me' }, 'phone'],
    ['no way to be reached', { email: '', phone: '' }, 'email'],
  ])('is refused for %s, naming row and column', async (_case, change, column) => {
    const { contacts, faults } = await read(GOOD, row({ name: 'Trần Bình', email: 'binh@y.vn', ...change }));
    expect(contacts).toHaveLength(1);
    expect(faults.map((fault) => [fault.row, fault.column])).toEqual([[3, column]]);
  });

  it('names all faults of all rows at once', async () => {
    const { faults } = await read(row({ role: 'x', email: 'y' }), [], row({ name: 'Khác', phone: 'z' }));
    expect(faults.map((fault) => `${fault.row} ${fault.column}`)).toEqual(['2 role', '2 email', '4 phone']);
  });

  it('needs each column once', async () => {
    const finding = await find([['locality', 'name', 'name', 'fax']]);
    expect(!finding.ok && finding.faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/name duplicate_column',
      '/province missing_column',
      '/position missing_column',
      '/email missing_column',
      '/phone missing_column',
      '/role missing_column',
    ]);
  });

  it('holds nobody twice', async () => {
    expect((await read(GOOD, row({ name: 'Khác', email: 'AN@haiphong.gov.vn' }))).faults).toMatchObject([
      { row: 3 },
    ]);
    expect((await read(GOOD, row({ role: 'leader' }))).faults).toEqual([]);
  });
});

describe('contacts beside those stored', () => {
  const stored: (Contact & { id: number })[] = [
    {
      id: 1,
      locality: '10903',
      province: null,
      name: 'An',
      position: '',
      email: 'an@y.vn',
      phone: null,
      role: 'officer',
    },
    {
      id: 2,
      locality: '10903',
      province: null,
      name: 'Bình',
      position: '',
      email: null,
      phone: '0901234567',
      role: 'officer',
    },
  ];
  const one = (change: Partial<Contact>): Contact => {
    const { id: _, ...contact } = { ...(stored[0] as (typeof stored)[0]), ...change };
    return contact;
  };

  it.each([
    ['the same address under another name', { name: 'Nguyễn An' }, 1],
    ['the same name with a new address', { email: 'an2@y.vn' }, 1],
    ['a name that gains an address', { name: 'Bình', email: 'binh@y.vn' }, 2],
    ['another role is another contact', { role: 'leader' as const }, undefined],
    ['another place too', { locality: '10888' }, undefined],
  ])('%s', (_case, change, id) => {
    expect(matchContacts([one(change)], stored)[0]?.known?.id).toBe(id);
  });
});
