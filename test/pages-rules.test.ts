import { describe, expect, it } from 'vitest';
import { layTiles, wrapName } from '../src/charts/tile-layout.ts';
import { deadlineText } from '../src/pages/board/deadline.ts';
import { formatDayLong, formatNumber, formatPercent, formatTimeLeft } from '../src/pages/format.ts';
import { sayIn } from '../src/pages/language.tsx';
import { prefersHtml } from '../src/pages/render.ts';
import { instant } from './support/clock.ts';

describe('figures and days as offices write them', () => {
  it.each([
    ['thousands and decimals', formatNumber(1234.5), '1.234,5'],
    ['no figure', formatNumber(null), '–'],
    ['a percent with one decimal', formatPercent(59.7), '59,7\u00a0%'],
    ['a whole percent', formatPercent(100), '100\u00a0%'],
    ['a Saturday', formatDayLong('2025-09-27'), 'thứ Bảy, ngày 27/9/2025'],
    ['a Sunday', formatDayLong('2025-09-28'), 'Chủ nhật, ngày 28/9/2025'],
    ['a minute begun counts', formatTimeLeft(1), '1 phút'],
    ['whole hours', formatTimeLeft(2 * 3_600_000), '2 giờ'],
    ['hours and minutes', formatTimeLeft(3.5 * 3_600_000), '3 giờ 30 phút'],
  ])('%s', (_, written, expected) => expect(written).toBe(expected));
});

describe('what is due', () => {
  const facts = {
    day: '2025-09-26',
    expected: 114,
    received: 75,
    cutoff: instant('2025-09-26 16:00'),
    lock: instant('2025-10-02 00:00'),
  };
  it.each([
    [
      'before the cutoff',
      {},
      '2025-09-26 14:05',
      'Hạn gửi: 16:00 hôm nay, còn 1 giờ 55 phút. Còn 39 đơn vị chưa gửi báo cáo.',
    ],
    [
      'everybody reported',
      { received: 114 },
      '2025-09-26 15:59',
      'Hạn gửi: 16:00 hôm nay, còn 1 phút. Tất cả đã báo cáo.',
    ],
    [
      'on the stroke of the cutoff',
      {},
      '2025-09-26 16:00',
      'Đã hết hạn lúc 16:00. Còn 39 đơn vị chưa gửi báo cáo. Vẫn nhận báo cáo muộn đến hết ngày 1/10/2025.',
    ],
    [
      'closed, nobody missing',
      { received: 114 },
      '2025-09-26 17:00',
      'Đã hết hạn lúc 16:00. Tất cả đã báo cáo.',
    ],
    ['locked', {}, '2025-10-02 00:00', 'Ngày này đã khóa. 39 đơn vị không báo cáo.'],
    [
      'no reporting day',
      { expected: 0, received: 0 },
      '2025-09-26 08:00',
      'Không phải ngày báo cáo. Báo cáo gửi cho ngày này vẫn được nhận đến hết ngày 1/10/2025.',
    ],
    [
      'no reporting day, locked',
      { expected: 0, received: 0 },
      '2025-10-03 08:00',
      'Không phải ngày báo cáo.',
    ],
  ])('%s', (_, differs, now, expected) => {
    expect(deadlineText({ ...facts, ...differs }, instant(now), sayIn('vi'))).toBe(expected);
  });
});

describe('the tile map', () => {
  type Item = [name: string, column?: number, row?: number];
  const lay = (...items: Item[]) =>
    layTiles(items, ([, column, row]) =>
      column === undefined || row === undefined ? null : { column, row },
    );
  const places = (laid: ReturnType<typeof lay>) =>
    laid.tiles.map(({ item, column, row }) => `${item[0]} ${column},${row}`);

  it('begins at the first column and row taken', () => {
    const laid = lay(['a', 3, 2], ['b', 5, 4]);
    expect(places(laid)).toEqual(['a 0,0', 'b 2,2']);
    expect(laid).toMatchObject({ columns: 3, rows: 3 });
  });

  it('puts a unit without a place below the others', () => {
    expect(places(lay(['a', 0, 0], ['new'], ['b', 1, 1]))).toEqual(['a 0,0', 'b 1,1', 'new 0,2']);
  });

  it('is a plain grid where nothing has a place', () => {
    const laid = lay(...Array.from({ length: 20 }, (_, index): Item => [String(index)]));
    expect(laid).toMatchObject({ columns: 5, rows: 4 });
    expect(laid.tiles[5]).toMatchObject({ column: 0, row: 1 });
  });

  it('is walked row by row', () => {
    expect(places(lay(['c', 0, 1], ['b', 1, 0], ['a', 0, 0]))).toEqual(['a 0,0', 'b 1,0', 'c 0,1']);
  });

  it('is empty without units', () => expect(lay()).toEqual({ columns: 0, rows: 0, tiles: [] }));

  it.each([
    ['one line', 'An Phú', ['An Phú']],
    ['a line a word', 'Nguyễn Bỉnh Khiêm', ['Nguyễn', 'Bỉnh', 'Khiêm']],
    ['short words share a line', 'Bạch Long Vĩ', ['Bạch', 'Long Vĩ']],
    ['more than fits', 'Thượng Nguyễn Trường Thành', ['Thượng', 'Nguyễn', 'Trường…']],
  ])('wraps names: %s', (_, name, lines) => expect(wrapName(name, 7, 3)).toEqual(lines));
});

it.each([
  ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['a program that takes anything', '*/*', false],
  ['a program that says nothing', undefined, false],
  ['JSON before HTML', 'application/json, text/html;q=0.5', false],
  ['a problem document', 'application/problem+json', false],
])('HTML or JSON: %s', (_, accept, expected) => expect(prefersHtml(accept)).toBe(expected));
