import type { RegisterFigure } from '../../certificates/figures.ts';
import type { Note } from '../../certificates/from-file.ts';
import type { CertificateKind, CertificateState, Withdrawal } from '../../certificates/types.ts';
import { formatDay } from '../../days.ts';
import { own } from '../../lib/own.ts';
import { formatNumber } from '../format.ts';
import type { Say, Words } from '../say.ts';

/** What people read of certificates. Pure. */

export const KINDS: Record<CertificateKind, Words> = {
  personal: ['Cá nhân', 'Personal'],
  organisation: ['Tổ chức (con dấu)', 'Organisation (seal)'],
  device: ['Thiết bị', 'Device'],
};

export const STATES: Record<CertificateState | 'in_force', Words> = {
  in_force: ['Còn hiệu lực', 'In force'],
  valid: ['Còn hiệu lực', 'In force'],
  expiring: ['Sắp hết hạn', 'Expiring soon'],
  expired: ['Hết hạn', 'Expired'],
  future: ['Chưa có hiệu lực', 'Not yet valid'],
  self_signed: ['Tự ký, không tính', 'Self-signed, not counted'],
  withdrawn: ['Không còn dùng', 'Out of use'],
};

export const WITHDRAWAL_NAMES: Record<Withdrawal, Words> = {
  replaced: ['Đã thay bằng chứng thư khác', 'Replaced by another'],
  revoked: ['Đã thu hồi', 'Revoked'],
  mistake: ['Ghi nhầm, bỏ khỏi sổ', 'Entered by mistake'],
};

/** What is said of a certificate in a file, beside what it holds. */
export const NOTE_WORDS: Record<Note, Words> = {
  authority: [
    'Chứng thư của cơ quan cấp, không ghi vào sổ của đơn vị.',
    'The certificate of an authority: it does not belong into a locality’s register.',
  ],
  self_signed: [
    'Chứng thư tự ký, không do cơ quan nào cấp: ghi được nhưng không tính.',
    'Self-signed: nobody issued it. It may be entered, but does not count.',
  ],
  expired: ['Đã hết hạn.', 'It has expired.'],
  future: ['Chưa đến ngày có hiệu lực.', 'It is not valid yet.'],
  wrong_signature: [
    'Chữ ký không khớp với cơ quan cấp trong cùng tệp: không ghi vào sổ.',
    'Its signature does not fit its issuer in the same file: it is not entered.',
  ],
};

const USAGES: Record<string, Words> = {
  digitalSignature: ['ký số', 'signing'],
  nonRepudiation: ['chống chối bỏ', 'non-repudiation'],
  keyEncipherment: ['mã hóa khóa', 'key encipherment'],
  dataEncipherment: ['mã hóa dữ liệu', 'data encipherment'],
  keyAgreement: ['trao đổi khóa', 'key agreement'],
  keyCertSign: ['cấp chứng thư', 'issuing certificates'],
  cRLSign: ['ký danh sách thu hồi', 'signing revocation lists'],
  serverAuth: ['máy chủ', 'server'],
  clientAuth: ['đăng nhập', 'signing in'],
  codeSigning: ['ký phần mềm', 'code signing'],
  emailProtection: ['thư điện tử', 'e-mail'],
  timeStamping: ['dấu thời gian', 'time stamping'],
  OCSPSigning: ['phản hồi trạng thái (OCSP)', 'status answers'],
  documentSigning: ['ký văn bản', 'document signing'],
  smartcardLogon: ['đăng nhập bằng thẻ', 'smart card sign-in'],
};

/** Columns of the sheet, as people call them. */
const COLUMN_NAMES: Record<string, Words> = {
  locality: ['Mã đơn vị', 'Locality code'],
  kind: ['Loại', 'Kind'],
  holder: ['Chức vụ', 'Position'],
  issuer: ['Cơ quan cấp', 'Issuer'],
  serial: ['Số hiệu chứng thư (serial)', 'Serial number'],
  valid_from: ['Có hiệu lực từ ngày', 'Valid from'],
  valid_to: ['Hết hạn ngày', 'Ends on'],
};

export function columnName(header: string, say: Say): string {
  const words = own(COLUMN_NAMES, header);
  return words ? say(...words) : header;
}

/** "ký số, đăng nhập"; those that nobody needs to read are left out. */
export function usagesText(usages: readonly string[], say: Say): string {
  return usages
    .flatMap((one) => {
      const words = own(USAGES, one);
      return words ? [say(...words)] : [];
    })
    .join(', ');
}

/** "5 còn hiệu lực", "có", "hết hạn sớm nhất 1/3/2027": what the register says beside what is reported. */
export function registerText(figure: RegisterFigure | undefined, say: Say): string {
  if (typeof figure === 'number')
    return say(`${formatNumber(figure)} còn hiệu lực`, `${formatNumber(figure)} in force`);
  if (typeof figure === 'boolean')
    return figure
      ? say('có chứng thư còn hiệu lực', 'one is in force')
      : say('không còn chứng thư nào còn hiệu lực', 'none is in force');
  return figure === undefined
    ? ''
    : say(`hết hạn sớm nhất ${formatDay(figure)}`, `the first expires on ${formatDay(figure)}`);
}

/** Serial numbers in groups that eyes can compare. */
export function serialText(serial: string): string {
  return serial.replace(/[\dA-F]{4}(?=[\dA-F])/g, '$& ');
}
