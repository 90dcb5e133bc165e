import type { Kept } from '../../review/evidence.ts';
import { BYTES_A_DAY, FILE_BYTES, FILES_A_DAY } from '../../review/evidence-rules.ts';
import { formatNumber } from '../format.ts';
import type { Words } from '../say.ts';

const MB = 1024 * 1024;
/** Largest file, in whole megabytes. */
export const FILE_MB = FILE_BYTES / MB;

/** Why a file was not kept, and what to do. */
export const REFUSALS: Record<Exclude<Kept, 'kept' | 'known'>, Words> = {
  empty: ['Chọn một tệp để gửi.', 'Choose a file to send.'],
  too_large: [
    `Tệp lớn hơn ${FILE_MB} MB. Anh/chị vui lòng chụp lại với cỡ nhỏ hơn hoặc nén tệp rồi gửi lại.`,
    `The file is larger than ${FILE_MB} MB. Take a smaller picture or compress it, then send it again.`,
  ],
  wrong_type: [
    'Tệp này không phải ảnh (JPEG, PNG, WebP) hay PDF. Anh/chị vui lòng chọn tệp khác.',
    'This is neither a picture (JPEG, PNG, WebP) nor a PDF. Choose another file.',
  ],
  too_many: [
    `Ngày này đã đủ ${FILES_A_DAY} tệp hoặc ${BYTES_A_DAY / MB} MB. Anh/chị vui lòng xóa bớt tệp không cần rồi gửi lại.`,
    `This day has ${FILES_A_DAY} files or ${BYTES_A_DAY / MB} MB already. Remove what is not needed, then send it again.`,
  ],
  spent: [
    'Ngày này đã có quá nhiều tệp được gửi rồi xóa nên không nhận thêm. Nếu cần, anh/chị vui lòng liên hệ Sở KH&CN.',
    'Too many files were sent and removed for this day, so it takes no more. Tell the department if need be.',
  ],
};

/** "1,2 MB", "340 kB". */
export function sizeText(bytes: number): string {
  return bytes >= MB ? `${formatNumber(bytes / MB)} MB` : `${formatNumber(Math.ceil(bytes / 1024))} kB`;
}
