import { setInterval } from 'node:timers/promises';
import type { Author } from '../../src/access/author.ts';
import { addDays, type Day, formatDay, isoLocal } from '../../src/days.ts';
import type { Clients } from '../../src/db/connect.ts';
import { COPIED_ALONG } from '../../src/digest/copies.ts';
import { storeDocument } from '../../src/plans/document.ts';
import { EXAMPLES } from '../../src/plans/examples/all.ts';
import { seedTargets } from '../../src/targets/seed.ts';
import { alertList, heartbeatMade, localityList } from './answers.ts';
import { type Client, createClient } from './client.ts';

/** What the records alone would leave empty: certificates, an alert taken on, a silence, networks that call. */

const DAY_MS = 24 * 60 * 60_000;
const CALL_EVERY_MS = 60_000;
const CERTIFIED = 3;
const WATCHED = 3;
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ (ví dụ)';
const HELD: readonly { holder: string; daysLeft: number }[] = [
  { holder: 'Chủ tịch UBND', daysLeft: 410 },
  { holder: 'Công chức tư pháp – hộ tịch', daysLeft: 200 },
  { holder: 'Công chức văn phòng – thống kê', daysLeft: 95 },
];
/** The first locality of them has one that must be renewed soon. */
const ENDING = { holder: 'Giám đốc Trung tâm phục vụ hành chính công', daysLeft: 21 };

async function send(client: Client, path: string, body: unknown, expected: number): Promise<unknown> {
  const answer = await client.post(path, body);
  if (answer.status !== expected)
    throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`);
  return answer.body;
}

/** Officers put certificates of a few positions into the register; says so in a line. */
export async function registerCertificates(officers: Map<string, Client>, day: Day): Promise<string> {
  let count = 0;
  for (const [index, [locality, officer]] of [...officers].slice(0, CERTIFIED).entries())
    for (const { holder, daysLeft } of index === 0 ? [ENDING, ...HELD] : HELD) {
      count += 1;
      const serial = `54:0A:${locality.slice(1, 3)}:${locality.slice(3)}:${String(count).padStart(2, '0')}`;
      const validTo = addDays(day, daysLeft);
      const given = { locality, kind: 'personal', holder, issuer: ISSUER, serial, validTo };
      await send(officer, '/api/v1/certificates', { ...given, validFrom: addDays(validTo, -730) }, 201);
    }
  return `ghi ${count} chứng thư số vào sổ, một chứng thư còn ${ENDING.daysLeft} ngày`;
}

/** An officer whose report is missing says who will send it, and when; says so in a line. */
export async function takeOnAlert(
  officers: Map<string, Client>,
  department: Client,
  [missed, day]: readonly [Day, Day],
): Promise<string> {
  const { items } = await department.get('/api/v1/alerts?state=open&limit=5000', alertList);
  // Of the day before: what is older ends by itself when its day locks.
  const missing = items.filter((one) => one.kind === 'record_missing' && one.subject === missed).at(-1);
  const officer = officers.get(missing?.locality?.code ?? '');
  if (!missing || !officer) throw new Error('Nobody’s report is missing on the first day.');
  const promisedOn = addDays(day, 4);
  const given = {
    owner: 'Công chức phụ trách chuyển đổi số',
    reason: 'Đang chờ số liệu của Trung tâm phục vụ hành chính công',
    promisedOn,
  };
  await send(officer, `/api/v1/alerts/${missing.id}/acknowledgement`, given, 200);
  return `một đơn vị chưa gửi báo cáo nhận việc, hẹn xong ngày ${formatDay(promisedOn)}`;
}

/** The department lets one locality, the farthest out, hear nothing for some days. */
export async function silenceOne(department: Client, province: string, now: Date): Promise<void> {
  const { items } = await department.get(`/api/v1/localities?province=${province}&limit=5000`, localityList);
  const place = items.find(({ type }) => type === 'đặc khu') ?? items[0];
  const endsAt = isoLocal(new Date(now.getTime() + 3 * DAY_MS));
  const given = { area: place?.code, kind: null, endsAt, reason: 'Bảo trì đường truyền ra đảo' };
  await send(department, '/api/v1/silences', given, 201);
}

const EXAMPLE_PRICES: Record<string, number> = {
  'equipment.computer': 18_000_000,
  'equipment.printer': 12_500_000,
  'equipment.scanner': 21_000_000,
};

/** Prices that are made up, and say so: what things cost in earnest the province's finance writes down. */
export async function examplePrices(admin: Client, province: string, validFrom: Day): Promise<void> {
  for (const [item, unitPrice] of Object.entries(EXAMPLE_PRICES)) {
    const basis = 'Đơn giá ví dụ của bản trình diễn';
    await send(
      admin,
      '/api/v1/funding/prices',
      { item, unitPrice, ceiling: null, basis, province, validFrom },
      201,
    );
  }
}

/** Three papers of 2025 with their tasks, and the targets of one of them. */
export async function examplePapers(db: Clients, now: Date): Promise<void> {
  const author: Author = { now, kind: 'shell', actor: 'demo', source: 'demo' };
  for (const document of EXAMPLES) await storeDocument(db, author, document);
  await seedTargets(db, author, COPIED_ALONG);
}

/**
 * Gives a few networks an address, anew at each start since it is shown once, and calls all but one of them.
 * Returns the addresses that are called.
 */
export async function watchNetworks(officers: Record<string, string>, address: string): Promise<string[]> {
  const made: string[] = [];
  for (const [code, token] of Object.entries(officers).slice(0, WATCHED)) {
    const body = await send(createClient(address, token), `/api/v1/localities/${code}/heartbeat`, {}, 201);
    made.push(heartbeatMade.parse(body).address);
  }
  const called = made.slice(0, -1);
  await callAll(called);
  return called;
}

/** Calls the addresses each minute; returns what ends it. */
export function keepCalling(addresses: readonly string[]): () => Promise<void> {
  const ending = new AbortController();
  const calling = (async () => {
    for await (const _ of setInterval(CALL_EVERY_MS, undefined, { signal: ending.signal }))
      await callAll(addresses);
  })();
  // It ends by being told to, or fails; the failure is kept for whoever ends it.
  calling.catch(() => undefined);
  return async () => {
    ending.abort();
    await calling.catch((error: unknown) => {
      if (!ending.signal.aborted || (error as Error).name !== 'AbortError') throw error;
    });
  };
}

async function callAll(addresses: readonly string[]): Promise<void> {
  for (const one of addresses) {
    const { ok, status } = await fetch(one, { method: 'POST' });
    if (!ok) throw new Error(`A network called in vain: ${status}`);
  }
}
