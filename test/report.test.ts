import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenValues } from './support/records.ts';
import { reportPages } from './support/report-pages.ts';
import { startTestService, type TestService } from './support/service.ts';

describe('the report form', () => {
  let t: TestService;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
  });
  afterAll(() => t.stop());

  it('opens, is sent, and says what it did', async () => {
    const officer = await t.caller('officer', '11737');
    const pages = await reportPages(t, officer.token);
    const form = await pages.open('/bao-cao/11737');
    expect(form.status).toBe(200);
    expect(form.text).toContain('Hạn gửi: 16:00 hôm nay, còn 7 giờ.');
    const values = greenValues(await t.service.registry.fresh(), '2025-09-25');
    const sent = await pages.send(form, { ...values, 'network.lan': false });
    expect(sent.status).toBe(303);
    expect(sent.location).toBe('/bao-cao/11737/ket-qua?day=2025-09-25');
    const result = await pages.open(sent.location);
    expect(result.text).toContain('Đã báo cáo lúc 09:00, đúng hạn.');
    expect(result.text).toContain('gần đạt');
    expect(result.text).toContain('Mạng nội bộ (LAN) của Trung tâm hoạt động tốt: chưa có.');
    const stored = await officer.get('/api/v1/localities/11737/records/2025-09-25');
    expect(stored.body.revisions).toMatchObject([{ revision: 1, by: 'officer 11737', channel: 'form' }]);
    expect(stored.body.revisions[0].values).toEqual({ ...values, 'network.lan': false });
  });
});
