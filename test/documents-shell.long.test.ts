import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-22';

describe('documents at the shell', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  let folder: string;
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
    department = await t.caller('department', '31');
    const values = { ...greenValues(await t.service.registry.fresh(), DAY), 'network.lan': false };
    const sent = await department.post('/api/v1/records', { locality: '11737', day: DAY, values });
    expect(sent.status).toBe(201);
  });
  afterAll(async () => {
    await t.stop();
    await rm(folder, { recursive: true });
  });
  const shell = (...args: string[]) => admin(t.db, `${DAY} 09:00`, 'document', ...args);

  it('are drafted, looked up anew, issued, written and taken away by the verbs of page and API', async () => {
    await expect(shell('draft', 'cong_van', '99')).rejects.toThrow('no province');
    await expect(shell('draft', 'cong_van', '31', '--to', 'so-la')).rejects.toThrow('addressees/0');
    expect(await shell('draft', 'cong_van', '31', '--indicator', 'network.lan')).toMatch(/is a draft/);
    const [{ id }] = (await department.get('/api/v1/documents')).body.items;
    expect(await shell('list', '--state', 'draft')).toContain('cong_van');
    expect(await shell('refresh', String(id))).toContain('localities lack');
    const issue = ['issue', String(id), '--number', '5', '--day', DAY, '--signer-title', 'Giám đốc'];
    expect(await shell(...issue)).toContain('số 5/SKHCN');
    await expect(shell(...issue)).rejects.toThrow();
    const file = join(folder, 'cong-van.docx');
    const said = await shell('file', String(id), file);
    expect(said).toContain(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
    await expect(shell('file', String(id), file)).rejects.toThrow('cannot be written');
    await expect(shell('discard', String(id))).rejects.toThrow();
    await shell('draft', 'to_trinh', '31', '--to', 'ubnd-tinh', '--group', 'network');
    expect(await shell('discard', String(id + 1))).toContain('is gone');
    expect((await department.get('/api/v1/documents')).body.items).toHaveLength(1);
  });
});
