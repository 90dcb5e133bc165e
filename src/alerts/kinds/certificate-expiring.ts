import { addDays, type Day, formatDay } from '../../days.ts';
import type { Words } from '../../i18n/say.ts';
import { type KindOf, step } from '../kind.ts';

interface Facts {
  certificate: number;
  certificateKind: 'personal' | 'organisation' | 'device';
  holder: string | null;
  serial: string | null;
  validTo: Day;
  /** Whether that day lies behind. */
  expired: boolean;
}

const CERTIFICATES: Record<Facts['certificateKind'], Words> = {
  personal: ['chứng thư số cá nhân', 'personal certificate'],
  organisation: ['chứng thư số của cơ quan, tổ chức', 'certificate of the organisation'],
  device: ['chứng thư số của thiết bị', 'certificate of a device'],
};

/** A certificate of the register whose end comes near. */
export const certificateExpiring: KindOf<'certificate_expiring', Facts> = {
  kind: 'certificate_expiring',
  name: ['Chứng thư số sắp hết hạn', 'Certificate expiring'],
  about: 'locality',
  ofProgramme: false,
  opens: 'watch',
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = called(facts);
    const end = formatDay(facts.validTo);
    return {
      reasonVi: `${areaVi}: ${vi} ${facts.expired ? 'đã hết hạn' : 'hết hạn'} ngày ${end}`,
      reason: `${areaEn}: ${en} ${facts.expired ? 'expired' : 'expires'} on ${end}.`,
      todoVi:
        'Đề nghị anh/chị làm thủ tục gia hạn hoặc cấp mới qua Sở, ngành phụ trách, rồi cập nhật sổ chứng thư số khi có chứng thư mới.',
      todo: 'Please apply for renewal through the department in charge, and enter the new certificate in the register.',
    };
  },
  ends: {
    renewed: (facts, { areaVi, areaEn }) => [
      `${areaVi}: ${called(facts)[0]} đã được gia hạn hoặc cấp mới`,
      `${areaEn}: ${called(facts)[1]} was renewed.`,
    ],
    next_stage: (facts, { areaVi, areaEn }) => [
      `${areaVi}: ${called(facts)[0]} đã có lần nhắc mới hơn, gần hạn hơn`,
      `${areaEn}: a later warning speaks of the ${called(facts)[1]}.`,
    ],
  },
  ladder: {
    steps: [
      step('officer'),
      step('leader', { waitMinutes: 2850 }),
      step('department', { waitMinutes: 5700 }),
    ],
    settings: { stages: [60, 30, 7] },
  },
  stages: true,
  sample: (today) => ({
    ...{ certificate: 1, certificateKind: 'personal', holder: 'Chủ tịch UBND', serial: null },
    ...{ validTo: addDays(today, 30), expired: false },
  }),
};

function called({ certificateKind, holder, serial }: Facts): Words {
  const [vi, en] = CERTIFICATES[certificateKind];
  const whose = holder ?? serial;
  const of = whose === null ? '' : ` (${whose})`;
  return [`${vi}${of}`, `${en}${of}`];
}
