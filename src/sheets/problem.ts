import type { Words } from '../i18n/say.ts';

/**
 * Everything that can be wrong with an uploaded sheet. One closed list, so that edges can map a code to
 * an HTTP answer and pages can say it in Vietnamese; details never carry a parser's own error text.
 */
const PROBLEMS = {
  too_large: ['Bảng tính lớn hơn mức hệ thống nhận.', 'The sheet is larger than this service takes.'],
  too_complex: [
    'Tệp quá phức tạp, không thể đọc an toàn: hãy sao chép dữ liệu sang một tệp mới.',
    'The workbook is too complex to be read safely: copy its data into a new one.',
  ],
  not_a_workbook: [
    'Đây không phải tệp bảng tính XLSX: mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.',
    'This is not an XLSX workbook.',
  ],
  old_format: [
    'Đây là tệp .xls định dạng cũ: mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.',
    'This is a workbook of the old .xls format: save it as .xlsx.',
  ],
  binary_workbook: [
    'Đây là tệp .xlsb (dạng nhị phân): mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.',
    'This is a binary workbook (.xlsb): save it as .xlsx.',
  ],
  open_document: [
    'Đây là tệp .ods (OpenDocument): mở bằng LibreOffice hoặc Excel, chọn Lưu thành (Save As), kiểu “Excel (.xlsx)”.',
    'This is an OpenDocument sheet (.ods): save it as .xlsx.',
  ],
  web_page: [
    'Đây là trang web (HTML) mang tên tệp Excel: mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.',
    'This is a web page that is only called a workbook: open it in Excel and save it as .xlsx.',
  ],
  xml_spreadsheet: [
    'Đây là tệp “XML Spreadsheet 2003”: mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”.',
    'This is an XML spreadsheet of 2003: open it in Excel and save it as .xlsx.',
  ],
  document: [
    'Đây là tệp PDF hoặc ảnh, không phải bảng tính: gửi tệp Excel (.xlsx) hoặc CSV.',
    'This is a PDF or a picture, not a sheet.',
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
  damaged: [
    'Không mở được tệp này: mở bằng Excel hoặc LibreOffice, lưu thành tệp .xlsx mới rồi tải lên.',
    'The workbook cannot be read: open it in Excel or LibreOffice, save it as a new .xlsx and send that.',
  ],
  malformed_csv: [
    'Không đọc được nội dung CSV: hãy lưu lại dạng "CSV UTF-8".',
    'The CSV text cannot be read.',
  ],
  lone_quote: [
    'Có dấu ngoặc kép (") đứng lẻ trong tệp CSV: xoá dấu đó, hoặc lưu tệp thành .xlsx rồi tải lên.',
    'A quotation mark of the CSV text has no partner: remove it, or write it twice in a cell that stands in quotation marks.',
  ],
  legacy_font: [
    'Tệp gõ bằng phông chữ cũ (TCVN3 hoặc VNI): chuyển sang Unicode rồi tải lên.',
    'The text is for fonts of before Unicode (TCVN3 or VNI): convert it to Unicode.',
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
