import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact, messagesTo, somebodyReports } from './support/alerting.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const HERE = '11737';

/** Taking alerts on, and silences, over HTTP. 2026-11-19 is a Thursday. */
describe('an alert that somebody takes on', () => {
  let t: TestService;
  let department: Caller;
  let officer: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2026-11-19 08:00' });
    department = await t.caller('department', '31');
    officer = await t.caller('officer', HERE);
    await addContact(t.db, { locality: HERE, name: 'Nguyễn Văn An', email: 'an@xa.example' });
    await addContact(t.db, { locality: HERE, name: 'Lê Thị Bình', email: 'binh@xa.example', role: 'leader' });
    t.clock.set('2026-11-19 15:30');
    await somebodyReports(department, '2026-11-19');
    await at('2026-11-19 16:01');
  });
  afterAll(() => t.stop());

  async function at(time: string): Promise<void> {
    t.clock.set(time);
    await t.tick();
  }
  const alerts = async (query = '') => (await officer.get(`/api/v1/alerts?${query}`)).body.items;
  const missing = async () =>
    (await alerts()).find((one: { kind: string; subject: string }) => one.kind === 'record_missing');
  const promise = { owner: 'Lê Thị Bình', reason: 'Cán bộ nghỉ ốm', promisedOn: '2026-11-20' };
  const take = async (caller: Caller, id: number, body: object = promise) =>
    await caller.post(`/api/v1/alerts/${id}/acknowledgement`, body);

  it('says who was told, and who will be', async () => {
    const { id } = await missing();
    const { status, body } = await officer.get(`/api/v1/alerts/${id}`);
    expect(status).toBe(200);
    expect(body.told).toMatchObject([
      {
        role: 'officer',
        turn: 1,
        people: 1,
        messages: [{ recipient: 'Nguyễn Văn An', channel: 'email', state: 'waiting' }],
      },
    ]);
    // One working day later: 59 minutes of today, and the rest of tomorrow.
    expect(body).toMatchObject({
      waiting: 'next_step',
      next: [{ role: 'leader', turn: 1, at: '2026-11-20T16:01:00.000+07:00' }],
    });
  });

  it('names every fault, and changes nothing', async () => {
    const { id } = await missing();
    const answer = await take(officer, id, { owner: ' ', reason: '', promisedOn: 'tomorrow' });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/owner',
      '/reason',
      '/promisedOn',
    ]);
    const past = await take(officer, id, { ...promise, promisedOn: '2026-11-18' });
    expect([past.status, past.body.errors[0].pointer]).toEqual([422, '/promisedOn']);
    expect(await missing()).toMatchObject({ state: 'open', owner: null });
  });

  it('is not there for who looks after another place', async () => {
    const { id } = await missing();
    const elsewhere = await t.caller('officer', '10525');
    expect([
      (await take(elsewhere, id)).status,
      (await elsewhere.get(`/api/v1/alerts/${id}`)).status,
    ]).toEqual([404, 404]);
    expect((await take(await t.caller('viewer', '31'), id)).status).toBe(403);
  });

  it('is left alone: what waits for it is not sent, and its ladder stops', async () => {
    const { id } = await missing();
    const { status, body } = await take(officer, id);
    expect([status, body]).toMatchObject([
      200,
      { state: 'acknowledged', owner: 'Lê Thị Bình', promisedOn: '2026-11-20' },
    ]);
    await at('2026-11-20 16:00');
    expect(await messagesTo(t.db, 'binh@xa.example')).toEqual([]);
    const [line] = await t.db.sql`select actor, action, after from audit where action = 'alert.acknowledge'`;
    expect(line).toMatchObject({
      actor: expect.stringMatching(new RegExp(`^token:\\d+ officer ${HERE}$`)),
      after: promise,
    });
  });

  it('the promised day itself still counts; the day after it is spoken of again', async () => {
    t.clock.set('2026-11-20 15:30');
    await somebodyReports(department, '2026-11-20');
    await at('2026-11-20 16:01');
    await at('2026-11-20 23:59');
    expect((await alerts('kind=promise_passed')).length).toBe(0);
    await at('2026-11-21 00:00');
    expect(await alerts('kind=promise_passed')).toMatchObject([
      {
        state: 'open',
        reasonVi: expect.stringContaining('Quá ngày hẹn hoàn thành 20/11/2026: '),
        reason: expect.stringContaining('Promised for 20/11/2026'),
      },
    ]);
    // A Saturday: nobody hears before Monday morning.
    expect(await messagesTo(t.db, 'binh@xa.example')).toEqual([]);
    await at('2026-11-23 07:30');
    expect((await messagesTo(t.db, 'binh@xa.example')).flatMap((one) => one.kinds)).toContain(
      'promise_passed',
    );
  });

  it('promising anew is a promise of the work itself', async () => {
    const [broken] = await alerts('kind=promise_passed');
    expect((await take(officer, broken.id, { ...promise, promisedOn: '2026-11-25' })).body).toMatchObject({
      state: 'resolved',
      resolution: 'promised_anew',
    });
    const works = await alerts('kind=record_missing&state=acknowledged');
    expect(works).toMatchObject([{ subject: '2026-11-19', promisedOn: '2026-11-25' }]);
    await at('2026-11-23 08:00');
    expect(await alerts('kind=promise_passed&state=open')).toEqual([]);
  });

  it('ends with the work, and cannot be taken on then', async () => {
    expect(
      (
        await officer.post('/api/v1/records', {
          locality: HERE,
          day: '2026-11-19',
          values: { 'network.lan': true },
        })
      ).status,
    ).toBe(201);
    await at('2026-11-23 09:00');
    const [done] = await alerts('kind=record_missing&state=resolved');
    expect(done).toMatchObject({ subject: '2026-11-19', resolution: 'reported' });
    expect(await take(officer, done.id)).toMatchObject({ status: 409, body: { code: 'already_resolved' } });
  });

  describe('in a silence', () => {
    const typhoon = { area: '31', endsAt: '2026-11-25T07:30:00+07:00', reason: 'Bão số 9' };

    it('is asked for by who may, for his own area, with an end', async () => {
      expect((await officer.post('/api/v1/silences', { ...typhoon, area: HERE })).status).toBe(403);
      expect((await department.post('/api/v1/silences', { ...typhoon, area: '01' })).status).toBe(404);
      expect((await department.post('/api/v1/silences', { ...typhoon, area: '*' })).status).toBe(404);
      const endless = { ...typhoon, endsAt: '2027-11-25T00:00:00+07:00', reason: '' };
      const refused = await department.post('/api/v1/silences', endless);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/reason']);
      const tooLong = await department.post('/api/v1/silences', { ...endless, reason: 'x' });
      expect([tooLong.status, tooLong.body.errors[0].pointer]).toEqual([422, '/endsAt']);
    });

    it('says that it waits for its end', async () => {
      const waiting = async () =>
        (await messagesTo(t.db, 'an@xa.example')).filter((one) => one.state === 'waiting');
      // Friday's missing day and its message, which no mail server has taken yet.
      expect((await waiting()).flatMap((one) => one.kinds)).toContain('record_missing');
      const made = await department.post('/api/v1/silences', typhoon);
      expect([made.status, made.body]).toMatchObject([201, { area: '31', kind: null, endedBy: null }]);
      const [friday] = await alerts('kind=record_missing&state=open');
      expect((await officer.get(`/api/v1/alerts/${friday.id}`)).body.waiting).toBe('silenced');
      const lasting = (await officer.get('/api/v1/silences?lasting=true')).body.items;
      expect(lasting).toMatchObject([{ id: made.body.id, reason: 'Bão số 9' }]);
    });

    it('ends before its time when somebody says so, once', async () => {
      const [{ id }] = (await department.get('/api/v1/silences?lasting=true')).body.items;
      const elsewhere = await t.caller('department', '01');
      expect((await elsewhere.post(`/api/v1/silences/${id}/end`, {})).status).toBe(404);
      t.clock.set('2026-11-23 10:00');
      expect((await department.post(`/api/v1/silences/${id}/end`, {})).body).toMatchObject({
        endsAt: '2026-11-23T10:00:00.000+07:00',
        endedBy: 'department 31',
      });
      expect((await department.post(`/api/v1/silences/${id}/end`, {})).status).toBe(409);
      expect((await department.get('/api/v1/silences?lasting=true')).body.items).toEqual([]);
    });
  });
});
