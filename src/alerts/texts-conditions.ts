import { type Day, dayOf, formatDay, timeOf } from '../days.ts';
import type { Names } from './names.ts';
import type { AlertContent, AlertTexts, CertificateFacts, GapDeadlineFacts } from './types.ts';

type ConditionContent =
  | Extract<
      AlertContent,
      { kind: 'gap_deadline' | 'value_questioned' | 'certificate_expiring' | 'network_down' }
    >
  /** A promise, with the texts of what was promised. */
  | { kind: 'promise_passed'; of: AlertTexts; owner: string; promisedOn: Day };

/** Texts of alerts about what a locality has, and about what was promised of it. */
export function conditionTexts(content: ConditionContent, names: Names): AlertTexts {
  const { areaVi: vi, areaEn: en } = names;
  switch (content.kind) {
    case 'gap_deadline':
      return gapTexts(content.facts, names);
    case 'promise_passed': {
      const { of, owner, promisedOn } = content;
      return {
        reasonVi: `Quá hẹn ngày ${formatDay(promisedOn)}: ${of.reasonVi}`,
        reason: `Promised for ${promisedOn} and not done: ${of.reason}`,
        todoVi: `Người nhận việc: ${owner}. Nếu việc đã xong, đề nghị gửi báo cáo mới để hệ thống ghi nhận; nếu chưa, đề nghị hẹn lại ngày và nêu lý do.`,
        todo: `Owner: ${owner}. If it is done, please report, so that it shows; if not, please promise another date and say why.`,
      };
    }
    case 'value_questioned': {
      const { indicator, reason, on } = content.facts;
      return {
        reasonVi: `${vi}: số liệu “${names.indicatorVi(indicator)}” cần xem lại`,
        reason: `${en}: the figure “${names.indicatorEn(indicator)}” was questioned.`,
        todoVi: `Số này được đề nghị xem lại ngày ${formatDay(on)}: “${reason}”. Nó tính là chưa đạt cho đến khi anh/chị gửi số mới hoặc số được xác minh.`,
        todo: `It was questioned on ${on}: “${reason}”. It counts as not met until another figure is sent or this one is verified.`,
      };
    }
    case 'certificate_expiring':
      return certificateTexts(content.facts, names);
    case 'network_down': {
      const { lastBeatAt } = content.facts;
      const last = new Date(lastBeatAt);
      return {
        reasonVi: `${vi} mất kết nối mạng từ ${timeOf(last)} ngày ${formatDay(dayOf(last))}`,
        reason: `The network of ${en} has not been heard of since ${timeOf(last)} on ${dayOf(last)}.`,
        todoVi:
          'Đề nghị anh/chị kiểm tra đường truyền, thiết bị mạng và máy gửi tín hiệu của Trung tâm; nếu mất đường truyền số liệu chuyên dùng, báo đơn vị cung cấp.',
        todo: 'Please check the line, the router and the machine that sends the signal; tell the provider if the line is down.',
      };
    }
  }
}

function gapTexts(facts: GapDeadlineFacts, names: Names): AlertTexts {
  const { indicator, deadline, passed, state, have, need } = facts;
  const figuresVi = state === 'unmet' && have !== null && need !== null ? `, hiện có ${have}/${need}` : '';
  const figures = state === 'unmet' && have !== null && need !== null ? `, ${have} of ${need}` : '';
  const unknownVi = state === 'unknown' ? ' (chưa có số liệu mới)' : '';
  const unknown = state === 'unknown' ? ' (no fresh figure)' : '';
  const [vi, en] = [names.indicatorVi(indicator), names.indicatorEn(indicator)];
  return {
    reasonVi: `${names.areaVi} ${passed ? 'quá hạn' : 'sắp đến hạn'} ${formatDay(deadline)}: ${vi}${figuresVi}${unknownVi}`,
    reason: `${names.areaEn}, ${passed ? 'past the deadline of' : 'due by'} ${deadline}: ${en}${figures}${unknown}.`,
    todoVi: `Còn thiếu từ ngày ${formatDay(facts.since)}. Đề nghị anh/chị nhận việc và hẹn ngày xong, hoặc gửi số liệu mới nếu đã đủ.`,
    todo: `Lacking since ${facts.since}. Please take it on and promise a date, or send new figures if it is there.`,
  };
}

const CERTIFICATES: Record<CertificateFacts['certificateKind'], [vi: string, en: string]> = {
  personal: ['chứng thư cá nhân', 'personal certificate'],
  organisation: ['chứng thư tổ chức', 'certificate of the organisation'],
  device: ['chứng thư thiết bị', 'certificate of a device'],
};

function certificateTexts(facts: CertificateFacts, names: Names): AlertTexts {
  const [kindVi, kindEn] = CERTIFICATES[facts.certificateKind];
  const whose = facts.holder ?? facts.serial;
  const of = whose === null ? '' : ` (${whose})`;
  return {
    reasonVi: `${names.areaVi}: ${kindVi}${of} ${facts.expired ? 'đã hết hạn' : 'hết hạn'} ngày ${formatDay(facts.validTo)}`,
    reason: `${names.areaEn}: ${kindEn}${of} ${facts.expired ? 'expired' : 'expires'} on ${facts.validTo}.`,
    todoVi:
      'Đề nghị anh/chị làm thủ tục gia hạn hoặc cấp mới qua Sở KH&CN, rồi cập nhật vào sổ chứng thư khi có chứng thư mới.',
    todo: 'Please apply for renewal through the Department of Science and Technology, and enter the new certificate in the register.',
  };
}
