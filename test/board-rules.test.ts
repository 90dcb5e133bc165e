import { describe, expect, it } from 'vitest';
import { lineThrough } from '../src/charts/line-path.ts';
import { shareStep, stepText } from '../src/charts/share-steps.ts';
import { changeSince, tellApart } from '../src/figures/changes.ts';
import { PROVINCE_TILES } from '../src/figures/province-tiles.ts';
import { placesOf, rank } from '../src/figures/ranking.ts';
import { comparedDays, targetOf } from '../src/figures/target.ts';
import { projectionText } from '../src/pages/board/burn-up.tsx';
import { countConditions } from '../src/pages/board/condition-counts.ts';
import { targetText } from '../src/pages/board/headline.tsx';
import { project } from '../src/pages/board/projection.ts';
import { isShown, SHOWN } from '../src/pages/board/shown.ts';
import { layBurnUp } from '../src/pages/charts/burn-up-layout.ts';
import { sayIn } from '../src/pages/language.tsx';
import { createCalendar, isWorkingDay } from '../src/registry/calendar.ts';

const calendar = createCalendar((day) => isWorkingDay(day, undefined));
const everyDay = createCalendar(() => true);
const vi = sayIn('vi');

describe('ranking', () => {
  const units = (percents: Record<string, number | null>) =>
    Object.entries(percents).map(([code, percent]) => ({ code, percent }));

  it('gives who is level the same place, and who is unknown the last', () => {
    const places = placesOf(units({ a: 50, b: 100, c: null, d: 100, e: 50, f: 0, g: null }));
    expect([...places].sort()).toEqual([
      ['a', 3],
      ['b', 1],
      ['c', 6],
      ['d', 1],
      ['e', 3],
      ['f', 5],
      ['g', 6],
    ]);
  });

  it('says how many places were gained or lost, and nothing of who was not there', () => {
    const now = rank(units({ a: 90, b: 80, new: 70 }), units({ a: 10, b: 80, gone: 100 }));
    expect(now.map(({ unit, place, moved }) => [unit.code, place, moved])).toEqual([
      ['a', 1, 2],
      ['b', 2, 0],
      ['new', 3, null],
    ]);
  });

  it('keeps the order given within a place, and knows no movement without a day before', () => {
    expect(rank(units({ b: 1, a: 1 }), null).map((one) => [one.unit.code, one.moved])).toEqual([
      ['b', null],
      ['a', null],
    ]);
  });
});

describe('changes', () => {
  it('names who turned green and who is green no more', () => {
    const before = new Map([
      ['a', 'red'],
      ['b', 'green'],
      ['c', 'green'],
      ['d', 'grey'],
      ['e', 'yellow'],
    ] as const);
    const now = new Map([
      ['a', 'green'],
      ['b', 'green'],
      ['c', 'grey'],
      ['d', 'green'],
      ['e', 'red'],
      ['new', 'green'],
    ] as const);
    expect(changeSince('2025-09-25', before, now)).toEqual({
      since: '2025-09-25',
      green: 2,
      total: 5,
      turned: ['a', 'd'],
      fell: ['c'],
      moved: [],
    });
    const change = changeSince('2025-09-25', before, now);
    expect(tellApart(change, [{ code: 'c', day: '2025-09-26' }])).toMatchObject({
      turned: ['a', 'd'],
      fell: [],
      moved: [{ code: 'c', day: '2025-09-26' }],
    });
  });

  it.each([
    ['in a week', '2025-10-23', '2025-09-01', '2025-10-22', '2025-10-16'],
    ['after a weekend', '2025-10-20', '2025-09-01', '2025-10-17', '2025-10-13'],
    ['on a day off, from the week before', '2025-10-19', '2025-09-01', '2025-10-17', '2025-10-10'],
    ['at the start', '2025-10-23', '2025-10-23', null, null],
    ['in the first week', '2025-10-23', '2025-10-20', '2025-10-22', null],
    ['before the programme', '2025-10-23', null, null, null],
  ])('compares with days of reports: %s', (_, day, startsOn, yesterday, lastWeek) => {
    expect(comparedDays(day, startsOn, calendar)).toEqual({ yesterday, lastWeek });
  });
});

describe('the target', () => {
  it.each([
    ['no deadline', null, 5, 'Còn 5 đơn vị. Đợt này chưa đặt hạn phải đạt 100\u00a0%.'],
    ['no deadline, all green', null, 0, 'Tất cả đã đạt. Đợt này chưa đặt thời hạn hoàn thành 100\u00a0%.'],
    [
      'on the way',
      '2025-10-31',
      9,
      'Mục tiêu: 100\u00a0% đến ngày 31/10/2025. Còn 8 ngày (6 ngày báo cáo); còn 9 đơn vị chưa đạt. Cần thêm 1,5 đơn vị mỗi ngày báo cáo.',
    ],
    [
      'today',
      '2025-10-23',
      1,
      'Mục tiêu: 100\u00a0% đến ngày 23/10/2025. Còn 0 ngày (0 ngày báo cáo); còn 1 đơn vị chưa đạt.',
    ],
    [
      'passed',
      '2025-10-20',
      2,
      'Đã quá thời hạn hoàn thành 100\u00a0% (20/10/2025) 3 ngày; còn 2 đơn vị chưa đạt.',
    ],
    ['met', '2025-12-31', 0, 'Đã đạt mục tiêu 100\u00a0% (hạn 31/12/2025).'],
  ])('%s', (_, deadline, lacking, said) => {
    expect(targetText(targetOf('2025-10-23', deadline, lacking, calendar), vi)).toBe(said);
  });
});

describe('the projected finish', () => {
  const points = (...greens: number[]) =>
    greens.map((green, index) => ({
      day: `2025-09-${String(index + 1).padStart(2, '0')}`,
      green,
      total: 20,
    }));
  it.each([
    ['nothing followed', [], { kind: 'too_few', days: 0 }],
    ['four days', [1, 2, 3, 4], { kind: 'too_few', days: 4 }],
    ['one more a day', [1, 2, 3, 4, 5], { kind: 'on', day: '2025-09-20', pace: 1 }],
    ['no more than before', [5, 5, 5, 5, 5], { kind: 'not_rising', pace: 0 }],
    ['falling', [9, 8, 7, 6, 5], { kind: 'not_rising', pace: -1 }],
    ['reached', [1, 20], { kind: 'reached' }],
    ['half a locality a day', [4, 4, 5, 5, 6, 6], { kind: 'on', pace: expect.closeTo(0.457, 2) }],
    // Only the latest ten days count: the leap before them is no pace.
    ['after a leap', [0, 0, 10, ...Array(10).fill(10)], { kind: 'not_rising', pace: 0 }],
  ])('%s', (_, greens, expected) => {
    expect(project(points(...(greens as number[])), everyDay)).toMatchObject(expected);
  });

  it('is not named when it lies years ahead', () => {
    const slow = points(1, 1, 1, 1, 1, 1, 1, 1, 1, 2).map((point) => ({ ...point, total: 114 }));
    expect(project(slow, everyDay)).toMatchObject({ kind: 'too_far' });
  });

  it('counts reporting days and is said against the deadline', () => {
    const said = projectionText({ kind: 'on', day: '2026-01-12', pace: 1.26, days: 10 }, '2025-12-31', vi);
    expect(said).toBe(
      'Nếu giữ tốc độ của 10 ngày báo cáo gần nhất (thêm 1,3 đơn vị mỗi ngày), tất cả sẽ đạt vào khoảng ngày 12/1/2026, chậm hơn thời hạn 12 ngày.',
    );
    const week = ['13', '14', '15', '16', '17'].map((date, index) => ({
      day: `2025-10-${date}`,
      green: 13 + index,
      total: 20,
    }));
    // Friday and three to go: Monday, Tuesday, Wednesday.
    expect(project(week, calendar)).toMatchObject({ kind: 'on', day: '2025-10-22' });
  });
});

describe('the burn-up chart', () => {
  const points = [
    { day: '2025-10-01', green: 0, total: 10 },
    { day: '2025-10-11', green: 5, total: 10 },
  ];
  it('stands on zero and ends at all', () => {
    const at = layBurnUp({ points, deadline: null, finish: null });
    expect(at.line[0]?.y).toBe(at.bottom);
    expect(at.last).toEqual({ x: at.right, y: (at.top + at.bottom) / 2 });
    expect(at.ahead).toBeNull();
    expect(at.deadline).toBeNull();
  });

  it('goes on to the finish, past the deadline', () => {
    const at = layBurnUp({ points, deadline: '2025-10-16', finish: '2025-10-21' });
    expect(at.ahead).toEqual({ x: at.right, y: at.top });
    expect(at.last.x).toBe((at.left + at.right) / 2);
    expect(at.deadline).toBe((at.last.x + at.right) / 2);
  });

  it('cuts off a finish far ahead on the way to it', () => {
    const at = layBurnUp({ points, deadline: null, finish: '2026-10-11' });
    expect(at.ahead?.x).toBe(at.right);
    expect(at.ahead?.y).toBeGreaterThan(at.top);
    expect(at.ahead?.y).toBeLessThan(at.last.y);
  });

  it('of a single day is a point', () => {
    expect(layBurnUp({ points: points.slice(0, 1), deadline: null, finish: null }).line).toHaveLength(1);
  });
});

it('counts conditions in the order of the catalogue, those that nobody is asked left out', () => {
  const condition = (code: string) => ({ code, nameVi: code, nameEn: code });
  const rows = [
    { conditions: { b: 'met', a: 'unmet' } as const },
    { conditions: { b: 'unknown', a: 'unmet' } as const },
  ];
  expect(countConditions(['a', 'b', 'c'].map(condition), rows)).toEqual([
    { condition: condition('a'), counts: { met: 0, unmet: 2, unknown: 0 }, total: 2 },
    { condition: condition('b'), counts: { met: 1, unmet: 0, unknown: 1 }, total: 2 },
  ]);
});

it('shows behind each figure who it counts', () => {
  const change = (turned: string[], fell: string[]) => ({
    since: '',
    green: 0,
    total: 0,
    turned,
    fell,
    moved: [],
  });
  const changes = { day: change(['1'], []), week: change(['1', '2'], ['3']) };
  const facts = [
    { code: '1', colour: 'green', reporting: 'on_time' },
    { code: '2', colour: 'green', reporting: 'late' },
    { code: '3', colour: 'yellow', reporting: 'missing' },
    { code: '4', colour: 'grey', reporting: 'due' },
  ] as const;
  const shown = SHOWN.map((one) => [
    one,
    facts
      .filter((fact) => isShown(one, fact, changes))
      .map(({ code }) => code)
      .join(''),
  ]);
  expect(Object.fromEntries(shown)).toEqual({
    all: '1234',
    green: '12',
    yellow: '3',
    red: '',
    grey: '4',
    received: '12',
    on_time: '1',
    late: '2',
    missing: '3',
    due: '4',
    turned: '1',
    fell: '',
    turned_week: '12',
    fell_week: '3',
  });
});

describe('the map of the nation', () => {
  it('gives each province a tile of its own, near where it lies', () => {
    const tiles = Object.values(PROVINCE_TILES);
    expect(tiles).toHaveLength(34);
    expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(34);
    const at = (code: string) => PROVINCE_TILES[code] ?? { column: Number.NaN, row: Number.NaN };
    const [haNoi, haiPhong, hue, hcmc, caMau] = ['01', '31', '46', '79', '96'].map(at);
    expect(haiPhong?.column).toBeGreaterThan(haNoi?.column ?? Number.NaN);
    const southwards = [haNoi, hue, hcmc, caMau].map((one) => one?.row ?? Number.NaN);
    expect(southwards).toEqual([...southwards].sort((a, b) => a - b));
  });

  it.each([
    [0, 0, '0 %'],
    [0.1, 1, '< 25 %'],
    [25, 2, '25 – < 50 %'],
    [74.9, 3, '50 – < 75 %'],
    [99.9, 4, '75 – < 100 %'],
    [100, 5, '100 %'],
  ] as const)('shades %d %% as step %d: %s', (percent, step, text) => {
    expect([shareStep(percent), stepText(shareStep(percent))]).toEqual([step, text]);
  });
});

describe('a line over days', () => {
  const shape = { width: 100, height: 20, room: 0, most: 100 };
  it.each([
    [[0, 50, 100], 'M0 20L50 10L100 0', 'from nothing to all'],
    [[0, null, 100], 'M0 20h0M100 0h0', 'no line over a day of which nothing is known'],
    [[null, 50, 50], 'M50 10L100 10', 'begins where something is known'],
    [[50, 50, null], 'M0 10L50 10', 'and ends there'],
    [[null, null], '', 'nothing at all'],
    [[100], 'M0 0h0', 'a single day is a point'],
    [[], '', 'no day'],
    [[150, -20], 'M0 0L100 20', 'stays within the picture'],
  ])('%j: %s (%s)', (values, path) => {
    expect(lineThrough(values, shape).path).toBe(path);
  });
  it('ends at the last day that is known', () => {
    expect(lineThrough([0, 50, null], shape).end).toEqual({ x: 50, y: 10 });
    expect(lineThrough([null], shape).end).toBeNull();
  });
});
