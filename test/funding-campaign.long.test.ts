import { afterAll, beforeAll, expect, it } from 'vitest';
import { daysFrom } from '../src/days.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/**
 * The campaign of 27/9–15/10/2025: 114 communes from gap to accepted, with what money is needed, granted and delivered
 * worked out each day by an oracle that knows nothing of `src/` but how days follow each other.
 */

const ITEMS = ['equipment.computer', 'equipment.printer', 'equipment.scanner'] as const;
type Item = (typeof ITEMS)[number];
const PRICE: Record<Item, number> = {
  'equipment.computer': 17_999_999,
  'equipment.printer': 12_345_678,
  'equipment.scanner': 21_000_001,
};
const FIRST = '2025-09-27';
const LAST = '2025-10-15';

/** A small generator of its own, so that a run can be made again. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface One {
  need: number;
  have: number;
  /** Before the first delivery, and the most said since. */
  before: number | null;
  since: number | null;
  proposed: number;
  allocated: number;
  /** Of the second proposal. */
  allocatedMore: number;
  delivered: number;
  /** Handed over, and still to be reported. */
  unsaid: number;
}

/** What is lacking of it, what of that has shown, what is needed and what no money is granted for. */
function openOf({ need, have, before, since, delivered, allocated, allocatedMore }: One) {
  const recorded = need - have;
  const shown = since === null || before === null ? 0 : Math.min(delivered, Math.max(0, since - before));
  const missing = Math.max(0, recorded - (delivered - shown));
  return {
    recorded,
    shown,
    missing,
    quantity: Math.max(0, missing - (allocated + allocatedMore - delivered)),
  };
}

let t: TestService;
let finance: Caller;
let department: Caller;
beforeAll(async () => {
  t = await startTestService({ now: `${FIRST} 08:00` });
  finance = await t.caller('finance', '31');
  department = await t.caller('department', '31');
  await t.tick();
});
afterAll(() => t.stop());

it('adds up each day, to the đồng', async () => {
  const seed = Number(process.env.CAMPAIGN_SEED ?? 20_250_927);
  const random = generator(seed);
  const localities: string[] = (
    await finance.get('/api/v1/localities?province=31&limit=5000')
  ).body.items.map((one: { code: string }) => one.code);
  expect(localities).toHaveLength(114);
  for (const item of ITEMS)
    await finance.post('/api/v1/funding/prices', {
      ...{ item, unitPrice: PRICE[item], ceiling: PRICE[item], basis: '', province: '31' },
      validFrom: FIRST,
    });
  const all = new Map<string, One>();
  const of = (locality: string, item: Item): One => {
    const one = all.get(`${locality} ${item}`);
    if (!one) throw new Error('nobody');
    return one;
  };
  for (const locality of localities)
    for (const item of ITEMS) {
      const need = 5 + random(20);
      const have = Math.max(0, need - random(8));
      const blank = {
        ...{
          before: null,
          since: null,
          proposed: 0,
          allocated: 0,
          allocatedMore: 0,
          delivered: 0,
          unsaid: 0,
        },
      };
      all.set(`${locality} ${item}`, { need, have, ...blank });
    }
  let id = 0;
  let path = '';
  let paid = 0;
  /** Of the second: its lines as they stand, by locality and item, and what each source granted and paid. */
  let second = '';
  const more = new Map<string, { quantity: number; unitPrice: number; allocated: number }>();
  const bySource = new Map<string, { granted: bigint; paid: bigint }>();

  for (const day of daysFrom(FIRST, LAST)) {
    t.clock.set(`${day} 08:00`);
    // Each reports; of what was handed over nine in ten say all of it, the rest one less.
    const records = localities.map((locality) => ({
      locality,
      day,
      values: Object.fromEntries(
        ITEMS.map((item) => {
          const one = of(locality, item);
          if (one.unsaid > 0) {
            one.have += one.unsaid - (random(10) === 0 ? 1 : 0);
            one.unsaid = 0;
          }
          if (one.delivered > 0) one.since = Math.max(one.since ?? 0, one.have);
          return [item, { have: one.have, need: one.need }];
        }),
      ),
    }));
    const stored = await department.post('/api/v1/records/batch', { records });
    expect(stored.body.rejected).toBe(0);
    t.clock.set(`${day} 09:00`);

    if (day === '2025-09-29') {
      const made = await finance.post('/api/v1/funding/proposals', {
        ...{ title: 'Thiết bị còn thiếu', province: '31', needs: {}, deadline: LAST },
      });
      ({ id } = made.body);
      path = `/api/v1/funding/proposals/${id}`;
      let total = 0n;
      for (const { locality, item, quantity } of made.body.lines as {
        locality: { code: string };
        item: Item;
        quantity: number;
      }[]) {
        const one = of(locality.code, item);
        expect(quantity).toBe(one.need - one.have);
        one.proposed = quantity;
        total += BigInt(quantity) * BigInt(PRICE[item]);
      }
      expect(BigInt(made.body.total)).toBe(total);
      // What things cost from tomorrow on is no matter of this proposal.
      for (const item of ITEMS)
        await finance.post('/api/v1/funding/prices', {
          ...{ item, unitPrice: PRICE[item] - 1, ceiling: PRICE[item], basis: '', province: '31' },
          validFrom: '2025-09-30',
        });
      await finance.post(`${path}/submission`, {});
    }
    if (day === '2025-10-01') await finance.post(`${path}/approval`, { paper: 'QĐ 1/QĐ-UBND' });
    if (day === '2025-10-02' || day === '2025-10-06') {
      const lines = localities.flatMap((locality) =>
        ITEMS.flatMap((item) => {
          const one = of(locality, item);
          const left = one.proposed - one.allocated;
          // One of each is left for another time.
          const quantity = day === '2025-10-02' ? Math.floor(left / 2) : Math.max(0, left - 1);
          if (quantity === 0) return [];
          one.allocated += quantity;
          return [{ locality, item, quantity }];
        }),
      );
      const source = day === '2025-10-02' ? 'Chi thường xuyên' : 'Chi đầu tư phát triển';
      expect((await finance.post(`${path}/allocations`, { lines, source })).status).toBe(201);
    }
    // What is still open is proposed once more, sent back, put together anew at the prices of that day, and granted from
    // three sources in parts; what was delivered of the first meanwhile is in none of it.
    if (day === '2025-10-08' || day === '2025-10-09') {
      const asked = { title: 'Bổ sung', province: '31', needs: { indicators: [...ITEMS] } };
      const answer =
        day === '2025-10-08'
          ? await finance.post('/api/v1/funding/proposals', asked)
          : await finance.patch(second, { needs: asked.needs });
      const open = localities.flatMap((locality) =>
        ITEMS.flatMap((item) => {
          const { quantity } = openOf(of(locality, item));
          return quantity > 0 ? [[`${locality} ${item}`, quantity] as const] : [];
        }),
      );
      // Prices fall by a đồng a day from the second on.
      const on = (item: Item) => PRICE[item] - (day === '2025-10-09' ? 2 : 1);
      if (open.length === 0) expect([day, answer.status]).toEqual([day, 422]);
      else {
        expect([day, answer.status]).toEqual([day, day === '2025-10-08' ? 201 : 200]);
        second = `/api/v1/funding/proposals/${answer.body.id}`;
        const lines = answer.body.lines as {
          locality: { code: string };
          item: Item;
          quantity: number;
          unitPrice: number;
        }[];
        expect(new Map(lines.map((one) => [`${one.locality.code} ${one.item}`, one.quantity]))).toEqual(
          new Map(open),
        );
        more.clear();
        for (const { locality, item, quantity, unitPrice } of lines) {
          expect([item, unitPrice]).toEqual([item, on(item)]);
          more.set(`${locality.code} ${item}`, { quantity, unitPrice, allocated: 0 });
        }
        const total = open.reduce(
          (sum, [key, units]) => sum + BigInt(units) * BigInt(on(key.split(' ')[1] as Item)),
          0n,
        );
        expect(BigInt(answer.body.total)).toBe(total);
        await finance.post(`${second}/submission`, {});
        if (day === '2025-10-08') {
          const back = await finance.post(`${second}/return`, { reason: 'Tính lại theo giá mới.' });
          expect(back.body).toMatchObject({ state: 'draft', waitsFor: 'author' });
          for (const item of ITEMS)
            await finance.post('/api/v1/funding/prices', {
              ...{ item, unitPrice: PRICE[item] - 2, ceiling: PRICE[item], basis: '', province: '31' },
              validFrom: '2025-10-09',
            });
        } else expect((await finance.post(`${second}/approval`, { paper: 'QĐ 2' })).status).toBe(200);
      }
    }
    const source = { '2025-10-10': 'Xã hội hóa', '2025-10-13': 'Chi thường xuyên', '2025-10-14': 'Dự phòng' }[
      day
    ];
    if (source !== undefined && more.size > 0) {
      const lines = [...more].flatMap(([key, line]) => {
        const [locality = '', item = ''] = key.split(' ');
        const left = line.quantity - line.allocated;
        const quantity = source === 'Dự phòng' ? left : random(left + 1);
        if (quantity === 0) return [];
        line.allocated += quantity;
        of(locality, item as Item).allocatedMore += quantity;
        const so = bySource.get(source) ?? { granted: 0n, paid: 0n };
        bySource.set(source, { ...so, granted: so.granted + BigInt(quantity) * BigInt(line.unitPrice) });
        return [{ locality, item, quantity }];
      });
      if (lines.length > 0)
        expect((await finance.post(`${second}/allocations`, { lines, source })).status).toBe(201);
      // Paid to the last đồng, and not one more.
      for (const [from, so] of bySource) {
        const left = Number(so.granted - so.paid);
        const pay = (amount: number) =>
          finance.post(`${second}/disbursements`, { source: from, amount, day });
        expect((await pay(left + 1)).status).toBe(422);
        if (left > 0) expect((await pay(left)).status).toBe(201);
        so.paid = so.granted;
      }
      const sum = (which: 'granted' | 'paid') =>
        Number([...bySource.values()].reduce((all, one) => all + one[which], 0n));
      expect((await finance.get(second)).body).toMatchObject({
        allocated: { amount: sum('granted') },
        disbursed: sum('paid'),
      });
    }
    // A few hand-overs a day, in the order of a lottery.
    for (let times = day >= '2025-10-03' ? 20 : 0; times > 0; times--) {
      const locality = localities[random(localities.length)] ?? '';
      const item = ITEMS[random(ITEMS.length)] ?? ITEMS[0];
      const one = of(locality, item);
      const room = one.allocated - one.delivered;
      const asked = 1 + random(4);
      const given = await finance.post(`${path}/deliveries`, { locality, item, quantity: asked, day });
      expect([locality, item, given.status]).toEqual([locality, item, asked > room ? 422 : 201]);
      if (asked > room) continue;
      // On the day itself the report was in already: what it said is what there was, unless an earlier day did.
      one.before ??= one.have;
      one.delivered += asked;
      one.unsaid += asked;
      paid += asked * PRICE[item];
    }

    const price = (item: Item) => PRICE[item] - (day >= '2025-10-09' ? 2 : day >= '2025-09-30' ? 1 : 0);
    const expected = new Map<string, object>();
    let amount = 0n;
    for (const locality of localities)
      for (const item of ITEMS) {
        const one = of(locality, item);
        const { recorded, shown, missing } = openOf(one);
        if (recorded <= 0) continue;
        amount += BigInt(missing) * BigInt(price(item));
        expected.set(`${locality} ${item}`, {
          ...{
            recorded,
            missing,
            shown,
            allocated: one.allocated + one.allocatedMore,
            delivered: one.delivered,
          },
          amount: missing * price(item),
        });
      }
    const { items, totals } = (await finance.get('/api/v1/funding/needs?limit=5000')).body;
    const known = items.filter((one: { indicator: Item }) => ITEMS.includes(one.indicator));
    expect(known.length).toBe(expected.size);
    for (const { locality, indicator, recorded, missing, shown, allocated, delivered, amount: cost } of known)
      expect([
        day,
        locality.code,
        indicator,
        { recorded, missing, shown, allocated, delivered, amount: cost },
      ]).toEqual([day, locality.code, indicator, expected.get(`${locality.code} ${indicator}`)]);
    expect(BigInt(totals.amount)).toBe(amount);
  }

  const whole = (await finance.get(path)).body;
  expect(whole.delivered.amount).toBe(paid);
  for (const { of: locality, item, quantity } of whole.deliveries) {
    const accepted = await finance.post(`${path}/acceptances`, { locality, item, quantity, day: LAST });
    expect(accepted.status).toBe(201);
  }
  const end = (await finance.get(path)).body;
  expect(end.accepted).toEqual(end.delivered);
  const sums = end.lines.reduce(
    (sum: number, one: { delivered: number; unitPrice: number }) => sum + one.delivered * one.unitPrice,
    0,
  );
  expect(sums).toBe(paid);
  // A day that is past says what it said.
  const past = (await finance.get('/api/v1/funding/needs?day=2025-09-28')).body.totals;
  expect(past.allocated).toBe(0);
}, 240_000);
