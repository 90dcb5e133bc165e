import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, opener, rowsOf, startLacking, textOf } from './support/gap-pages.ts';
import { tokenBrowser } from './support/page-browser.ts';
import { greenValues } from './support/records.ts';
import { readCsv, readXlsx } from './support/tables.ts';

type Open = Awaited<ReturnType<typeof opener>>;

describe('the gap list', () => {
  let t: Awaited<ReturnType<typeof startLacking>>;
  let open: Open;
  beforeAll(async () => {
    t = await startLacking();
    open = await opener(t, t.department);
  });
  afterAll(() => t.stop());

  /** Locality and indicator of the rows of a page. */
  const found = async (query: string, as = open) => {
    const { status, text } = await as(`/con-thieu?${query}`);
    expect(status).toBe(200);
    return rowsOf(text).map(([, place = '', indicator = '']) => `${place}: ${indicator}`);
  };
  const localities = async (query: string) =>
    [...new Set((await found(query)).map((row) => row.split(':')[0]))].sort();

  it('finds localities without accents, both that are meant', async () => {
    expect(await localities('q=cam+giang&state=unmet')).toEqual(['xã Cẩm Giang', 'xã Cẩm Giàng']);
    expect(await localities('q=C%E1%BA%A9m+Gi%C3%A0ng')).toEqual(['xã Cẩm Giang', 'xã Cẩm Giàng']);
    expect(await localities('q=xa+cam+giang')).toEqual(['xã Cẩm Giang', 'xã Cẩm Giàng']);
    expect(await localities('q=10888')).toEqual(['xã Cẩm Giang']);
    // What names no locality is looked for among the indicators.
    expect(new Set((await found('q=may+tinh&state=unmet')).map((row) => row.split(': ')[1])).size).toBe(1);
  });

  it.each([
    ['state=unmet', 5],
    ['state=unmet&group=network', 2],
    ['state=unmet&indicator=certificate.personal', 2],
    ['state=unmet&minAgeDays=3', 4],
    ['state=unmet&minAgeDays=4', 0],
    ['state=unmet&agency=S%E1%BB%9F+T%C3%A0i+ch%C3%ADnh', 1],
    ['state=unmet&owner=-', 4],
    [`owner=${encodeURIComponent(OWNER)}`, 1],
    ['locality=10903', 2],
    ['locality=10903&state=unknown', 1],
    ['colour=yellow', 6],
    ['locality=11557', 0],
    ['province=31&state=unmet', 5],
    ['province=79', 0],
    // A form sends what is left open as blank.
    ['state=unmet&group=&indicator=&colour=&minAgeDays=&agency=&owner=&q=', 5],
  ])('%s: %i rows', async (query, count) => {
    expect(await found(query)).toHaveLength(count);
  });

  it('leads from whoever took a gap on to the alert', async () => {
    const { text } = await open(`/con-thieu?owner=${encodeURIComponent(OWNER)}`);
    expect(text).toMatch(/data-label="Người xử lý"><a href="\/canh-bao\/\d+">/);
  });

  it('sorts by each column, and says so', async () => {
    const missing = async (query: string) =>
      rowsOf((await open(`/con-thieu?state=unmet&${query}`)).text).map((row) => textOf(row[5] ?? ''));
    expect(await missing('sort=-missing')).toEqual(['10 máy', '3 chứng thư', '1 chứng thư', '–', '–']);
    expect(await missing('sort=missing')).toEqual(['1 chứng thư', '3 chứng thư', '10 máy', '–', '–']);
    const { text } = await open('/con-thieu?state=unmet&sort=-since');
    expect(text.match(/aria-sort="[a-z]+"/g)).toEqual(['aria-sort="descending"']);
    expect(rowsOf(text)[0]?.[6]).toContain('24/9/2025');
    for (const column of ['locality', 'indicator', 'state', 'have', 'agency', 'owner', 'promise'])
      expect((await open(`/con-thieu?sort=-${column}`)).text).toContain('aria-sort="descending"');
    expect((await found('state=unmet&sort=locality')).map((row) => row.split(':')[0])).toEqual([
      'xã Cẩm Giang',
      'xã Cẩm Giang',
      'xã Cẩm Giàng',
      expect.anything(),
      expect.anything(),
    ]);
  });

  it('totals by indicator; each number leads to the rows it counts', async () => {
    const { text } = await open('/con-thieu?colour=yellow');
    const totals = text.split('class="panel totals"')[1]?.split('</details>')[0] ?? '';
    const links = [...totals.matchAll(/<a href="([^"]+)">(.*?)<\/a>/g)];
    const counts = links.filter(([, to]) => to?.includes('state='));
    expect(counts.length).toBeGreaterThan(3);
    for (const [, to = '', count] of counts)
      expect([to, (await found(to.split('?')[1] ?? '')).length]).toEqual([to, Number(count)]);
    expect(links.map(([, , text = '']) => textOf(text))).toContain('4 chứng thư');
  });

  it('shows fifty rows a page, each once', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => found(`page=${page}&state=unknown`)));
    expect(pages.map((rows) => rows.length)).toEqual([50, 50, 50]);
    expect(new Set(pages.flat()).size).toBe(150);
    const last = await found('page=9999&state=unmet');
    expect(last).toHaveLength(5);
  });

  it('shows an officer what is his own, and nothing to remind of', async () => {
    const own = await opener(t, await t.caller('officer', '10888'));
    const { text } = await own('/con-thieu?q=giang');
    expect(text).toContain('<b>2 chỉ tiêu còn thiếu ở 1 đơn vị</b>');
    expect(text).not.toContain('Cẩm Giàng');
    expect(text).not.toContain('Tổng theo chỉ tiêu');
    expect(text).not.toContain('don-doc');
    expect((await own('/con-thieu?locality=10903')).text).toContain('Không có chỉ tiêu nào khớp');
  });

  it('says what to do where there is nothing to show', async () => {
    const green = await opener(t, await t.caller('leader', '11557'));
    expect((await green('/con-thieu')).text).toContain('Không còn thiếu gì');
    const elsewhere = await opener(t, await t.caller('department', '79'));
    expect((await elsewhere('/con-thieu')).text).toContain('Chưa có đợt báo cáo nào cho địa bàn');
    const wrong = await open('/con-thieu?minAgeDays=1.5');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<h1>Địa chỉ trang có chỗ chưa đúng</h1>');
    expect((await open('/con-thieu?q=khong-co-gi')).text).toContain('Không có chỉ tiêu nào khớp');
  });

  it('is a file of exactly these rows, in their order, that runs no formula', async () => {
    const query = 'state=unmet&sort=-missing';
    const csv = await t.department.get(`/con-thieu/tep?${query}&format=csv`);
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="con-thieu-2025-09-25.csv"');
    const table = await readCsv(Buffer.from(csv.body));
    const xlsx = await fetch(`${t.address}/con-thieu/tep?${query}`, {
      headers: { authorization: `Bearer ${t.department.token}` },
    });
    const book = await readXlsx(Buffer.from(await xlsx.arrayBuffer()));
    const rows = await found(query);
    const named = (cells: string[]) => `${cells[1]}: ${cells[4]}`;
    expect(table.rows.slice(1).map(named)).toEqual(rows);
    expect(book.rows.slice(1).map(named)).toEqual(rows);
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x.example"")"`);
  });

  describe('as a matrix', () => {
    it('counts by condition; each cell leads to its rows', async () => {
      const { text } = await open('/con-thieu?view=matrix&q=cam+giang');
      const [first, second] = rowsOf(text);
      expect([first?.[0], second?.[0]]).toEqual([
        'Chọn xã Cẩm Giang◐ xã Cẩm Giang',
        'Chọn xã Cẩm Giàng◐ xã Cẩm Giàng',
      ]);
      expect(first?.slice(1, 5)).toEqual(['2', '●', '○ 1', '○ 1']);
      expect(second?.slice(1, 6)).toEqual(['2', '●', '○ 1', '●', '– 1']);
      const cells = [...text.matchAll(/<td><a href="(\/con-thieu\?[^"]+)">.*?<\/span> ?(\d+)/g)];
      expect(cells.length).toBeGreaterThanOrEqual(4);
      for (const [, to = '', count] of cells)
        expect([to, (await found(to.split('?')[1] ?? '')).length]).toEqual([to, Number(count)]);
    });

    it('does not call met what a filter hides', async () => {
      const { text } = await open('/con-thieu?view=matrix&q=cam+giang&indicator=network.lan');
      expect(rowsOf(text)).toMatchObject([
        [expect.stringMatching(/◐ xã Cẩm Giang$/), '1', '●', '', '○ 1', '●', '●', '●', '●', '●'],
      ]);
    });

    it('adds up below, and is a file in the order asked for', async () => {
      const { text } = await open('/con-thieu?view=matrix&colour=yellow&sort=-network');
      expect(textOf(text.split('<tfoot>')[1]?.split('</tfoot>')[0] ?? '')).toMatch(/^Tổng\s?6/);
      const csv = await open('/con-thieu?view=matrix&colour=yellow&sort=-network&format=csv');
      const lines = csv.text.trim().split('\r\n');
      expect(lines[0]).toMatch(/^Đơn vị,Còn thiếu,/);
      expect(lines.slice(1).map((line) => line.split(',')[4])).toEqual(['1', '1', '0']);
    });

    it('has everybody, also who lacks nothing, and sorts', async () => {
      const { text } = await open('/con-thieu?view=matrix&sort=locality&colour=green');
      expect(rowsOf(text)).toHaveLength(1);
      const worst = rowsOf((await open('/con-thieu?view=matrix&colour=yellow&sort=-network')).text);
      expect(worst.map((row) => row[4])).toEqual(['○ 1', '○ 1', '●']);
    });
  });

  it('is there in English', async () => {
    const { text } = await open('/con-thieu?state=unmet', { cookie: 'language=en' });
    expect(text).toContain('<b>5 gaps in 3 localities</b>');
    expect(text).toContain('Officials');
    expect(rowsOf(text)[0]?.[3]).toBe('○ not met');
  });

  describe('promising a date', () => {
    const AT = '/con-thieu/hen-hoan-thanh';
    const given = { owner: 'Lê Bình', reason: 'đã đặt mua', promisedOn: '2025-09-30' };
    const ofMany = ['10888:network.lan', '10903:certificate.personal', '11737:network.lan'];
    const promiseOf = async (key: string) => {
      const [locality, indicator] = key.split(':');
      return (await t.department.get(`/api/v1/gaps/${locality}/${indicator}/promise`)).body.items;
    };

    it('is done for rows chosen in the list, on one form that leads back to it', async () => {
      const department = await tokenBrowser(t, t.department);
      const list = await department.get('/con-thieu?state=unmet&sort=-missing');
      expect(list.text).toContain(`formaction="${AT}"`);
      const chosen = ofMany.map((key) => `gap=${key}`).join('&');
      const form = await department.get(`${AT}?state=unmet&sort=-missing&${chosen}`);
      expect(form.text.match(/name="gap" value="[^"]+" checked/g)).toHaveLength(3);
      const action =
        /action="([^"]*hen-hoan-thanh[^"]*)"/.exec(form.text)?.[1]?.replaceAll('&amp;', '&') ?? '';

      const wrong = await department.post(action, {
        ...given,
        gap: ofMany,
        promisedOn: '2025-09-01',
        owner: '',
      });
      expect(wrong.status).toBe(422);
      expect(wrong.text.match(/name="gap" value="[^"]+" checked/g)).toHaveLength(3);
      expect(wrong.text).toContain('Ngày hẹn phải từ hôm nay');
      expect((await department.post(action, given)).text).toContain('Chọn ít nhất một chỉ tiêu.');
      expect(await promiseOf('10888:network.lan')).toEqual([]);

      const done = await department.post(action, { ...given, gap: ofMany });
      expect([done.status, done.to]).toEqual([303, '/con-thieu?state=unmet&sort=-missing&done=hen']);
      for (const key of ofMany) expect(await promiseOf(key)).toMatchObject([{ ...given, state: 'open' }]);
      const back = await department.get(done.to ?? '');
      expect(back.text).toContain('Đã ghi nhận ngày hẹn.');
      expect((await found('owner=L%C3%AA+B%C3%ACnh')).length).toBe(3);
    });

    it('is done by officer and leader on their own page, and again', async () => {
      const officer = await tokenBrowser(t, await t.caller('officer', '10888'));
      const page = await officer.get('/don-vi/10888');
      expect(page.text).toMatch(/Lê Bình.*hẹn hoàn thành.*30\/9\/2025/s);
      const one =
        /href="([^"]*hen-hoan-thanh\?[^"]*network\.lan[^"]*)"[^>]*>Hẹn lại/.exec(page.text)?.[1] ?? '';
      const form = await officer.get(one.replaceAll('&amp;', '&'));
      expect(form.text).toMatch(/value="10888:network.lan" checked/);
      expect(form.text).toContain('value="10888:certificate.personal"');
      const leader = await tokenBrowser(t, await t.caller('leader', '10888'));
      await leader.get(`${AT}?locality=10888`);
      const back = encodeURIComponent('/don-vi/10888');
      const anew = { ...given, gap: '10888:network.lan', owner: 'Trần An', promisedOn: '2025-09-26' };
      const done = await leader.post(`${AT}?locality=10888&next=${back}`, anew);
      expect([done.status, done.to]).toEqual([303, '/don-vi/10888?done=hen']);
      const after = (await leader.get(done.to ?? '')).text;
      expect(after).toContain('hẹn lần 2');
      expect(after).toContain('Chưa có lần hẹn nào đến hạn.');
    });

    it('is done from what the report did, too, and leads nowhere else', async () => {
      const officer = await tokenBrowser(t, await t.caller('officer', '11737'));
      const result = await officer.get('/bao-cao/11737/ket-qua?day=2025-09-24');
      expect(result.text).toMatch(/Lê Bình.*30\/9\/2025/s);
      expect(result.text).toContain('Hẹn ngày cho nhiều chỉ tiêu');
      await officer.get(`${AT}?locality=11737`);
      const elsewhere = encodeURIComponent('https://elsewhere.example/');
      const done = await officer.post(`${AT}?locality=11737&next=${elsewhere}`, {
        ...given,
        gap: '11737:equipment.computer',
      });
      expect([done.status, done.to]).toEqual([303, '/?done=hen']);
    });

    it('is not done for others, nor by who only reads', async () => {
      const officer = await tokenBrowser(t, await t.caller('officer', '10888'));
      await officer.get(`${AT}?locality=10888`);
      expect((await officer.post(AT, { ...given, gap: '10903:equipment.computer' })).status).toBe(422);
      expect(await promiseOf('10903:equipment.computer')).toEqual([]);
      const viewer = await tokenBrowser(t, await t.caller('viewer', '31'));
      expect((await viewer.get(`${AT}?locality=10888`)).status).toBe(403);
      expect((await viewer.get('/don-vi/10888')).text).not.toContain(AT);
    });

    it('has a history: kept, broken, renewed', async () => {
      t.clock.set('2025-09-27 08:00');
      const green = greenValues(await t.service.registry.fresh(), '2025-09-26');
      const values = { ...green, 'network.lan': false };
      await t.department.post('/api/v1/records', { locality: '10888', day: '2025-09-26', values });
      await t.tick();
      // Of two days ago: the session has ended.
      const later = await opener(t, t.department);
      const { text } = await later('/don-vi/10888/hen-hoan-thanh');
      expect(rowsOf(text).map(([what, state]) => [what?.slice(0, 20), state])).toMatchObject([
        [expect.anything(), '○ lỡ hẹn'],
        [expect.anything(), '– đã hẹn lại'],
      ]);
      expect(text).toContain('Đúng hẹn 0/1 lần đã đến hạn');
      expect((await later('/con-thieu?locality=10888')).text).toContain('lỡ hẹn');
      const csv = await later('/don-vi/10888/hen-hoan-thanh?indicator=network.lan&format=csv');
      expect(csv.text.trim().split('\r\n')).toHaveLength(3);
      const viewer = await opener(t, await t.caller('viewer', '31'));
      expect((await viewer('/don-vi/10888/hen-hoan-thanh')).text).not.toContain('Trần An');
      expect(
        (await (await opener(t, await t.caller('officer', '10903')))('/don-vi/10888/hen-hoan-thanh')).status,
      ).toBe(404);
    });
  });
});
