import { expect, it } from 'vitest';
import { stepsOf } from '../../src/pages/administration/start/steps.ts';

const nothing = {
  province: null,
  choices: [],
  programme: undefined,
  pattern: undefined,
  daysOff: [{ year: 2025, count: 11 }],
  rollout: null,
  mail: { ready: true, tried: false },
  today: '2025-09-25',
};

it('of a province that is not chosen the first steps say nothing but that', () => {
  const said = Object.fromEntries(stepsOf(nothing).map((step) => [step.key, step.said[0]]));
  for (const key of ['programme', 'people', 'invitations', 'reminder'])
    expect([key, said[key]]).toEqual([key, 'Chọn địa bàn trước.']);
  expect(said.province).toBe('Chưa chọn tỉnh, thành phố.');
  expect(
    stepsOf(nothing)
      .filter(({ done }) => done)
      .map(({ key }) => key),
  ).toEqual(['calendar']);
});

it('of one that is chosen they say what there is not', () => {
  const province = { code: '79', name: 'Thành phố Hồ Chí Minh', units: 168 };
  const said = Object.fromEntries(stepsOf({ ...nothing, province }).map((step) => [step.key, step.said[0]]));
  expect(said.programme).toBe('Chưa có đợt nào: không đơn vị nào phải báo cáo.');
});

it('that everybody is invited is not said of a province whose units have nobody yet', () => {
  const province = { code: '40', name: 'Tỉnh Nghệ An', units: 130 };
  const came = { people: 1, invited: 1, opened: 1, signedIn: 1 };
  const of = (withPeople: number) => {
    const rollout = { totals: { ...came, units: 130, withPeople, reporting: 0 }, units: [], awaited: [] };
    const step = stepsOf({ ...nothing, province, rollout }).find(({ key }) => key === 'invitations');
    return [step?.done, step?.said[0]];
  };
  expect(of(0)).toEqual([false, 'Đơn vị có người dùng rồi mới mời được.']);
  expect(of(1)).toEqual([true, 'Đã mời mọi người; 1 người đã vào.']);
});
