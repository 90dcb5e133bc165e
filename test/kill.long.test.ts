import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertToken } from '../src/access/store.ts';
import { hashToken, newToken } from '../src/access/tokens.ts';
import { connect } from '../src/db/connect.ts';
import { startEmbedded } from '../src/db/embedded/server.ts';
import { migrate } from '../src/db/migrate.ts';
import { createCaller } from './support/service.ts';
import { startProcess } from './support/service-process.ts';

const ROUNDS = 5;
const CONNECTIONS = 16;
/** Acknowledged in a round before the kill. */
const BEFORE_KILL = 60;

let dataDir: string;
const token = newToken();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'phuxanh-kill-'));
  // Durable, as in production: what is at stake is what is on the disk.
  const server = await startEmbedded({ dataDir, mode: 'own' });
  await migrate(server.connection);
  const db = connect(server.connection);
  const createdAt = new Date();
  await insertToken(db.orm, {
    hash: hashToken(token),
    name: 'poster',
    role: 'department',
    area: '31',
    createdAt,
  });
  await db.close();
  await server.stop();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const started = () => startProcess({ DATA_DIR: dataDir, SCHEDULER: 'on' });

it('keeps every acknowledged record through kill -9 of the service and of its database', async () => {
  const acknowledged = new Map<string, { revision: number; note: string }>();
  const codes = ['11737', '11749', '11755', '11728', '11164', '11167', '11203', '11218'];
  const refused = new Set<number>();
  let sent = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { child, address } = await started();
    const caller = createCaller(address, token);
    const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    let on = true;
    const posters = Array.from({ length: CONNECTIONS }, async () => {
      while (on) {
        const locality = codes[sent % codes.length] ?? '';
        const note = `lần ${sent++}`;
        const answer = await caller
          .post('/api/v1/records', { locality, day, values: { 'network.lan': true }, note })
          .catch(() => null);
        if (answer === null) return;
        if (answer.status >= 400) refused.add(answer.status);
        if (answer.status === 201)
          acknowledged.set(`${locality} ${day} ${answer.body.revision}`, {
            revision: answer.body.revision,
            note,
          });
      }
    });
    const enough = acknowledged.size + BEFORE_KILL;
    while (acknowledged.size < enough) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    // In every other round the orphaned database is cut off as well, in the middle of what it does.
    if (round % 2 === 1) killDatabase(dataDir);
    await Promise.all(posters);
    on = false;
  }

  const { child, address } = await started();
  const caller = createCaller(address, token);
  const days = new Set([...acknowledged.keys()].map((key) => key.split(' ')[1] ?? ''));
  const kept = new Map<string, string>();
  for (const locality of codes)
    for (const day of days) {
      const { body } = await caller.get(`/api/v1/localities/${locality}/records/${day}`);
      for (const one of body.revisions ?? []) kept.set(`${locality} ${day} ${one.revision}`, one.note);
    }
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));

  // 503 while the database is away; anything else would be posts that try nothing.
  expect([...refused].filter((status) => status !== 503)).toEqual([]);
  expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * BEFORE_KILL);
  const lost = [...acknowledged].filter(([key, { note }]) => kept.get(key) !== note);
  expect(lost).toEqual([]);
  console.info(`kill -9: ${acknowledged.size} acknowledged, ${kept.size} kept, ${lost.length} lost`);
}, 120_000);

function killDatabase(folder: string): void {
  const pid = Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);
  process.kill(pid, 'SIGKILL');
}
