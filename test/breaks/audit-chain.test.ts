import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainAudit, readHead } from '../../src/access/audit-chain-store.ts';
import { admin } from '../support/admin.ts';
import { cookieOf, createPerson, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** What stands in the audit stays as it was written, and whoever gets around that is found out. */
describe('the audit', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-23 09:00' });
    for (let i = 0; i < 5; i++) await make(`Cổng ${i}`);
  });
  afterAll(() => t.stop());
  const make = (name: string) =>
    admin(t.db, t.clock.now(), 'token', 'create', '--role', 'viewer', '--area', '31', '--name', name);
  const verify = (...more: string[]) => admin(t.db, t.clock.now(), 'audit', 'verify', ...more);
  /** As the owner of the tables may. */
  const meddle = async (statement: string) => {
    await t.db.sql.begin(async (tx) => {
      await tx`alter table audit disable trigger user`;
      await tx`alter table audit_link disable trigger user`;
      await tx`alter table audit_link drop constraint if exists audit_link_entry_audit_id_fk`;
      await tx.unsafe(statement);
      await tx`alter table audit enable trigger user`;
      await tx`alter table audit_link enable trigger user`;
    });
  };

  it.each([
    `update audit set actor = 'ai khác'`,
    `update audit set actor = 'ai khác' where false`,
    `delete from audit`,
    `truncate audit cascade`,
    `update audit_link set hash = ''`,
    `delete from audit_link`,
    `truncate audit_link`,
  ])('refuses: %s', async (statement) => {
    await expect(t.db.sql.unsafe(statement)).rejects.toThrow('written once');
  });

  it('is chained by the round of the minute, whoever else does it at the same time', async () => {
    await t.tick();
    expect(await verify()).toMatch(/^5 rows checked\.\nThe chain is unbroken\. Head: [0-9a-f]{64}$/);
    await make('Cổng 5');
    expect(await verify()).toContain('1 are too new');
    await Promise.all(Array.from({ length: 5 }, () => chainAudit(t.db.sql)));
    expect(await verify()).toContain('6 rows checked.\nThe chain');
  });

  it('shows the first row that was changed, taken away or put in', async () => {
    const head = (await readHead(t.db.sql))?.hash ?? '';
    expect(await verify('--head', head)).toContain('unbroken');
    await meddle(`update audit set actor = 'ai khác' where id = 3`);
    await expect(verify()).rejects.toThrow('row 3 is not what it was (link 3)');
    await meddle(`update audit set actor = 'shell:test' where id = 3`);
    expect(await verify()).toContain('unbroken');
    await meddle(`update audit set area = '01' where id = 2`);
    await expect(verify()).rejects.toThrow('row 2');
    await meddle(`update audit set area = '31' where id = 2`);
    await meddle(`delete from audit where id = 6`);
    await expect(verify()).rejects.toThrow('row 6 is missing');
    await meddle(`delete from audit_link where seq = 6`);
    expect(await verify()).toContain('5 rows checked');
    await expect(verify('--head', head)).rejects.toThrow('gone');
    await meddle(`delete from audit_link where seq = 4`);
    await expect(verify()).rejects.toThrow('link 4 is missing');
  });

  it('shows its head to whoever reads the audit, from the first link on', async () => {
    await createPerson(t, { login: 'goc', role: 'admin', area: '*' });
    const cookie = cookieOf(await signIn(t, 'goc'));
    const shown = async (language: string, query = '') => {
      const headers = { accept: 'text/html', cookie: `${cookie}; language=${language}` };
      return await (await fetch(`${t.address}/quan-tri/nhat-ky${query}`, { headers })).text();
    };
    const before = (await readHead(t.db.sql))?.hash;
    expect(await shown('vi')).toContain(`<code>${before}</code>`);
    expect((await chainAudit(t.db.sql))?.hash).not.toBe(before);
    const after = (await readHead(t.db.sql))?.hash ?? 'none';
    expect(after).toMatch(/^[0-9a-f]{64}$/);
    expect(await shown('vi', '?action=none')).toContain(`<code>${after}</code>`);
    expect(await shown('en')).toContain('Check code of the log');
    await meddle('truncate audit_link');
    expect(await shown('vi')).toContain('Chưa có.');
  });
});
