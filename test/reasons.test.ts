import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { because, isForEverybody, type Reason, reasonWords } from '../src/channels/reasons.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const MIGRATION = join(import.meta.dirname, '../drizzle/0024_reasons_are_codes.sql');

describe('sentences that earlier releases stored', () => {
  let t: TestDatabase;
  beforeAll(async () => {
    t = await createTestDatabase();
    const [define = ''] = readFileSync(MIGRATION, 'utf8').split('--> statement-breakpoint');
    await t.db.sql.unsafe(define);
  });
  afterAll(() => t.drop());

  it.each<[string, Reason]>([
    ['none of its alerts is open any more', because('none_open')],
    ['as many messages as he wants in a day', because('enough_today')],
    ['no connection could be made', because('unreached')],
    [
      'Zalo -118: Zalo account not existed',
      because('zalo_says', { number: -118, said: 'Zalo account not existed' }),
    ],
    [
      'given up after 8 tries: 451 later',
      because('given_up', { tries: 8, last: because('says', { said: '451 later' }) }),
    ],
    ['550 no such user', because('says', { said: '550 no such user' })],
  ])('%s', async (said, reason) => {
    const [row] = await t.db.sql`select reason_of(${said}) as reason`;
    expect(row?.reason).toEqual(reason);
    // English reads as it did.
    expect(reasonWords(reason)[1]).toBe(
      said === 'as many messages as he wants in a day' ? 'as many messages as asked for in a day' : said,
    );
  });
});

describe('who may not read names', () => {
  it.each<[Reason, boolean]>([
    [because('quiet_hours'), true],
    [because('none_open'), true],
    [because('says', { said: '550 <an@xa.example>' }), false],
    [because('given_up', { tries: 8, last: because('says', { said: '550 <an@xa.example>' }) }), false],
    [because('zalo_says', { number: -118, said: 'An' }), false],
    [because('not_an_email'), false],
    [{ code: 'of_another_release' } as unknown as Reason, false],
  ])('%o: %s', (reason, seen) => expect(isForEverybody(reason)).toBe(seen));
});
