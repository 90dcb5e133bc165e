import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FilePages, filePages } from '../support/files.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** What somebody may have in the making is bounded by who he is, however often he signs in. */

const DAY = '2025-09-25';
const SHEET = `locality,day,network.lan\r\n10507,${DAY},có`;
const MB = 1024 * 1024;

describe('sheets in the making', () => {
  let t: TestService;
  let caller: Caller;
  let sessions: FilePages[];
  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 09:00` });
    caller = await t.caller('department', '31');
    sessions = await Promise.all([1, 2, 3].map(() => filePages(t, caller.token)));
  });
  afterAll(() => t.stop());

  const drafts = async () =>
    await t.db.sql<{ id: string; owner: string; state: string }[]>`
      select id, owner, state from import_draft order by created_at desc, state`;
  /** Uploads; answers the page that tells what became of it. */
  async function upload(session: FilePages | undefined, name: string): Promise<string> {
    const sent = await session?.bring('/nhap-tep', {}, { name, bytes: SHEET });
    expect(sent?.status).toBe(303);
    return await vi.waitFor(
      async () => {
        const page = await session?.open(sent?.location ?? '');
        if (page?.headers.get('refresh') !== null) throw new Error('still being worked on');
        return page.text;
      },
      { timeout: 30_000, interval: 50 },
    );
  }

  it('are five of a token, in however many sessions', async () => {
    for (let at = 0; at < 6; at++) await upload(sessions[at % 3], `${at}.csv`);
    const kept = await drafts();
    expect(kept).toHaveLength(5);
    expect(new Set(kept.map(({ owner }) => owner)).size).toBe(1);
    expect((await sessions[0]?.open('/nhap-tep'))?.text).toContain('5.csv');
  });

  it('have so many bytes in all, and beyond them it is said what to do', async () => {
    const [{ id = '' } = {}] = await drafts();
    await t.db.sql`update import_draft set cells = repeat('a', ${31 * MB}) where id = ${id}`;
    expect(await upload(sessions[1], 'beside.csv')).not.toContain('32 MB');
    await t.db.sql`update import_draft set cells = repeat('a', ${32 * MB}) where id = ${id}`;
    const refused = await upload(sessions[2], 'beyond.csv');
    expect(refused).toContain('Anh/chị vui lòng bỏ bớt tệp cũ rồi tải lên lại.');
    expect(refused).toContain('32 MB');
    expect((await drafts()).filter(({ state }) => state === 'refused')).toHaveLength(1);
    expect((await sessions[0]?.post('/nhap-tep/xoa', { tep: id }))?.status).toBe(303);
    expect(await upload(sessions[2], 'again.csv')).not.toContain('32 MB');
  });

  it('of another count for themselves', async () => {
    const other = await filePages(t, (await t.caller('department', '31')).token);
    expect(await upload(other, 'mine.csv')).not.toContain('32 MB');
    expect(new Set((await drafts()).map(({ owner }) => owner)).size).toBe(2);
  });

  it('do not grow beyond a sheet by what is typed into them', async () => {
    const page = await sessions[0]?.bring('/nhap-tep', {}, { name: 'full.csv', bytes: SHEET });
    const tep = new URL(page?.location ?? '', t.address).searchParams.get('tep') ?? '';
    const [kept] = await t.db.sql`select cells from import_draft where id = ${tep}`;
    const full = kept?.cells.replace('"có"', JSON.stringify('a'.repeat(16 * MB)));
    await t.db.sql`update import_draft set cells = ${full} where id = ${tep}`;
    expect((await sessions[0]?.post('/nhap-tep/sua', { tep, 'c.2.0': '10508' }))?.status).toBe(413);
  });

  it.each([
    ['fields', (at: number) => `name="f${at}"\r\n\r\n1`],
    ['files', (at: number) => `name="file"; filename="${at}.csv"\r\n\r\na`],
  ])('by a form of a hundred thousand parts are refused after few of them: %s', async (_, part) => {
    const officer = await t.caller('officer', '10507');
    const pages = await filePages(t, officer.token);
    const head = '--x\r\ncontent-disposition: form-data; ';
    const parts = Array.from({ length: 100_000 }, (_, at) => `${head}${part(at)}\r\n`);
    const body = `${head}name="csrf"\r\n\r\n${pages.csrf}\r\n${parts.join('')}--x--\r\n`;
    const post = () => {
      const record = { locality: '10507', day: DAY, values: { 'network.lan': true } };
      return officer.post('/api/v1/records', record);
    };
    await post();
    const { length: kept } = await drafts();
    const used = process.cpuUsage();
    const sent = pages.send('/nhap-tep', body, { 'content-type': 'multipart/form-data; boundary=x' });
    expect((await post()).status).toBe(200);
    // Cut off while it still sends, or told.
    expect((await sent.catch(() => ({ status: 413 }))).status).toBe(413);
    // Of the processor, so that a busy machine does not count.
    expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000);
    expect(await drafts()).toHaveLength(kept);
  });
});
