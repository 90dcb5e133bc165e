import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealPlanned, sealSecret } from '../../src/accounts/totp-secrets.ts';
import { pushKeys } from '../../src/channels/push-keys.ts';
import { setChannel } from '../../src/channels/settings.ts';
import { keepSubscription } from '../../src/channels/subscribe.ts';
import { createWebhook } from '../../src/channels/webhooks.ts';
import { keyOfShell, keyToServe, proveKey } from '../../src/keys/prove.ts';
import { acceptKey, rotateKey } from '../../src/keys/rotate.ts';
import { SEALED } from '../../src/keys/sealed.ts';
import { readSealed } from '../../src/keys/store.ts';
import { createMessageLinks } from '../../src/outbox/message-link.ts';
import {
  findSecretKey,
  type KeySettings,
  loadSecretKey,
  newSecretKey,
  writeNextKey,
} from '../../src/secrets/secret-key.ts';
import { createVault } from '../../src/secrets/vault.ts';
import { LOOPBACK } from '../support/calls.ts';
import { instant } from '../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const ROOT = join(import.meta.dirname, '../..');
const NOW = instant('2026-03-05 10:00');
const AUTHOR = { now: NOW, kind: 'shell' as const, actor: 'shell:test', source: 'shell' };

let dataDir: string;
let settings: KeySettings;
const file = () => join(dataDir, 'secret-key');
const kept = async () => (await readFile(file(), 'utf8')).trim();
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phuxanh-key-'));
  settings = { secretKey: undefined, dataDir };
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('the file', () => {
  it('is for its user alone, one line, and leaves nothing beside it', async () => {
    const key = await loadSecretKey(settings);
    expect(await readFile(file(), 'utf8')).toBe(`${key}\n`);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secret-key']);
  });

  it.each([
    ['empty', '', 'it is empty'],
    ['one byte', 'x', 'it is cut off (1 of 43 letters)'],
    ['one line end', '\n', 'it is cut off (0 of 43 letters)'],
    ['cut in the middle', newSecretKey().slice(0, 20), 'it is cut off (20 of 43 letters)'],
    ['cut by one letter', newSecretKey().slice(0, 42), 'it is cut off (42 of 43 letters)'],
    ['as a disk leaves it that lost its power', '\0'.repeat(44), 'it holds what is no key (44 bytes)'],
    [
      'half of it overwritten',
      `${newSecretKey().slice(0, 20)}${'\0'.repeat(23)}\n`,
      'it holds what is no key',
    ],
    ['twice the same', `${newSecretKey()}${newSecretKey()}\n`, 'it is too long (86 letters, not 43)'],
  ])('is refused, and stays as it is: %s', async (_, content, why) => {
    await writeFile(file(), content, { mode: 0o600 });
    for (const read of [loadSecretKey, findSecretKey]) {
      const refused = read(settings);
      await expect(refused).rejects.toThrow(`SECRET_KEY: the file ${file()} is damaged: ${why}`);
      await expect(refused).rejects.toThrow(/Put back the one of your backup\..*secret-key accept/);
    }
    expect(await readFile(file(), 'utf8')).toBe(content);
    expect(await loadSecretKey({ ...settings, secretKey: 'of the setting' })).toBe('of the setting');
  });

  it('is refused where the service starts, by one line and without a stack', async () => {
    await writeFile(file(), newSecretKey().slice(0, 9));
    const started = promisify(execFile)(process.execPath, ['dist/main.js'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', DATA_DIR: dataDir, PORT: '0' },
    });
    const refused = await started.then(
      () => expect.fail('it started'),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(
      /^SECRET_KEY: the file \S+ is damaged: it is cut off \(9 of 43 letters\)\. [^\n]+\n$/,
    );
  });
});

describe('the mark in the database', () => {
  let t: TestDatabase;
  beforeAll(async () => {
    t = await createTestDatabase();
  });
  afterEach(() => empty(t));
  afterAll(() => t.drop());
  const serve = async (of: KeySettings) => {
    const key = await keyToServe(of, t.db.sql);
    await proveKey(t.db.sql, key, NOW);
    return key;
  };
  const other = { secretKey: 'the key of quite another installation' };

  it('knows its key again, of a file as of the setting', async () => {
    const key = await serve(settings);
    expect(await serve(settings)).toBe(key);
    expect(await serve({ ...settings, secretKey: key })).toBe(key);
    expect(await keyOfShell(settings, t.db.sql)).toBe(key);
  });

  it('tells the key of another installation', async () => {
    await serve(settings);
    const why =
      /^SECRET_KEY: this key is not the one .*: it is another installation’s, or was changed \(sealed with key \w{12}, given \w{12}\)/;
    await expect(serve({ ...settings, ...other })).rejects.toThrow(why);
    await expect(keyOfShell({ ...settings, ...other }, t.db.sql)).rejects.toThrow(why);
    await writeFile(file(), newSecretKey());
    await expect(serve(settings)).rejects.toThrow(why);
  });

  it('tells a right key from a mark that is damaged', async () => {
    await serve(settings);
    await t.db.sql`update sealing_key set sealed = 'v1.AAAA.AAAA.AAAA'`;
    await expect(serve(settings)).rejects.toThrow('this is the key of this database');
  });

  it('is made for a database of before, unless what is sealed there opens with another key', async () => {
    await fill(t, 'the key that was there before all marks');
    await expect(serve({ ...settings, ...other })).rejects.toThrow('nothing that is sealed opens with it');
    expect(await t.db.sql`select from sealing_key`).toHaveLength(0);
    expect(await serve({ ...settings, secretKey: 'the key that was there before all marks' })).toBeTruthy();
    expect(await t.db.sql`select from sealing_key`).toHaveLength(1);
  });

  it('keeps a start from making a new key where the file is gone', async () => {
    await serve(settings);
    await rm(file());
    await expect(serve(settings)).rejects.toThrow(
      /^SECRET_KEY: there is no key, .* Put back the one of your backup/,
    );
    expect(await readdir(dataDir)).toEqual([]);
    // Lost for good, says whoever knows.
    await acceptKey(settings, t.db.sql, AUTHOR, 0);
    expect(await serve(settings)).toBe(await kept());
    await expect(acceptKey(settings, t.db.sql, AUTHOR, 0)).rejects.toThrow('already');
  });
});

describe('a change of keys', () => {
  let t: TestDatabase;
  let old: string;
  beforeAll(async () => {
    t = await createTestDatabase();
  });
  beforeEach(async () => {
    old = await keyToServe(settings, t.db.sql);
    await proveKey(t.db.sql, old, NOW);
    await fill(t, old);
  });
  afterEach(() => empty(t));
  afterAll(() => t.drop());

  const openBy = async (key: string) => {
    const texts: string[] = [];
    for (const column of SEALED)
      for (const row of await readSealed(t.db.sql, column))
        try {
          texts.push(createVault(key).open(row.sealed, column.contextOf(row.key)));
        } catch {
          texts.push('closed');
        }
    return texts;
  };

  it('seals all that there is anew, and is in the audit without a key', async () => {
    const before = await openBy(old);
    expect(before).toHaveLength(7);
    expect(await rotateKey(settings, t.db.sql, AUTHOR, undefined, 0)).toEqual({ resealed: 7, unopened: 0 });
    const key = await kept();
    expect(key).not.toBe(old);
    expect(await openBy(key)).toEqual(before);
    expect(await openBy(old)).toEqual(before.map(() => 'closed'));
    expect(await readdir(dataDir)).toEqual(['secret-key']);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await keyToServe(settings, t.db.sql)).toBe(key);
    const audit = await t.db
      .sql`select action, before, after from audit where action like 'secret-key.%' order by id desc limit 1`;
    expect(audit[0]?.action).toBe('secret-key.rotate');
    for (const secret of [old, key]) expect(JSON.stringify(audit)).not.toContain(secret);
    // Links of before open nothing: their readers sign in.
    const message = '0e5b9f6e-6f38-4a6f-9a53-0d6f0c1f2a3b';
    expect(createMessageLinks(key).read(createMessageLinks(old).sign(message))).toBeNull();
  });

  it('of the setting takes the key that is given, and no file', async () => {
    const of = { ...settings, secretKey: old };
    const next = 'the key that the setting is to be from now on';
    await expect(rotateKey(of, t.db.sql, AUTHOR, undefined, 0)).rejects.toThrow('--new');
    await expect(rotateKey(of, t.db.sql, AUTHOR, 'short', 0)).rejects.toThrow('32 characters');
    await expect(rotateKey(of, t.db.sql, AUTHOR, old, 0)).rejects.toThrow('in use');
    await expect(rotateKey(settings, t.db.sql, AUTHOR, next, 0)).rejects.toThrow('none is given');
    expect(await rotateKey(of, t.db.sql, AUTHOR, next, 0)).toEqual({ resealed: 7, unopened: 0 });
    expect(await openBy(next)).not.toContain('closed');
    expect(await kept()).toBe(old);
  });

  it('leaves what opens with no key as it is, and counts it', async () => {
    await t.db.sql`update webhook set secret = ${createVault('long lost').seal('x', 'y')}`;
    expect(await rotateKey(settings, t.db.sql, AUTHOR, undefined, 0)).toEqual({ resealed: 6, unopened: 1 });
  });

  it('that fails in the middle has changed nothing', async () => {
    const before = await openBy(old);
    await t.db
      .sql`alter table push_subscription add constraint full_disk check (length(subscription) < 0) not valid`;
    await expect(rotateKey(settings, t.db.sql, AUTHOR, undefined, 0)).rejects.toThrow('full_disk');
    await t.db.sql`alter table push_subscription drop constraint full_disk`;
    expect(await keyToServe(settings, t.db.sql)).toBe(old);
    expect(await openBy(old)).toEqual(before);
  });

  it('that was cut off after the database had changed is finished by the next start', async () => {
    await rotateKey(settings, t.db.sql, AUTHOR, undefined, 0);
    const key = await kept();
    // As it was a moment before: the old key in its place, the new one beside it.
    await writeFile(file(), `${old}\n`);
    await writeNextKey(settings, key);
    expect(await keyToServe(settings, t.db.sql)).toBe(key);
    expect(await kept()).toBe(key);
    expect(await readdir(dataDir)).toEqual(['secret-key']);
  });

  it('is refused while a service serves with the old key, and by a wrong key', async () => {
    const mark = setInterval(
      () => void t.db.sql`update serving_span set seen_at = seen_at + interval '10 seconds'`.execute(),
      200,
    );
    await t.db.sql`insert into serving_span (started_at, seen_at) values (${NOW}, ${NOW})`;
    try {
      await expect(rotateKey(settings, t.db.sql, AUTHOR, undefined)).rejects.toThrow(
        'stop every instance first',
      );
    } finally {
      clearInterval(mark);
    }
    const wrong = { ...settings, secretKey: newSecretKey() };
    await expect(rotateKey(wrong, t.db.sql, AUTHOR, newSecretKey(), 0)).rejects.toThrow(
      'another installation',
    );
  });

  it('knows every place of the sources that seals', () => {
    const places = [
      'accounts/totp-secrets',
      'channels/seal',
      'channels/push-keys',
      'channels/subscribe',
      'channels/webhook-secrets',
    ];
    const found = sourcesWith(/\bvault\.seal\(/).filter(
      // What a browser holds for the minutes of a sign-in is not stored.
      (one) => !one.startsWith('keys/') && one !== 'pages/account/provider-routes.tsx',
    );
    // One more wants a line in keys/sealed.ts, or a change of keys would lose what it seals.
    expect(found).toEqual(places.map((one) => `${one}.ts`).sort());
  });
});

/** Something sealed in every place that there is. */
async function fill(t: TestDatabase, key: string): Promise<void> {
  const vault = createVault(key);
  const { sql, orm } = t.db;
  const people = await sql<{ id: number }[]>`
    insert into person (user_name, name, role, area, created_at)
    select 'p' || n, 'Trần Thị Bình', 'officer', '11737', now() from generate_series(1, 2) n returning id`;
  for (const { id } of people)
    await sql`update person set totp_secret = ${sealSecret(vault, id, 'JBSWY3DPEHPK3PXP')} where id = ${id}`;
  const [session] = await sql<{ id: number }[]>`
    insert into session (hash, person, created_at, last_seen_at, address, agent)
    select 'h', id, now(), now(), '', '' from person order by id limit 1 returning id`;
  const planned = sealPlanned(vault, session?.id ?? 0, 'JBSWY3DPEHPK3PXP');
  await sql`update session set planned_totp = ${planned}, planned_at = now()`;
  await setChannel(orm, vault, AUTHOR, 'zalo_oa', {
    'app-id': '4291763606161179100',
    'secret-key': 'abcdefghijklmnopqrst',
    'refresh-token': 'r'.repeat(40),
  });
  await pushKeys(orm, vault, NOW);
  const hook = { name: 'Điều hành', url: 'https://dieuhanh.example/x', area: '*' };
  await createWebhook(orm, vault, AUTHOR, hook, LOOPBACK);
  const keys = {
    p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
    auth: 'tBHItJI5svbpez7KI4CCXg',
  };
  await keepSubscription({ orm, vault }, AUTHOR, people[0]?.id ?? 0, {
    ...{ subscription: { endpoint: 'https://push.example/one', keys }, agent: 'Firefox', allowed: LOOPBACK },
    area: '11737',
  });
}

async function empty(t: TestDatabase): Promise<void> {
  await t.db.sql`truncate sealing_key, serving_span, push_subscription, webhook, channel, person cascade`;
}

function sourcesWith(pattern: RegExp): string[] {
  const src = join(ROOT, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((one) => /\.tsx?$/.test(one) && pattern.test(readFileSync(join(src, one), 'utf8')))
    .sort();
}
