import { describe, expect, it } from 'vitest';
import { type Recurrence, readDeadline } from '../src/plans/deadline-rules.ts';

/** Words of deadlines and their last day on time, as plans of 2025 write them and their like. */
const DAYS: [words: string, lastDay: string | null][] = [
  // Before a day, which itself is late.
  ['trước ngày 30/9/2025', '2025-09-29'],
  ['trước ngày 10 tháng 4 năm 2025', '2025-04-09'],
  ['Trước 30/09/2025.', '2025-09-29'],
  ['Hoàn thành trước ngày 15-10-2025', '2025-10-14'],
  ['xong trước ngày 01/3/2024', '2024-02-29'],
  ['thời gian hoàn thành trước ngày 15/10/2025.', '2025-10-14'],
  ['Thời hạn: trước ngày 01 tháng 01 năm 2026', '2025-12-31'],
  ['báo cáo trước ngày 30/9/2025', '2025-09-29'],
  ['TRƯỚC NGÀY 30/9/2025', '2025-09-29'],
  ['trước  ngày\u00a030/9/2025', '2025-09-29'],
  ['chậm nhất trước ngày 30/9/2025', '2025-09-29'],
  ['trước thứ Ba, ngày 30/9/2025', '2025-09-29'],
  // Through a day.
  ['ngày 30/9/2025', '2025-09-30'],
  ['30/9/2025', '2025-09-30'],
  ['30.9.2025', '2025-09-30'],
  ['30-09-2025', '2025-09-30'],
  ['30/9/25', '2025-09-30'],
  ['2025-09-30', '2025-09-30'],
  ['30 tháng 9 năm 2025', '2025-09-30'],
  ['ngày 30 tháng 9/2025', '2025-09-30'],
  ['chậm nhất ngày 30/9/2025', '2025-09-30'],
  ['chậm nhất là ngày 30/9/2025', '2025-09-30'],
  ['chậm nhất đến hết ngày 30/9/2025', '2025-09-30'],
  ['muộn nhất vào ngày 30/9/2025', '2025-09-30'],
  ['không quá ngày 30/9/2025', '2025-09-30'],
  ['đến ngày 30/9/2025', '2025-09-30'],
  ['hết ngày 30/9/2025', '2025-09-30'],
  ['đến hết ngày 30/9/2025', '2025-09-30'],
  ['trong ngày 30/9/2025', '2025-09-30'],
  ['trước và trong ngày 30/9/2025', '2025-09-30'],
  ['xong ngày 30/9/2025', '2025-09-30'],
  ['từ ngày 01/9/2025 đến ngày 30/9/2025', '2025-09-30'],
  ['từ 01/9/2025 đến hết 30/9/2025', '2025-09-30'],
  // Before an hour: on that day one can still be on time.
  ['trước 16 giờ ngày 30/9/2025', '2025-09-30'],
  ['trước 16h00 ngày 30/9/2025', '2025-09-30'],
  ['trước 17 giờ 00 phút ngày 30 tháng 9 năm 2025', '2025-09-30'],
  ['trước 0 giờ ngày 30/9/2025', '2025-09-29'],
  // Months.
  ['trong tháng 03 năm 2025', '2025-03-31'],
  ['hoàn thành trong tháng 03 năm 2025', '2025-03-31'],
  ['tháng 2/2024', '2024-02-29'],
  ['Tháng 02/2025', '2025-02-28'],
  ['hết tháng 4 năm 2025', '2025-04-30'],
  ['cuối tháng 9/2025', '2025-09-30'],
  ['12/2025', '2025-12-31'],
  ['tháng 4-5/2025', '2025-05-31'],
  ['trước tháng 4/2025', '2025-03-31'],
  ['trước tháng 01 năm 2026', '2025-12-31'],
  // Quarters, halves and years.
  ['Quý 2/2025', '2025-06-30'],
  ['Quý II năm 2025', '2025-06-30'],
  ['quý II/2025', '2025-06-30'],
  ['Quý I-2025', '2025-03-31'],
  ['trong quý IV, năm 2025', '2025-12-31'],
  ['Thời gian dự kiến hoàn thành: Quý 3/2025', '2025-09-30'],
  ['Q4/2025', '2025-12-31'],
  ['quý II, III/2025', '2025-09-30'],
  ['Quý III - Quý IV/2025', '2025-12-31'],
  ['trước quý III/2025', '2025-06-30'],
  ['6 tháng đầu năm 2025', '2025-06-30'],
  ['trong 6 tháng cuối năm 2025', '2025-12-31'],
  ['năm 2025', '2025-12-31'],
  ['2025', '2025-12-31'],
  ['Trong năm 2025', '2025-12-31'],
  ['hết năm 2025', '2025-12-31'],
  ['đến năm 2030', '2030-12-31'],
  ['giai đoạn 2025-2030', '2030-12-31'],
  ['2025 - 2030', '2030-12-31'],
  ['trước năm 2026', '2025-12-31'],
  // Without marks, and in decomposed form.
  ['truoc ngay 30/9/2025', '2025-09-29'],
  ['trước ngày 30/9/2025'.normalize('NFD'), '2025-09-29'],
  ['Quý II năm 2025'.normalize('NFD'), '2025-06-30'],
  // Not of the language: a day is given by hand.
  ['', null],
  ['sau ngày 30/9/2025', null],
  ['không thực hiện trước ngày 30/9/2025', null],
  ['trước ngày 30/9', null],
  ['trước ngày 31/02/2025', null],
  ['trước ngày 30/13/2025', null],
  ['Quý 5/2025', null],
  ['tháng 13/2025', null],
  ['tháng 0/2025', null],
  ['đầu tháng 4/2025', null],
  ['giữa năm 2025', null],
  ['cuối năm', null],
  ['trước ngày 30/9/2025 và trước ngày 15/10/2025', null],
  ['từ ngày 30/9/2025 đến ngày 01/9/2025', null],
  ['10 ngày kể từ ngày ban hành', null],
  ['ngay sau khi Kế hoạch được ban hành', null],
  ['theo chỉ đạo', null],
  ['trước ngày 30/9/3025', null],
];

const RECURRING: [words: string, rule: Recurrence | null][] = [
  ['hằng ngày', { freq: 'daily' }],
  ['hàng ngày', { freq: 'daily' }],
  ['Hằng ngày.', { freq: 'daily' }],
  ['hằng ngày'.normalize('NFD'), { freq: 'daily' }],
  ['mỗi tuần một lần', { freq: 'weekly' }],
  ['hằng tuần', { freq: 'weekly' }],
  ['hằng tháng', { freq: 'monthly' }],
  ['định kỳ 1 tháng/lần', { freq: 'monthly' }],
  ['Định kỳ hằng quý', { freq: 'quarterly' }],
  ['3 tháng một lần', { freq: 'quarterly' }],
  ['6 tháng một lần', { freq: 'half_yearly' }],
  ['6 tháng 1 lần', { freq: 'half_yearly' }],
  ['06 tháng/lần', { freq: 'half_yearly' }],
  ['định kỳ 6 tháng', { freq: 'half_yearly' }],
  ['sáu tháng một lần', { freq: 'half_yearly' }],
  ['2 lần/năm', { freq: 'half_yearly' }],
  ['hằng năm', { freq: 'yearly' }],
  ['thường xuyên', { freq: 'continuous' }],
  ['Thường xuyên, liên tục', { freq: 'continuous' }],
  ['thường xuyên, hằng năm', { freq: 'yearly' }],
  ['trước ngày 05/6 hằng năm', { freq: 'yearly', dates: ['06-04'] }],
  ['trước ngày 05/6 và trước ngày 10/12 hằng năm', { freq: 'yearly', dates: ['06-04', '12-09'] }],
  ['trước ngày 05/6 và 10/12 hàng năm', { freq: 'yearly', dates: ['06-04', '12-09'] }],
  ['ngày 31/12 hằng năm', { freq: 'yearly', dates: ['12-31'] }],
  ['trước ngày 01 tháng 3 hằng năm', { freq: 'yearly', dates: ['02-29'] }],
  ['trước ngày 25 hằng tháng', { freq: 'monthly', dates: ['24'] }],
  ['ngày 15 hàng tháng', { freq: 'monthly', dates: ['15'] }],
  ['hằng ngày đến hết ngày 31/12/2025', { freq: 'daily', until: '2025-12-31' }],
  ['hằng tháng, đến năm 2030', { freq: 'monthly', until: '2030-12-31' }],
  ['hằng ngày khi có phát sinh', null],
  ['trước ngày 35/6 hằng năm', null],
  ['5 tháng một lần', null],
];

describe('deadlines', () => {
  it.each(DAYS)('%s → %s', (words, lastDay) => {
    const read = readDeadline(words);
    expect(read.lastDay).toBe(lastDay);
    expect(read.recurring).toBeNull();
    expect(read.kind === 'unread').toBe(lastDay === null);
  });

  it.each(RECURRING)('%s comes again: %o', (words, rule) => {
    const read = readDeadline(words);
    expect(read).toMatchObject({ lastDay: null, recurring: rule, kind: rule ? 'recurring' : 'unread' });
  });

  it('keep the words as they are written, in composed form', () => {
    expect(readDeadline(' trước ngày  30/9/2025 '.normalize('NFD')).asWritten).toBe('trước ngày 30/9/2025');
    expect(readDeadline('theo chỉ đạo').asWritten).toBe('theo chỉ đạo');
  });

  it('count the day that is named where the setting says so', () => {
    const of = (words: string) => readDeadline(words, { dayNamedCounts: true });
    expect(of('trước ngày 30/9/2025').lastDay).toBe('2025-09-30');
    expect(of('trước ngày 05/6 hằng năm').recurring).toEqual({ freq: 'yearly', dates: ['06-05'] });
    expect(of('trước tháng 4/2025').lastDay).toBe('2025-03-31');
  });
});
