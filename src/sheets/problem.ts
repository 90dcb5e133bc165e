import type { Words } from '../say.ts';

/**
 * Everything that can be wrong with an uploaded sheet. One closed list, so that edges can map a code to
 * an HTTP answer and pages can say it in Vietnamese; details never carry a parser's own error text.
 */
const PROBLEMS = {
  too_large: ['Bảng tính lớn hơn mức hệ thống nhận.', 'The sheet is larger than this service takes.'],
  too_complex: [
    'Tệp quá phức tạp, không thể đọc an toàn: hãy chép dữ liệu sang một tệp mới.',
    'The workbook is too complex to be read safely: copy its data into a new one.',
  ],
  not_a_workbook: ['Đây không phải tệp bảng tính XLSX.', 'This is not an XLSX workbook.'],
  old_format: [
    'Đây là tệp .xls định dạng cũ: hãy lưu lại thành .xlsx.',
    'This is a workbook of the old .xls format: save it as .xlsx.',
  ],
  encrypted: [
    'Tệp có mật khẩu: hãy lưu lại không đặt mật khẩu.',
    'The workbook is protected by a password: save it without one.',
  ],
  macros: [
    'Tệp có chứa macro: hãy lưu lại thành .xlsx thường.',
    'The workbook holds macros: save it as a plain .xlsx.',
  ],
  external_links: [
    'Tệp có liên kết tới tệp khác: hãy thay các công thức đó bằng giá trị.',
    'The workbook refers to other files: replace those formulas by values.',
  ],
  damaged: ['Tệp bảng tính bị hỏng hoặc đã bị can thiệp.', 'The workbook is damaged or was tampered with.'],
  malformed_csv: [
    'Không đọc được nội dung CSV: hãy lưu lại dạng "CSV UTF-8".',
    'The CSV text cannot be read.',
  ],
  empty: ['Bảng tính trống.', 'The sheet is empty.'],
  busy: [
    'Hệ thống đang bận đọc tệp: hãy thử lại sau ít phút.',
    'Too many sheets are being read: try again shortly.',
  ],
} as const satisfies Record<string, Words>;

export type SheetProblemCode = keyof typeof PROBLEMS;

/** A sheet that cannot be read, with the reason in plain English (`message`) and Vietnamese (`messageVi`). */
export class SheetProblem extends Error {
  override readonly name = 'SheetProblem';
  readonly code: SheetProblemCode;
  readonly detail: string | undefined;
  readonly messageVi: string;

  /** `detail` is added to the English message; `line`, counted from 1, to both. */
  constructor(code: SheetProblemCode, detail?: string, line?: number) {
    const [vietnamese, english] = PROBLEMS[code];
    super(
      [english, line === undefined ? undefined : `Line ${line}:`, detail]
        .filter((part) => part !== undefined)
        .join(' '),
    );
    this.code = code;
    this.detail = detail;
    this.messageVi = line === undefined ? vietnamese : `${vietnamese} Xem dòng ${line}.`;
  }
}
