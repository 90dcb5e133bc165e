import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTrends } from '../src/pages/board/trend.ts';
import { admin, registryOf } from './support/admin.ts';
import { boundariesOf } from './support/boundaries.ts';
import { instant } from './support/clock.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

/** Monday to Thursday of the week after: eight reporting days. */
const DAYS = ['13', '14', '15', '16', '17', '20', '21', '22', '23'].map((date) => `2025-10-${date}`);
const TODAY = '2025-10-23';

/** The board at the end of nine reporting days on which two more localities turn green each day. */
describe('the board over time', () => {
  let t: TestService;
  let department: Caller;
  let codes: string[];
  beforeAll(async () => {
    t = await startTestService({ now: `${DAYS[0]} 08:00` });
    department = await t.caller('department', '31');
    const registry = await t.service.registry.fresh();
    const programme = registry.programmes.get('haiphong-daily');
    codes = programme ? registry.localitiesOf(programme, TODAY).map((one) => one.code) : [];
    await admin(
      t.db,
      t.clock.now(),
      'programme',
      'set',
      'haiphong-daily',
      '--deadline',
      '2025-12-31',
      '--from',
      '2025-10-13',
    );
    const green = greenValues(registry, TODAY);
    const lacking = { ...green, 'network.lan': false };
    for (const [index, day] of DAYS.entries()) {
      t.clock.set(`${day} 09:00`);
      // The last but one to turn green falls back today; the last ten never report.
      const isGreen = (at: number) => at < 10 + 2 * index && !(day === TODAY && at === 3);
      const records = codes
        .slice(0, -10)
        .map((locality, at) => ({ locality, day, values: isGreen(at) ? green : lacking }));
      const { body } = await department.post('/api/v1/records/batch', { records });
      if (body.accepted !== 104) throw new Error(JSON.stringify(body).slice(0, 300));
      t.clock.set(`${day} 16:30`);
      await t.tick();
    }
    t.clock.set(`${TODAY} 17:00`);
  });
  afterAll(() => t.stop());

  const read = async (path: string, who: Caller = department, language = 'vi') => {
    const cookie = `${await sessionOf(t, who.token)}; language=${language}`;
    const answer = await fetch(t.address + path, { headers: { accept: 'text/html', cookie } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return text;
  };
  const section = (text: string, id: string) =>
    new RegExp(`<(section|details)[^>]* id="${id}".*?</\\1>`, 's').exec(text)?.[0] ?? '';
  const words = (html: string) => html.replace(/<[^>]+>/g, '');
  const rows = (text: string) => section(text, 'don-vi').match(/<tr><th scope="row">/g)?.length ?? 0;

  it('says how far it is to the target, and what that takes', async () => {
    const text = words(section(await read('/bang-theo-doi'), 'ty-le'));
    expect(text).toContain('21,9\u00a0%25 trên 114 đơn vị');
    expect(text).toContain(
      'Mục tiêu: 100\u00a0% đến ngày 31/12/2025. Còn 69 ngày (49 ngày báo cáo); còn 89 đơn vị chưa đạt.',
    );
    expect(text).toContain('Cần thêm 1,9 đơn vị mỗi ngày báo cáo.');
  });

  it('forecasts the finish of the pace of late, and says how', async () => {
    const text = words(section(await read('/bang-theo-doi'), 'tien-do'));
    expect(text).toMatch(
      /Nếu giữ tốc độ của 9 ngày báo cáo gần nhất \(thêm 1,9 đơn vị mỗi ngày\), tất cả sẽ đạt vào khoảng ngày \d+\/12\/2025, sớm hơn hạn \d+ ngày\./,
    );
    // The table beside it: newest first, one row a reporting day.
    expect(text).toMatch(/23\/10\/20252511422\/10\/20252411421\/10\/202522114/);
    expect(words(section(await read('/bang-theo-doi?day=2025-10-15'), 'tien-do'))).toContain(
      'Chưa đủ ngày để dự báo: mới có 3 ngày báo cáo, cần ít nhất 5.',
    );
  });

  it('names who turned green and who fell, since yesterday and since last week', async () => {
    const text = section(await read('/bang-theo-doi'), 'thay-doi');
    expect(words(text)).toContain('So với ngày báo cáo trước (22/10/2025)Số đơn vị đạt: 24 → 25 (+1)');
    expect(words(text)).toContain('So với tuần trước (16/10/2025)Số đơn vị đạt: 16 → 25 (+9)');
    const fallen = codes[3];
    expect(text).toContain(`href="/don-vi/${fallen}"`);
    expect(text).toContain('href="/bang-theo-doi?show=turned_week#don-vi">10</a>');
    expect(words(section(await read('/bang-theo-doi?day=2025-10-13'), 'thay-doi'))).toContain(
      'Chưa có ngày nào để so sánh.',
    );
  });

  it('shows the rates of the last closed day until today’s are no progress any more', async () => {
    t.clock.set('2025-10-24 09:00');
    const text = words(section(await read('/bang-theo-doi'), 'bao-cao-ngay'));
    t.clock.set(`${TODAY} 17:00`);
    expect(text).toContain('Tỷ lệ của ngày báo cáo gần nhất đã chốt, 23/10/2025:');
    expect(text).toContain('104 / 114 báo cáo');
    expect(words(section(await read('/bang-theo-doi'), 'bao-cao-ngay'))).not.toContain('gần nhất đã chốt');
  });

  it('leads from every count to as many rows', async () => {
    const text = await read('/bang-theo-doi');
    const counts = [...text.matchAll(/href="(\/bang-theo-doi\?[^"]*show=(\w+)[^"]*)#don-vi">([\d.]+)<\/a>/g)];
    expect(new Set(counts.map(([, , show]) => show))).toEqual(
      new Set([
        'green',
        'yellow',
        'grey',
        'received',
        'on_time',
        'missing',
        'turned',
        'fell',
        'turned_week',
        'fell_week',
      ]),
    );
    for (const [, path = '', , count] of counts)
      expect([path, rows(await read(path.replaceAll('&amp;', '&')))]).toEqual([path, Number(count)]);
  });

  it('ranks with the places gained since last week', async () => {
    const table = section(await read('/bang-theo-doi?show=all'), 'don-vi');
    expect(table).toMatch(/^<details [^>]* open>/);
    // Of 104 who report, those that turned green this week passed all who did not.
    const turned =
      new RegExp(`<tr><th scope="row"><a href="/don-vi/${codes[20]}">.*?</tr>`).exec(table)?.[0] ?? '';
    expect(words(turned)).toContain('↑ 16 bậc');
    expect(words(section(await read('/bang-theo-doi'), 'can-ho-tro'))).toContain('chưa có số liệu');
  });

  it('sorts by any column, stays at the table, and gives what is shown as a file', async () => {
    const table = section(await read('/bang-theo-doi?show=yellow&sort=-share'), 'don-vi');
    expect(table).toMatch(/^<details [^>]* open>/);
    expect(table).toContain('href="/bang-theo-doi?show=yellow&amp;sort=name#don-vi"');
    const shares = [...words(table).matchAll(/gần đạt(\d+(?:,\d)?)\u00a0%/g)].map(([, one = '']) =>
      Number(one.replace(',', '.')),
    );
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    const [head, ...lines] = (await read('/bang-theo-doi?show=yellow&sort=-share&format=csv'))
      .trim()
      .split('\r\n');
    expect(head).toBe('Đơn vị,Hạng,Tình trạng,Tỷ lệ,So với tuần trước,Còn thiếu,Báo cáo');
    expect(lines).toHaveLength(shares.length);
    expect((await read('/bang-theo-doi?format=csv&table=cac-ngay')).split('\r\n')[1]).toBe(
      '23/10/2025,25,114',
    );
  });

  it('draws how each unit and each condition went, in words for who does not see it', async () => {
    const text = await read('/bang-theo-doi');
    expect(section(text, 'dieu-kien')).toMatch(
      /class="trend-line" role="img" aria-label="từ 8,8\s% ngày 13\/10\/2025 đến 21,9\s% ngày 23\/10\/2025"/,
    );
    expect(section(text, 'don-vi').match(/class="trend-line"/g)).toHaveLength(104);
    const own = await read(`/don-vi/${codes[0]}`);
    expect(own).toMatch(/class="trend-line" role="img" aria-label="từ 100\s% ngày 13\/10\/2025 đến/);
    // Of who never reported nothing is drawn.
    expect(await read(`/don-vi/${codes.at(-1)}`)).not.toContain('class="trend-line"');
  });

  it('counts localities by condition, leading to the gap list of today', async () => {
    const text = section(await read('/bang-theo-doi'), 'dieu-kien');
    expect(text.match(/<li>/g)?.length).toBeGreaterThan(3);
    expect(words(text)).toContain('○ chưa đạt 79');
    expect(text).toMatch(/href="\/con-thieu\?group=\w+">79</);
    // On another day the list would say something else than the bar.
    expect(section(await read('/bang-theo-doi?day=2025-10-16'), 'dieu-kien')).not.toContain('group=');
  });

  it('is complete in English', async () => {
    for (const path of ['/bang-theo-doi?show=all', '/lanh-dao']) {
      const text = words((await read(path, department, 'en')).replace(/<title>.*?<\/title>/g, ''));
      expect(text).toMatch(/Communes that meet every condition.*Target: 100\u00a0% by 31\/12\/2025/s);
      for (const vi of ['đơn vị', 'báo cáo', 'ngày', 'tuần', 'bậc', 'Nguồn', 'đạt', 'Chưa', 'Thứ'])
        expect([path, text.match(new RegExp(`.{30}${vi}.{10}`))]).toEqual([path, null]);
    }
  });

  it('refreshes itself while the day may change', async () => {
    expect(await read('/bang-theo-doi')).toContain('data-refresh="60"');
    expect(await read('/bang-theo-doi?day=2025-10-22')).toContain('data-refresh="60"');
    expect(await read('/bang-theo-doi?day=2025-10-16')).not.toContain('data-refresh');
  });

  it('fits a poor network', async () => {
    const packed = brotliCompressSync(await read('/bang-theo-doi'), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
    });
    expect(packed.length).toBeLessThan(14_000);
  });

  describe('on one page', () => {
    it('shows the figure, the map, the trend, the five last and the change since last week', async () => {
      const text = await read('/lanh-dao', await t.caller('leader', '31'));
      expect(words(section(text, 'ty-le'))).toContain('21,9\u00a0%');
      expect(section(text, 'ban-do').match(/<a class="tile /g)).toHaveLength(114);
      expect(section(text, 'can-ho-tro').match(/<li>/g)).toHaveLength(5);
      expect(words(section(text, 'thay-doi'))).toContain('So với tuần trước (16/10/2025)');
      expect(section(text, 'tien-do')).toContain('<svg class="chart"');
    });

    it('is the locality itself for who has only one', async () => {
      const text = await read('/lanh-dao', await t.caller('leader', codes[0] ?? ''));
      expect(words(section(text, 'tinh-trang'))).toContain('19 trên 19 chỉ tiêu bắt buộc đã đạt');
      expect(text).not.toContain('<svg class="map"');
    });
  });

  describe('with areas imported', () => {
    const run = (...args: string[]) => admin(t.db, t.clock.now(), 'boundaries', ...args);

    it('draws them for who chooses them, with their source', async () => {
      expect(await read('/bang-theo-doi')).not.toContain('map=areas');
      const folder = await mkdtemp(join(tmpdir(), 'phuxanh-board-'));
      const file = join(folder, 'areas.geojson');
      await writeFile(file, JSON.stringify(boundariesOf(await registryOf(t.db), '31', TODAY)));
      await run('import', file, '--source', 'Sở Nông nghiệp');
      await rm(folder, { recursive: true });
      const tiles = section(await read('/bang-theo-doi'), 'ban-do');
      expect(tiles).toContain('href="/bang-theo-doi?map=areas#ban-do"');
      expect(tiles).toContain('<a class="tile ');
      const map = section(await read('/bang-theo-doi?map=areas'), 'ban-do');
      expect(
        map.match(/<a class="area (green|yellow|grey)" href="\/don-vi\/\d{5}"><title>[^<]+<\/title><path/g),
      ).toHaveLength(114);
      expect(words(map)).toContain('Ranh giới: Sở Nông nghiệp.');
      // The choice goes along.
      expect(await read('/bang-theo-doi?map=areas')).toContain(
        'href="/bang-theo-doi?day=2025-10-22&amp;map=areas"',
      );
      const leader = await read('/lanh-dao?map=areas');
      expect(leader).toContain('<a class="area ');
      expect(leader).toContain('href="/lanh-dao#ban-do"');
      await run('remove', '31');
      expect(section(await read('/bang-theo-doi?map=areas'), 'ban-do')).toContain('<a class="tile ');
    });
  });

  describe('the trend', () => {
    const asked = async () => {
      const registry = await registryOf(t.db);
      const programme = registry.programmes.get('haiphong-daily');
      if (!programme) throw new Error('no programme');
      return { registry, which: { programme, provinces: ['31'], province: '31', day: TODAY } };
    };

    it('reads final days once, and others each time', async () => {
      const trends = createTrends(t.db.sql);
      const { registry, which } = await asked();
      const now = instant(`${TODAY} 17:00`);
      const greens = async () =>
        (await trends.course(registry, which, now)).points.map((point) => point.green);
      expect(await greens()).toEqual([10, 12, 14, 16, 18, 20, 22, 24]);
      expect(registry.programmes.get('haiphong-daily')?.finalThrough).toBe('2025-10-19');
      await t.db.sql`update status set colour = 'red' where locality = ${codes[0] ?? ''}`;
      expect(await greens()).toEqual([10, 12, 14, 16, 18, 19, 21, 23]);
      await t.db.sql`update status set colour = 'green' where locality = ${codes[0] ?? ''}`;
    });

    it('keeps how each unit stood on final days, reads others each time, and tells nobody of others', async () => {
      const trends = createTrends(t.db.sql);
      const { registry, which } = await asked();
      const now = instant(`${TODAY} 17:00`);
      const all = registry.localitiesOf(which.programme, TODAY, '31');
      const own = all.filter(({ code }) => code === codes[0]);
      const days = DAYS.slice(0, 8);
      const stood = async (localities: typeof all) => {
        const earlier = await trends.earlier(registry, { programme: which.programme, days, localities }, now);
        return days.map((day) => (earlier.get(day) ?? []).filter(({ locality }) => locality === codes[0]));
      };
      const colours = async () => (await stood(all)).map(([row]) => row?.colour);
      expect(await colours()).toEqual(Array(8).fill('green'));
      await t.db.sql`update status set colour = 'red' where locality = ${codes[0] ?? ''}`;
      expect(await colours()).toEqual([...Array(5).fill('green'), ...Array(3).fill('red')]);
      await t.db.sql`update status set colour = 'green' where locality = ${codes[0] ?? ''}`;
      const earlier = await trends.earlier(
        registry,
        { programme: which.programme, days, localities: own },
        now,
      );
      expect([...earlier.values()].flat().map(({ locality }) => locality)).toEqual(Array(8).fill(codes[0]));
    });

    it('tells how conditions and provinces went, with a gap where nothing is known', async () => {
      const trends = createTrends(t.db.sql);
      const { registry, which } = await asked();
      const now = instant(`${TODAY} 17:00`);
      const courses = async () => ({
        network: (await trends.course(registry, which, now)).byCondition.get('network'),
        province: (await trends.course(registry, which, now)).byProvince.get('31'),
      });
      const { network, province } = await courses();
      expect(network?.map(({ percent }) => percent).at(-1)).toBe(21.1);
      expect(province?.map(({ percent }) => percent)).toEqual([8.8, 10.5, 12.3, 14, 15.8, 17.5, 19.3, 21.1]);
      // A day on which nobody could be judged is not a day on which nobody met anything.
      await t.db.sql`create table kept as select * from status where day = ${DAYS[7] ?? ''}`;
      await t.db
        .sql`update status set colour = 'grey', conditions = '{"network": "unknown"}' where day = ${DAYS[7] ?? ''}`;
      const unknown = await courses();
      expect(unknown.network?.at(-1)).toEqual({ day: DAYS[7], percent: null });
      expect(unknown.province?.at(-1)).toEqual({ day: DAYS[7], percent: null });
      expect((await trends.course(registry, which, now)).points.map(({ day }) => day)).toEqual(
        DAYS.slice(0, 7),
      );
      await t.db.sql`update status s set colour = k.colour, conditions = k.conditions from kept k
        where s.programme = k.programme and s.locality = k.locality and s.day = k.day`;
      await t.db.sql`drop table kept`;
    });

    it('reads final days anew while and after an exception opens them', async () => {
      const trends = createTrends(t.db.sql);
      const { registry, which } = await asked();
      const first = async (exceptions: typeof registry.exceptions, at: string) =>
        (await trends.course({ ...registry, exceptions }, which, instant(at))).points[1]?.green;
      expect(await first([], `${TODAY} 17:00`)).toBe(12);
      await t.db.sql`update status set colour = 'red' where locality = ${codes[0] ?? ''}`;
      const open = [{ locality: codes[0] ?? '', day: DAYS[1] ?? '', until: instant(`${TODAY} 20:00`) }];
      expect(await first(open, `${TODAY} 18:00`)).toBe(11);
      await t.db.sql`update status set colour = 'green' where locality = ${codes[0] ?? ''}`;
      expect(await first(open, `${TODAY} 19:00`)).toBe(12);
      expect(await first(open, `${TODAY} 21:00`)).toBe(12);
    });
  });

  describe('for the nation', () => {
    beforeAll(async () => {
      await t.db.sql`insert into programme (code, name_vi, name_en, provinces, starts_on, alerts_from)
        values ('nation', 'Cả nước', 'The nation', '{*}', ${TODAY}, ${TODAY})`;
      await t.db.sql`insert into programme_settings (programme, valid_from, cutoff, lock_days, reporting_days,
        freshness, amber_threshold, missing_streak, due_soon_minutes)
        values ('nation', ${TODAY}, '16:00', 3, 'every', 3, 70, 3, 90)`;
      await t.db.sql`update registry_version set version = version + 1`;
    });

    it('maps and ranks provinces, and lists localities page by page', async () => {
      const all = await t.caller('admin', '*');
      const text = await read('/bang-theo-doi?programme=nation', all);
      expect(section(text, 'ban-do').match(/<a class="tile /g)).toHaveLength(34);
      expect(section(text, 'ban-do')).toContain('href="/bang-theo-doi?programme=nation&amp;province=31"');
      // Shaded by the share that is green, with the figure; of whom nothing is known there is none.
      expect(section(text, 'ban-do')).toMatch(
        /class="tile shade-1" href="[^"]*province=31"[\s\S]*?<text class="figure"[^>]*>21,9\s%</,
      );
      expect(section(text, 'ban-do').match(/class="tile grey"/g)).toHaveLength(33);
      expect(words(section(text, 'ban-do'))).toContain('xếp theo vị trí gần đúng; số trong ô là tỷ lệ');
      // Where nobody has ever reported nothing is drawn, and nothing counted.
      const elsewhere = await read('/bang-theo-doi?programme=nation&province=79', all);
      expect(elsewhere).toContain('Chưa có báo cáo nào');
      expect(section(elsewhere, 'ban-do')).toBe('');
      expect(words(section(text, 'xep-hang'))).toContain('Thành phố Hải Phòng1');
      expect(rows(text)).toBe(200);
      expect(words(section(text, 'don-vi'))).toContain('1–200 trong 3.321');
      expect(rows(await read('/bang-theo-doi?programme=nation&page=17', all))).toBe(121);
      expect(rows(await read('/bang-theo-doi?programme=nation&page=99', all))).toBe(121);
      expect(rows(await read('/bang-theo-doi?programme=nation&show=green', all))).toBe(25);
      const province = await read('/bang-theo-doi?programme=nation&province=31', all);
      expect(section(province, 'ban-do').match(/<a class="tile /g)).toHaveLength(114);
      expect(province).toContain('<h1>Cả nước – Thành phố Hải Phòng</h1>');
    });
  });
});
