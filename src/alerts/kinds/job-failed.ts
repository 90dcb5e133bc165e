import { jobWords, slotWords } from '../../scheduler/words.ts';
import { type KindOf, OPERATORS, sampleInstant, shortened } from '../kind.ts';

/** A run of a job that is not tried again. */
export const jobFailed: KindOf<'job_failed', { job: string; slot: string; at: string; error: string }> = {
  kind: 'job_failed',
  name: ['Tác vụ tự động bị lỗi', 'Job failed'],
  about: 'service',
  ofProgramme: false,
  opens: 'watch',
  weight: 2,
  texts({ job, slot, error }) {
    const [vi, en] = jobWords(job);
    const [runVi, run] = slotWords(slot);
    return {
      reasonVi: `Tác vụ tự động “${vi}” bị lỗi và đã dừng thử lại`,
      reason: `The job “${en}” failed and is not tried again.`,
      todoVi: `Lần chạy: ${runVi}. Lỗi: ${shortened(error)}. Đề nghị xem trang Tác vụ tự động rồi chạy lại.`,
      todo: `Run: ${run}. Error: ${shortened(error)}. Please look at the page of jobs, and run it again.`,
    };
  },
  ends: {
    succeeded_again: ({ job }) => [
      `Tác vụ tự động “${jobWords(job)[0]}” đã chạy được trở lại`,
      `The job “${jobWords(job)[1]}” works again.`,
    ],
  },
  ladder: { steps: [OPERATORS], settings: {} },
  sample: (today) => ({
    ...{ job: 'collect', slot: sampleInstant(today, '08:00'), at: sampleInstant(today, '08:01') },
    error: 'connection refused',
  }),
};
