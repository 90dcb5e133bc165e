import type { Values } from '../../src/intake/types.ts';
import { sessionOf } from './person.ts';
import { greenValues } from './records.ts';
import { type Caller, startTestService, type TestService } from './service.ts';

/** Cẩm Giang, Cẩm Giàng and their neighbours: who lacks what in the tests of the gap list. */
export const LACKING: Record<string, Values> = {
  '10888': { 'certificate.personal': { have: 37, need: 40 }, 'network.lan': false },
  '10903': { 'certificate.personal': { have: 9, need: 10 }, 'equipment.computer': null },
  '11737': { 'equipment.computer': { have: 2, need: 12 } },
  '11557': {},
};
export const OWNER = '=HYPERLINK("http://x.example")';

const REGRESSED = {
  day: '2025-09-22',
  to: 'yellow',
  lacking: ['certificate.personal'],
  next: { day: '2025-09-24', cutoff: '16:00' },
};

/**
 * Four localities that reported on 22/9/2025; one lacks more since 24/9; of the others nothing is known.
 * Of one gap somebody has promised to see to it.
 */
export async function startLacking(): Promise<TestService & { department: Caller }> {
  const t = await startTestService({ now: '2025-09-22 08:00' });
  const department = await t.caller('department', '31');
  const green = greenValues(await t.service.registry.fresh(), '2025-09-22');
  const post = (locality: string, day: string, values: object) =>
    department.post('/api/v1/records', { locality, day, values: { ...green, ...values } });
  for (const [code, values] of Object.entries(LACKING)) await post(code, '2025-09-22', values);
  await t.tick();
  t.clock.set('2025-09-24 08:00');
  await post('11737', '2025-09-24', { ...LACKING['11737'], 'network.lan': false });
  await t.db.sql`
    insert into alert (programme, area, kind, subject, state, opened_at, facts, owner, promised_on)
    values ('haiphong-daily', '10888', 'regressed', 'certificate.personal', 'acknowledged',
      '2025-09-23T03:00:00Z', ${JSON.stringify(REGRESSED)}::text::jsonb, ${OWNER}, '2025-10-03')`;
  t.clock.set('2025-09-25 08:00');
  await t.tick();
  return { ...t, department };
}

/** A page as a signed-in browser gets it. */
export async function opener(t: Pick<TestService, 'address'>, caller: Caller) {
  const headers = { accept: 'text/html', cookie: await sessionOf(t, caller.token) };
  return async (path: string, more: Record<string, string> = {}) => {
    const cookie = [headers.cookie, more.cookie].filter((one) => one !== undefined).join('; ');
    const answer = await fetch(t.address + path, {
      headers: { ...headers, ...more, cookie },
      redirect: 'manual',
    });
    return { status: answer.status, headers: answer.headers, text: plain(await answer.text()) };
  };
}

/** What stands in the rows of the page's last table with row heads, cell by cell. */
export function rowsOf(html: string): string[][] {
  const body = html.split('<tbody>').at(-1)?.split('</tbody>')[0] ?? '';
  return body
    .split('</tr>')
    .slice(0, -1)
    .map((row) =>
      row
        .split(/<\/t[dh]>/)
        .slice(0, -1)
        .map(textOf),
    );
}

/** Text without tags. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const plain = (html: string) =>
  html.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
