import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B] = ['11737', '10507'];
const PC = 'equipment.computer';
const PRINTER = 'equipment.printer';
const million = 1_000_000;

describe('money for the gaps', () => {
  let t: TestService;
  let finance: Caller;
  let officer: Caller;
  const pointers = (answer: {
    body: { errors: { pointer: string; message: string; messageVi: string }[] };
  }) => answer.body.errors.map(({ pointer }) => pointer);
  const price = (over: object = {}) => ({
    item: PC,
    unitPrice: 18 * million,
    ceiling: 20 * million,
    basis: 'QĐ 15/2025/QĐ-TTg',
    province: '31',
    validFrom: '2025-09-01',
    ...over,
  });
  const report = async (locality: string, day: string, have: number) => {
    const caller = await t.caller('officer', locality);
    const values = { [PC]: { have, need: 20 }, [PRINTER]: { have: 4, need: 5 } };
    expect((await caller.post('/api/v1/records', { locality, day, values })).status).toBe(201);
  };
  const needOf = async (item = PC, caller = finance) =>
    (await caller.get(`/api/v1/funding/needs?indicator=${item}&locality=${A}`)).body.items[0];

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-29 08:00' });
    await t.tick();
    finance = await t.caller('finance', '31');
    officer = await t.caller('officer', A);
    await report(A, '2025-09-29', 15);
    await report(B, '2025-09-29', 18);
  });
  afterAll(() => t.stop());

  it('costs nobody knows what before there is a price', async () => {
    expect(await needOf()).toMatchObject({ missing: 5, unitPrice: null, amount: null, funding: 'none' });
    const { totals } = (await finance.get('/api/v1/funding/needs')).body;
    expect(totals.amount).toBeNull();
    expect(totals.unknown).toBe(totals.needs);
    // Of a day of which nothing is known, nothing is said to be needed, and nothing to be needed no more.
    const before = (await finance.get('/api/v1/funding/needs?day=2025-09-01')).body.totals;
    expect(before).toMatchObject({ needs: 0, missing: null, amount: null, open: null, allocatedAmount: 0 });
  });

  it('takes prices, and refuses with everything that is wrong', async () => {
    const post = (body: object) => finance.post('/api/v1/funding/prices', body);
    const refused = async (body: object) => {
      const answer = await post(body);
      expect(answer.status).toBe(422);
      for (const one of answer.body.errors) expect(one.message && one.messageVi).toBeTruthy();
      return pointers(answer);
    };
    expect(await refused(price({ unitPrice: 22 * million }))).toEqual(['/unitPrice']);
    expect(await refused(price({ unitPrice: 22 * million, ceiling: null, basis: ' ' }))).toEqual(['/basis']);
    const { validFrom: _, ...dayless } = price({ unitPrice: -1 });
    expect((await refused(dayless)).sort()).toEqual(['/unitPrice', '/validFrom']);
    // What cannot be read hides nothing of what can.
    const wrong = { item: 'equipment.spaceship', unitPrice: '22', ceiling: null, basis: ' ', province: '31' };
    expect((await refused(wrong)).sort()).toEqual(['/basis', '/item', '/unitPrice', '/validFrom']);
    expect(
      (await refused({ ...price({ unitPrice: 22 * million, validTo: '2025-08-31' }), note: 1 })).sort(),
    ).toEqual(['/note', '/unitPrice', '/validTo']);
    for (const unitPrice of [0, 1.5, 10 ** 15, '18000000'])
      expect(await refused(price({ unitPrice }))).toEqual(['/unitPrice']);
    expect(await refused(price({ item: 'equipment.spaceship' }))).toEqual(['/item']);
    expect((await post(price({ province: '79' }))).status).toBe(404);
    expect((await (await t.caller('department', '31')).post('/api/v1/funding/prices', price())).status).toBe(
      403,
    );
    expect((await post(price())).status).toBe(201);
    expect(await refused(price())).toEqual(['/validFrom']);
    const printer = price({
      item: PRINTER,
      unitPrice: 22 * million,
      ceiling: null,
      basis: 'Mục C, báo giá 3 đơn vị',
    });
    expect((await post(printer)).status).toBe(201);
    expect(await needOf()).toMatchObject({ missing: 5, unitPrice: 18 * million, amount: 90 * million });
  });

  it('of what nobody knows it says so, rather than that nothing is needed', async () => {
    const asked = await finance.get('/api/v1/funding/needs?indicator=x&group=y&agency=z');
    expect([asked.status, pointers(asked)]).toEqual([422, ['?indicator', '?group', '?agency']]);
    expect((await finance.get('/api/v1/funding/prices?item=x')).status).toBe(422);
  });

  it('is seen by finance and department, and by a locality of itself', async () => {
    const leader = await t.caller('leader', '31');
    expect((await leader.get('/api/v1/funding/needs')).status).toBe(403);
    expect((await officer.get('/api/v1/funding/prices')).status).toBe(403);
    expect((await finance.get('/api/v1/funding/needs?province=79')).status).toBe(404);
    const own = (await officer.get('/api/v1/funding/needs')).body;
    expect(new Set(own.items.map((one: { locality: { code: string } }) => one.locality.code))).toEqual(
      new Set([A]),
    );
    expect(own.totals.amount).toBe(90 * million + 22 * million);
    const { totals, items } = (await finance.get('/api/v1/funding/needs?limit=5000')).body;
    expect(totals.amount).toBe(90 * million + 36 * million + 44 * million);
    for (const by of ['byLocality', 'byCondition', 'byItem', 'byAgency']) {
      const sum = totals[by].reduce(
        (all: number, one: { amount: number | null }) => all + (one.amount ?? 0),
        0,
      );
      expect(sum).toBe(totals.amount);
    }
    expect(items.length).toBe(totals.needs);
  });

  it('goes from proposal to delivery, and a record that shows less is flagged', async () => {
    const make = (needs: object) =>
      finance.post('/api/v1/funding/proposals', {
        title: 'Đợt 1',
        province: '31',
        needs,
        deadline: '2025-10-15',
      });
    expect(pointers(await make({ indicator: 'x', locality: '99999', day: '2031-01-01' })).sort()).toEqual([
      '/needs/day',
      '/needs/indicator',
      '/needs/locality',
    ]);
    const lines = [
      { locality: A, item: PC, quantity: 6 },
      { locality: '99999', item: PC },
      { locality: A, item: 'x' },
    ];
    expect(pointers(await make({ lines }))).toEqual([
      ...['/needs/lines/1/locality', '/needs/lines/2/item', '/needs/lines/0/quantity'],
    ]);
    const elsewhere = { title: 'Đợt 1', province: '31', programme: 'x', needs: {} };
    expect(pointers(await finance.post('/api/v1/funding/proposals', elsewhere))).toEqual(['/programme']);
    const untitled = await finance.post('/api/v1/funding/proposals', {
      ...{ title: ' ', province: '31', needs: { lines: [{ locality: '99999', item: 'x', quantity: 0 }] } },
    });
    expect(pointers(untitled).sort()).toEqual([
      ...['/needs/lines/0/item', '/needs/lines/0/locality', '/needs/lines/0/quantity', '/title'],
    ]);
    const made = await make({ indicator: PC });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect(made.body).toMatchObject({ total: 126 * million, state: 'draft', waitsFor: 'author' });
    expect(made.body.totalInWords).toBe('Một trăm hai mươi sáu triệu đồng');
    expect(made.body.leftOut.length).toBeGreaterThan(100);
    // A price of a later day, or of this one, moves nothing.
    await finance.post('/api/v1/funding/prices', price({ unitPrice: 19 * million, validFrom: '2025-09-29' }));
    const path = `/api/v1/funding/proposals/${id}`;
    expect((await finance.get(path)).body.total).toBe(126 * million);
    expect((await needOf()).unitPrice).toBe(19 * million);

    expect((await finance.post(`${path}/approval`, { paper: 'x' })).body.code).toBe('proposal_not_submitted');
    expect((await finance.post(`${path}/submission`, {})).status).toBe(200);
    expect((await finance.post(`${path}/return`, { reason: 'Bổ sung.' })).body).toMatchObject({
      state: 'draft',
      returned: { reason: 'Bổ sung.' },
    });
    await finance.post(`${path}/submission`, {});
    expect((await needOf()).funding).toBe('proposed');
    const two = await Promise.all(
      ['QĐ 1', 'QĐ 2'].map((paper) => finance.post(`${path}/approval`, { paper })),
    );
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);

    const allocate = (quantity: unknown, source: unknown = 'Chi thường xuyên') =>
      finance.post(`${path}/allocations`, { lines: [{ locality: A, item: PC, quantity }], source });
    for (const wrong of [6, -1, 0, 1.5, 10 ** 12])
      expect(pointers(await allocate(wrong))).toEqual(['/lines/0/quantity']);
    expect(pointers(await allocate(-1, ''))).toEqual(['/lines/0/quantity', '/source']);
    // What cannot be read hides nothing of what the rules say of the rest.
    const mixed = await finance.post(`${path}/allocations`, {
      lines: [
        { locality: A, item: PC, quantity: 0 },
        { locality: A, item: PC, quantity: 6 },
        { locality: A },
        { locality: B, item: PRINTER, quantity: 1 },
        { locality: B, item: PC, quantity: 99 },
      ],
      day: '2031-01-01',
    });
    expect(pointers(mixed).sort()).toEqual([
      ...['/day', '/lines/0/quantity', '/lines/1', '/lines/2/item', '/lines/2/quantity', '/lines/3'],
      ...['/lines/4/quantity', '/source'],
    ]);
    expect((await finance.get(path)).body.allocations).toEqual([]);
    expect((await allocate(3)).body).toMatchObject({
      progress: 'partly_allocated',
      allocated: { amount: 54 * million },
    });
    expect((await allocate(3)).status).toBe(422);

    const deliver = (quantity: number, day = '2025-09-29') =>
      finance.post(`${path}/deliveries`, { locality: A, item: PC, quantity, day, minutes: 'BB 01' });
    expect(pointers(await deliver(4, '2025-09-30'))).toEqual(['/day', '/quantity']);
    const unread = { locality: A, item: PC, quantity: 4, day: '2025-09-30', minutes: '' };
    expect(pointers(await finance.post(`${path}/deliveries`, unread))).toEqual([
      ...['/minutes', '/day', '/quantity'],
    ]);
    expect((await deliver(3)).body).toMatchObject({
      progress: 'partly_delivered',
      delivered: { quantity: 3 },
    });
    expect((await deliver(1)).status).toBe(422);
    expect(await needOf()).toMatchObject({
      recorded: 5,
      missing: 2,
      amount: 38 * million,
      funding: 'delivered',
      flag: null,
    });

    t.clock.set('2025-09-30 08:00');
    await report(A, '2025-09-30', 17);
    expect(await needOf(PC, officer)).toMatchObject({
      recorded: 3,
      missing: 2,
      open: 2,
      allocated: 3,
      delivered: 3,
      shown: 2,
      funding: 'not_shown',
      flag: { messageVi: 'Đã cấp 3, ghi nhận tăng 2.' },
    });

    const pay = (amount: number) =>
      finance.post(`${path}/disbursements`, { source: 'Chi thường xuyên', amount, day: '2025-09-30' });
    expect(pointers(await pay(55 * million))).toEqual(['/amount']);
    expect((await pay(54 * million)).body.disbursed).toBe(54 * million);
    expect(
      pointers(await finance.post(`${path}/disbursements`, { source: 'x', amount: 0, day: '2031-01-01' })),
    ).toEqual(['/amount', '/day', '/source']);
    const accept = (quantity: number, day = '2025-09-30') =>
      finance.post(`${path}/acceptances`, { locality: A, item: PC, quantity, day });
    expect(pointers(await accept(4))).toEqual(['/quantity']);
    expect(pointers(await accept(3, '2025-09-28'))).toEqual(['/day']);

    // A grant of a day that was said comes before what is delivered and paid of it.
    const grant = {
      lines: [{ locality: B, item: PC, quantity: 2 }],
      source: 'Xã hội hóa',
      day: '2025-09-29',
    };
    expect((await finance.post(`${path}/allocations`, grant)).status).toBe(201);
    const early = { locality: B, item: PC, quantity: 2, day: '2025-09-28' };
    expect(pointers(await finance.post(`${path}/deliveries`, early))).toEqual(['/day']);
    expect(
      pointers(
        await finance.post(`${path}/disbursements`, { source: 'Xã hội hóa', amount: 1, day: '2025-09-28' }),
      ),
    ).toEqual(['/day']);
    expect((await accept(3)).body.accepted).toEqual({ quantity: 3, amount: 54 * million });

    // A locality sees its own lines of it; others nothing.
    expect((await officer.get(path)).body).toMatchObject({
      ...{ total: 90 * million, lines: [{ quantity: 5 }] },
      ...{ disbursed: null, disbursements: [], needs: {} },
    });
    expect((await (await t.caller('finance', '79')).get(path)).status).toBe(404);
    expect((await (await t.caller('officer', '10525')).get(path)).status).toBe(404);
    const actions = (await (await t.caller('admin', '31')).get('/api/v1/audit?limit=50')).body.items
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => action.startsWith('proposal.'));
    expect(new Set(actions).size).toBe(8);
  });

  it('is counted by posts', async () => {
    const office = {
      posts: 31,
      specialists: 28,
      have: { computer: 20, printer: 6, scanner: 1 },
      day: '2026-04-01',
    };
    const of = (over: object) => finance.post('/api/v1/funding/requirement', { ...office, ...over });
    expect((await of({})).body).toMatchObject({
      total: 316 * million,
      totalInWords: 'Ba trăm mười sáu triệu đồng',
    });
    expect(pointers(await of({ specialists: 32, day: '2025-09-30' }))).toEqual(['/day', '/specialists']);
    const have = { printer: -1 };
    expect(pointers(await of({ specialists: 32, have, day: '2025-09-30' }))).toEqual([
      ...['/have/printer', '/day', '/specialists'],
    ]);
  });
});
