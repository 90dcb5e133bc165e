import { dayOf, formatDay, timeOf } from '../../days.ts';
import { jobWords } from '../../scheduler/words.ts';
import { type KindOf, OPERATORS, sampleInstant } from '../kind.ts';

/** A job that has not done what was due. */
export const jobLate: KindOf<'job_late', { job: string; since: string }> = {
  kind: 'job_late',
  name: ['Tác vụ tự động bị chậm', 'Job late'],
  about: 'service',
  ofProgramme: false,
  opens: 'watch',
  weight: 0,
  texts({ job, since }) {
    const [vi, en] = jobWords(job);
    const from = new Date(since);
    const [time, day] = [timeOf(from), formatDay(dayOf(from))];
    return {
      reasonVi: `Tác vụ tự động “${vi}” chưa hoàn thành từ trước ${time} ngày ${day}`,
      reason: `The job “${en}” has done nothing since before ${time} on ${day}.`,
      todoVi: 'Các tác vụ khác vẫn chạy. Đề nghị xem trang Tác vụ tự động và nhật ký của hệ thống.',
      todo: 'Other jobs run. Please look at the page of jobs and at the log.',
    };
  },
  ends: {
    succeeded_again: ({ job }) => [
      `Tác vụ tự động “${jobWords(job)[0]}” đã chạy được trở lại`,
      `The job “${jobWords(job)[1]}” works again.`,
    ],
  },
  ladder: { steps: [OPERATORS], settings: { lateMinutes: 15 } },
  numbers: [{ name: 'lateMinutes', min: 5, max: 1_440 }],
  sample: (today) => ({ job: 'collect', since: sampleInstant(today, '08:00') }),
};
