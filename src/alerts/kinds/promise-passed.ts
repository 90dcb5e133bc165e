import { addDays, type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';
import { recordMissing } from './record-missing.ts';

export interface PromiseFacts {
  /** The alert that somebody took on, and what it is about; null for a promise on a gap itself. */
  alert: number | null;
  about: { kind: string; facts: unknown };
  owner: string;
  promisedOn: Day;
}

/** Something that somebody took on and that is not done on the date he named. */
export const promisePassed: KindOf<'promise_passed', PromiseFacts> = {
  kind: 'promise_passed',
  name: ['Quá ngày đã hẹn', 'Promised date passed'],
  about: 'locality',
  ofProgramme: true,
  opens: 'watch',
  weight: 2,
  texts({ about, owner, promisedOn }, _, textsOf) {
    const of = textsOf(about);
    const day = formatDay(promisedOn);
    return {
      reasonVi: `Quá ngày hẹn hoàn thành ${day}: ${of.reasonVi}`,
      reason: `Promised for ${day} and not done: ${of.reason}`,
      todoVi: `Người xử lý: ${owner}. Nếu đã hoàn thành, đề nghị gửi báo cáo mới để hệ thống ghi nhận; nếu chưa, đề nghị hẹn lại ngày và nêu lý do.`,
      todo: `Owner: ${owner}. If it is done, please report, so that it shows; if not, please promise another date and say why.`,
    };
  },
  ends: {
    work_done: ({ promisedOn }, { areaVi, areaEn }) => [
      `${areaVi} đã hoàn thành nội dung hẹn ngày ${formatDay(promisedOn)}`,
      `${areaEn} has done what was promised for ${formatDay(promisedOn)}.`,
    ],
    promised_anew: ({ promisedOn }, { areaVi, areaEn }) => [
      `${areaVi} đã hẹn lại nội dung hẹn ngày ${formatDay(promisedOn)}`,
      `${areaEn} has promised another date in place of ${formatDay(promisedOn)}.`,
    ],
  },
  ladder: {
    steps: [step('officer'), step('leader'), step('department', { waitMinutes: 570 })],
    settings: {},
  },
  sample: (today, indicator) => ({
    alert: 1,
    about: { kind: 'record_missing', facts: recordMissing.sample(addDays(today, -4), indicator) },
    owner: 'Nguyễn Văn An',
    promisedOn: addDays(today, -1),
  }),
};
