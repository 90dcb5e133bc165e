import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opener } from './support/gap-pages.ts';
import { startTestService, type TestService } from './support/service.ts';

describe('pages whose address names no programme', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
    // "a-…" stands before the default one by code.
    for (const [code, provinces] of [
      ['a-weekly', '{31}'],
      ['elsewhere', '{79}'],
    ] as const) {
      await t.db.sql`insert into programme (code, name_vi, name_en, provinces, starts_on, alerts_from)
        values (${code}, ${`Đợt ${code}`}, ${`Programme ${code}`}, ${provinces}, '2025-09-25', '2025-09-25')`;
      await t.db.sql`insert into programme_settings (programme, valid_from, cutoff, lock_days, reporting_days,
        freshness, amber_threshold, missing_streak, due_soon_minutes)
        values (${code}, '2025-09-25', '11:00', 10, 'every', 3, 70, 3, 90)`;
    }
    await t.db.sql`update registry_version set version = version + 1`;
    await t.tick();
  });
  afterAll(() => t.stop());

  const as = async (role: 'department' | 'officer', area: string) => opener(t, await t.caller(role, area));

  it('are of the default one where that asks the area, however others are called', async () => {
    const open = await as('department', '31');
    for (const path of ['/con-thieu', '/don-vi/10507']) {
      const { text } = await open(path);
      expect(text).toContain('Báo cáo hằng ngày về điều kiện phủ xanh');
      expect(text).not.toContain('Đợt a-weekly');
    }
    expect((await (await as('officer', '10507'))('/bao-cao')).text).toContain('Hạn gửi: 16:00 hôm nay');
  });

  it('are of the one that asks the area where the default does not', async () => {
    const open = await as('department', '79');
    const { text } = await open('/con-thieu');
    expect(text).toContain('Đợt elsewhere');
    expect(text).not.toContain('không theo dõi đơn vị nào');
    const place = /href="\/don-vi\/(\d{5})"/.exec(text)?.[1] ?? '';
    expect(place).not.toBe('');
    expect((await open(`/don-vi/${place}`)).text).toContain('Đợt elsewhere');
    expect((await (await as('officer', place))('/bao-cao')).text).toContain('Hạn gửi: 11:00 hôm nay');
  });

  it('say until when a day takes reports by the programme that keeps it open longest', async () => {
    t.clock.set('2025-10-02 09:00');
    const { text } = await (await as('officer', '10507'))('/bao-cao?day=2025-09-25');
    t.clock.set('2025-09-25 09:00');
    expect(text).toContain('hệ thống vẫn nhận báo cáo muộn đến hết ngày 5/10/2025.');
    expect(text).toContain('<fieldset');
  });

  it('lead on within the programme that was asked for', async () => {
    const open = await as('department', '31');
    for (const view of ['list', 'matrix'])
      expect((await open(`/con-thieu?programme=a-weekly&view=${view}`)).text).toMatch(
        /href="\/don-vi\/\d{5}\?programme=a-weekly"/,
      );
  });
});
