import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, opener, rowsOf, startLacking, textOf } from './support/gap-pages.ts';
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
    expect(text).toMatch(/data-name="Người xử lý"><a href="\/canh-bao\/\d+">/);
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
    expect(text).not.toContain('nhac-viec');
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
      expect([first?.[0], second?.[0]]).toEqual(['◐ xã Cẩm Giang', '◐ xã Cẩm Giàng']);
      expect(first?.slice(1, 5)).toEqual(['2', '●', '○ 1', '○ 1']);
      expect(second?.slice(1, 6)).toEqual(['2', '●', '○ 1', '●', '– 1']);
      const cells = [...text.matchAll(/<td><a href="(\/con-thieu\?[^"]+)">.*?<\/span> ?(\d+)/g)];
      expect(cells.length).toBeGreaterThanOrEqual(4);
      for (const [, to = '', count] of cells)
        expect([to, (await found(to.split('?')[1] ?? '')).length]).toEqual([to, Number(count)]);
    });

    it('does not call met what a filter hides', async () => {
      const { text } = await open('/con-thieu?view=matrix&q=cam+giang&indicator=network.lan');
      expect(rowsOf(text)).toEqual([['◐ xã Cẩm Giang', '1', '●', '', '○ 1', '●', '●', '●', '●', '●']]);
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
});
