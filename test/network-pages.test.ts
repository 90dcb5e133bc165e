import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beat, serveUntil } from './support/beats.ts';
import { instant } from './support/clock.ts';
import { cookieOf, createPerson, postForm, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const OWN = '11737';
const PAGE = `/duong-truyen/${OWN}`;

describe('pages of networks', () => {
  let t: TestService;
  let officer: string;
  let reader: string;
  beforeAll(async () => {
    t = await startTestService({
      now: '2025-09-25 08:00',
      config: { sessions: { idle: 4 * 3_600_000, absolute: 12 * 3_600_000 } },
    });
    await createPerson(t, { login: 'canbo', role: 'officer', area: OWN });
    await createPerson(t, { login: 'lanhdao', role: 'leader', area: '31' });
    officer = cookieOf(await signIn(t, 'canbo'));
    reader = cookieOf(await signIn(t, 'lanhdao'));
  });
  afterAll(() => t.stop());

  const page = async (path: string, cookie = officer) =>
    (await fetch(t.address + path, { headers: { accept: 'text/html', cookie } })).text();
  const send = async (path: string, fields: Record<string, string> = {}, cookie = officer) => {
    const csrf = /name="csrf" value="([\w-]+)"/.exec(await page(PAGE))?.[1] ?? '';
    const answer = await postForm(t, path, { csrf, ...fields }, { cookie });
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
  };
  /** The address as the test reaches it. */
  const addressIn = (text: string) => t.address + (/\/beat\/px_[\w-]{43}/.exec(text)?.[0] ?? '/no-address');

  it('set up, show and take away', async () => {
    expect(await page(PAGE)).toContain('Mạng của đơn vị chưa được theo dõi.');
    expect(await page(`/don-vi/${OWN}`)).toContain('Mạng của đơn vị chưa được theo dõi.');
    expect(await page('/bao-cao')).not.toContain('Kết quả theo dõi đường truyền');
    const wrong = await send(PAGE, { everyMinutes: '0', graceMinutes: 'mười' });
    expect(wrong.status).toBe(422);
    expect(wrong.text.match(/Nhập số nguyên từ 1 đến 1440\./g)?.length).toBeGreaterThan(2);

    const made = await send(PAGE, { everyMinutes: '10', graceMinutes: '20' });
    expect(made.status).toBe(200);
    const address = addressIn(made.text);
    expect(made.text).toContain('schtasks /Create');
    expect(made.text).toContain('crontab');
    expect(await page(PAGE)).not.toContain('/beat/px_');

    expect(await beat(t, address, 'GET')).toBe(204);
    await serveUntil(t, instant('2025-09-25 08:40'));
    expect(await page(PAGE)).toContain('mất kết nối');
    expect(await page(`/don-vi/${OWN}`)).toContain('mất kết nối');
    const form = await page('/bao-cao');
    expect(form).toMatch(
      /Kết quả theo dõi đường truyền.*25\/9\/2025.*75\u00a0% \(30 trên 40 phút theo dõi\)/s,
    );
    const list = await page('/duong-truyen', reader);
    expect(list).toContain('phường Nam Đồ Sơn');
    expect(list).toContain('state=none">113</a>');
    expect(await page('/duong-truyen?state=up', reader)).not.toContain('phường Nam Đồ Sơn');

    expect(await send(`${PAGE}/nhip`, { everyMinutes: '5', graceMinutes: '10' })).toMatchObject({
      status: 303,
      to: `${PAGE}?done=nhip`,
    });
    expect(await page(PAGE)).toContain(
      'Gửi tín hiệu mỗi 5 phút; quá 15 phút không có tín hiệu là mất kết nối.',
    );
    const replaced = await send(PAGE);
    expect(addressIn(replaced.text)).not.toBe(address);
    expect(await page(PAGE)).toContain('Gửi tín hiệu mỗi 5 phút');
    expect((await send(`${PAGE}/go`)).status).toBe(303);
    expect((await send(`${PAGE}/go`)).status).toBe(409);
    // The fact stays.
    expect(await page(PAGE)).toContain('30 ngày qua');
  });

  it('offer nothing to whoever only reads', async () => {
    expect(await page(PAGE, reader)).not.toContain('Tạo địa chỉ');
  });
});
