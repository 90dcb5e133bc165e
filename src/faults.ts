import { formatDay, isDay } from './days.ts';
import { OF_PEOPLE } from './fault-texts-people.ts';
import { OF_TEMPLATES } from './fault-texts-templates.ts';
import type { Words } from './i18n/say.ts';

/**
 * One thing that is wrong with what somebody sent, in the words of the product and of an integrator.
 * `pointer` is an RFC 6901 pointer into the body, or `?name` of a query parameter.
 */
export interface Fault {
  pointer: string;
  code: string;
  message: string;
  messageVi: string;
}

/** The closed list of what can be wrong: code → words, `{x}` filled from the details. */
const TEXTS = {
  required: ['Cần nhập nội dung này.', 'This is required.'],
  unknown_key: ['Không có mục nào tên “{name}”.', '“{name}” is not a known key.'],
  too_many_keys: [
    'Có {count} mục không có trong danh mục, ví dụ “{name}”.',
    '{count} keys here are not known, “{name}” for one.',
  ],
  too_deep: ['Nội dung lồng nhau quá {most} tầng.', 'Nested deeper than {most} levels.'],
  too_many_parts: ['Nội dung có hơn {most} mục.', 'More than {most} values and keys.'],
  wrong_type: ['Sai kiểu dữ liệu: cần {expectedVi}.', 'Expected {expected}.'],
  invalid_value: ['Giá trị không hợp lệ: {whyVi}.', 'The value is not allowed: {why}.'],
  invalid_day: [
    'Ngày không có thật hoặc ghi chưa đúng. Nhập ngày/tháng/năm, ví dụ 27/9/2025.',
    'Not a day that exists; write YYYY-MM-DD.',
  ],
  future_day: ['Ngày {day} chưa đến; hôm nay là {today}.', '{day} has not begun; today is {today}.'],
  too_many_values: [
    'Báo cáo có {count} số liệu, trong khi danh mục chỉ có {most} chỉ tiêu.',
    'The record holds {count} values, but there are {most} indicators only.',
  ],
  record_too_large: [
    'Nội dung quá lớn so với một báo cáo: hơn {most} mục hoặc hơn {kilobytes} kB.',
    'This is too large for a record: more than {most} values and keys, or {kilobytes} kB.',
  ],
  no_values: ['Cần ít nhất một số liệu.', 'At least one value is needed.'],
  unknown_indicator: ['Không có chỉ tiêu nào mã “{code}”.', 'There is no indicator “{code}”.'],
  indicator_not_in_force: [
    'Chỉ tiêu “{code}” không áp dụng cho ngày {day}.',
    '“{code}” is not asked on {day}.',
  ],
  not_applicable: [
    '“{nameVi}” không áp dụng đối với đơn vị này: số liệu được lưu nhưng không tính.',
    '“{name}” does not apply to this locality: the value is kept and not counted.',
  ],
  not_a_closing_day: [
    '“{nameVi}” báo cáo theo kỳ: chỉ nhận số liệu của ngày chốt kỳ ({daysVi}).',
    '“{name}” is reported by period: only records of a closing day ({days}) take it.',
  ],
  says_not_applicable: [
    '“{nameVi}”: “không áp dụng” không phải là số liệu. Nếu chỉ tiêu này không áp dụng đối với đơn vị, đề nghị quản trị viên đặt ở trang “Chỉ tiêu không áp dụng” (có lý do, từ ngày nào); nếu chưa biết số liệu, để trống ô này hoặc nhập “?”.',
    '“{name}”: “does not apply” is no value. Where it does not apply to the locality, an administrator says so under “What does not apply” (with a reason and from a day on); where the value is not known, leave the cell empty or write “?”.',
  ],
  wrong_kind: ['“{nameVi}” cần {expectedVi}.', '“{name}” takes {expected}.'],
  not_a_count: [
    '“{nameVi}”: {fieldVi} phải là số nguyên từ 0 đến 999.999.999.',
    '“{name}”: {field} must be a whole number from 0 to 999999999.',
  ],
  have_exceeds_need: [
    '“{nameVi}”: số hiện có ({have}) lớn hơn số cần có ({need}). Kiểm tra lại hai số này.',
    '“{name}”: have ({have}) is more than need ({need}). Check both figures.',
  ],
  need_zero: [
    '“{nameVi}”: số cần có đang là 0. Nhập số thực sự cần.',
    '“{name}”: need is 0, but this is needed everywhere.',
  ],
  note_too_long: [
    'Ghi chú dài {length} ký tự; tối đa 2.000 ký tự.',
    'The note has {length} characters; at most 2000.',
  ],
  malformed_text: [
    'Nội dung có ký tự không đọc được. Vui lòng xóa rồi nhập lại.',
    'The text holds broken Unicode or control characters.',
  ],
  day_locked: ['Ngày {day} đã khóa từ {atVi}, không nhận thêm báo cáo.', '{day} is locked since {at}.'],
  revision_conflict: [
    'Đã có lần gửi thứ {latest} mới hơn lần {replaces} mà anh/chị đang sửa. Tải lại rồi sửa tiếp.',
    'Revision {latest} has come in since; you replace {replaces}.',
  ],
  rights_taken: [
    'Quyền của anh/chị vừa thay đổi nên chưa lưu được.',
    'What you may do has changed meanwhile; nothing of this was stored.',
  ],
  duplicate_in_batch: [
    'Đơn vị này có nhiều dòng cho cùng một ngày trong tệp. Chỉ giữ một dòng.',
    'The batch holds this locality and day more than once.',
  ],
  not_found: [
    'Không có xã, phường, đặc khu này trong địa bàn của anh/chị.',
    'There is no such locality in your area.',
  ],
  locality_not_in_force: [
    'Đơn vị {locality} không hoạt động vào ngày {day}.',
    '{locality} is not in force on {day}.',
  ],
  missing_column: [
    'Tệp thiếu cột “{columnVi}”. Dòng tiêu đề là dòng {row}{inSheetVi}.',
    'The sheet has no column “{column}”.',
  ],
  no_value_column: ['Tệp không có cột số liệu nào.', 'The sheet has no value column.'],
  duplicate_column: ['Cột “{column}” xuất hiện hai lần.', 'Column “{column}” stands twice.'],
  unknown_column: [
    'Không có cột nào tên “{column}”; xem các cột trong tệp mẫu.',
    'There is no column “{column}”; the template has all there are.',
  ],
  nameless_column: [
    'Cột {column} có dữ liệu nhưng dòng tiêu đề (dòng {row}) không ghi tên cột.',
    'Column {column} holds data, but row {row} does not name it.',
  ],
  no_head: [
    'Không tìm thấy dòng tiêu đề. Đã tìm các cột {namesVi} trong {most} dòng đầu của {sheetsVi}. Anh/chị lấy tệp mẫu, hoặc ghi tên cột như trong tệp mẫu.',
    'No row of column names was found: looked for {names} in the first {most} rows of {sheets}.',
  ],
  error_value: [
    'Công thức trong ô bị lỗi ({text}). Sửa công thức hoặc ghi giá trị.',
    'The formula of this cell failed ({text}): write the value.',
  ],
  formula_without_value: [
    'Ô này là công thức chưa có giá trị: mở bằng Excel, lưu lại rồi tải lên.',
    'This cell is a formula whose value was never worked out: open the file in Excel, save it, and send it again.',
  ],
  not_unicode: [
    'Nội dung gõ bằng phông chữ cũ (TCVN3 hoặc VNI): chuyển sang Unicode rồi tải lên.',
    'The text is for fonts of before Unicode (TCVN3 or VNI): convert it to Unicode.',
  ],
  code_lost_digits: [
    'Bảng tính đã coi mã này là số và làm mất chữ số. Định dạng ô là văn bản rồi nhập lại.',
    'The spreadsheet took this code for a figure and lost digits of it. Format the cell as text and type it again.',
  ],
  ambiguous_day: [
    '“{text}” có thể là {first} hoặc {second}. Nhập ngày/tháng/năm với năm đủ bốn chữ số và dùng một kiểu trong cả cột.',
    '“{text}” can be {first} or {second}; write the day as YYYY-MM-DD.',
  ],
  month_first: [
    '“{text}” không phải ngày/tháng/năm. Nếu là ngày {day}, ghi đúng như vậy.',
    '“{text}” is no day/month/year; if {day} is meant, write it so.',
  ],
  percent_not_asked: [
    '“{nameVi}” không tính bằng phần trăm, nhưng ô ghi {text}.',
    '“{name}” is not counted in percent, but the cell says {text}.',
  ],
  none_is_no_value: [
    '“{nameVi}”: chỉ ghi “không phát sinh” cho số lượng. {instead}',
    '“{name}”: “none arose” is an answer to a count only.',
  ],
  ambiguous_number: [
    '“{text}” có thể hiểu hai cách; nhập số không có dấu phân cách hàng nghìn.',
    '“{text}” can be read in two ways; write it without a thousands separator.',
  ],
  half_ratio: ['“{nameVi}” cần đủ cả số hiện có và số cần có.', '“{name}” needs both have and need.'],
  unknown_and_value: [
    '“{nameVi}”: vừa nhập số liệu vừa chọn “Chưa rõ”. Anh/chị vui lòng giữ lại một trong hai.',
    '“{name}”: both a value and “not known” are given; keep one of them.',
  ],
  unreadable_sheet: ['{whyVi}', '{why}'],
  private_key: [
    'Tệp có khóa bí mật. Hệ thống không lưu nội dung nào của tệp. Khóa bí mật chỉ người dùng được giữ: nếu đã gửi cho người khác, anh/chị vui lòng đề nghị thu hồi chứng thư. Chỉ gửi tệp chứng thư (.cer, .pem, .p7b).',
    'The file holds a private key. Nothing of it was kept. A private key belongs to its holder alone: if it was sent to others, have the certificate revoked. Send the certificate only (.cer, .pem, .p7b).',
  ],
  no_certificate: [
    'Tệp này không có chứng thư nào. Anh/chị vui lòng chọn tệp .cer, .crt, .pem hoặc .p7b của chứng thư.',
    'There is no certificate in this file. Send the .cer, .crt, .pem or .p7b file of the certificate.',
  ],
  damaged_certificate: [
    'Tệp bị hỏng hoặc thiếu phần cuối. Anh/chị vui lòng xuất lại chứng thư rồi gửi tệp mới.',
    'The file is damaged or cut off. Export the certificate again and send the new file.',
  ],
  trailing_bytes: [
    'Sau chứng thư, tệp còn chứa nội dung khác. Anh/chị vui lòng xuất lại riêng chứng thư.',
    'Something else follows the certificate in this file. Export the certificate alone.',
  ],
  too_many_certificates: [
    'Tệp có hơn {most} chứng thư. Anh/chị vui lòng tách thành nhiều tệp.',
    'The file holds more than {most} certificates. Split it.',
  ],
  key_too_large: [
    'Tệp có chứng thư với khóa dài hơn {bits} bit, không phải chứng thư của tổ chức chứng thực.',
    'A certificate in this file has a key of more than {bits} bits, which none of an official authority has.',
  ],
  too_many_issuers: [
    'Tệp có hơn {issuers} tổ chức chứng thực trùng tên. Anh/chị vui lòng chỉ gửi chứng thư cùng chuỗi cấp phát của chứng thư đó.',
    'The file holds more than {issuers} authorities of one name. Send the certificate with its own chain only.',
  ],
  too_complex_file: [
    'Tệp quá phức tạp, không thể đọc an toàn. Anh/chị vui lòng xuất lại riêng chứng thư rồi gửi tệp mới.',
    'The file takes too long to read. Export the certificate alone and send the new file.',
  ],
  classified_certificate: [
    'Không ghi chữ ký số, chứng thư dùng cho việc mật vào sổ. Chỉ báo cáo số lượng.',
    'Nothing of a signature for classified work may stand here. Report its count only.',
  ],
  holder_missing: [
    'Nhập chức vụ của người được cấp, không nhập họ tên.',
    'Write the holder’s position, not the name.',
  ],
  holder_has_number: [
    'Chỉ nhập chức vụ, không nhập số điện thoại hay số căn cước.',
    'Write the position only, without telephone or identity numbers.',
  ],
  not_a_serial: [
    'Số hiệu chứng thư chỉ gồm chữ số 0–9 và chữ A–F.',
    'A serial number has the digits 0–9 and the letters A–F only.',
  ],
  serial_lost_digits: [
    'Bảng tính đã coi số hiệu chứng thư là số và làm mất chữ số. Định dạng ô là văn bản rồi nhập lại.',
    'The spreadsheet took the serial number for a figure and dropped digits. Format the cell as text and type it again.',
  ],
  ends_before_it_begins: ['Ngày hết hạn sớm hơn ngày bắt đầu.', 'It ends before it begins.'],
  certificate_withdrawn: [
    'Sổ đã ghi chứng thư này {reasonVi} từ ngày {day}.',
    'This certificate stands in the register as {reason} since {day}.',
  ],
  certificate_of_file: [
    'Thời hạn của chứng thư này lấy từ tệp chứng thư ({from} đến {to}). Muốn sửa, anh/chị vui lòng gửi tệp.',
    'The days of this certificate came from its file ({from} to {to}); others need the file.',
  ],
  serial_known: [
    'Số hiệu chứng thư này đã có trong sổ, cơ quan cấp “{issuer}”. Anh/chị vui lòng nhập cơ quan cấp giống như trong sổ.',
    'This serial number is in the register already, issued by “{issuer}”. Write the issuer in the same way.',
  ],
  not_issued_by_its_issuer: [
    'Chữ ký trên chứng thư không khớp với chứng thư của cơ quan cấp trong cùng tệp: tệp bị sửa hoặc bị hỏng.',
    'The signature does not fit the issuer’s certificate in the same file: it was changed or is damaged.',
  ],
  duplicate_certificate: ['Dòng {row} đã có chứng thư này.', 'Row {row} has the same certificate.'],
  ...OF_PEOPLE,
  ...OF_TEMPLATES,
} as const satisfies Record<string, Words>;

export type FaultCode = keyof typeof TEXTS;

/** Of a name or text that somebody sent, what a message or pointer repeats, in characters. */
const REPEATED = 100;
/** Details in our own words, which are told whole up to here. */
const OUR_WORDS = new Set([
  'why',
  'whyVi',
  'expected',
  'expectedVi',
  'names',
  'namesVi',
  'sheets',
  'sheetsVi',
  'allowed',
  'near',
  'nearVi',
]);
const OUR_WORDS_LENGTH = 500;

/** The fault; of texts in the details that somebody sent, no more than their beginning is repeated. */
export function fault(pointer: string, code: FaultCode, details: Record<string, unknown> = {}): Fault {
  const [vi, en] = TEXTS[code];
  return {
    pointer,
    code,
    message: fill(en, details),
    messageVi: fill(vi, details, vietnameseOf),
  };
}

function fill(
  text: string,
  details: Record<string, unknown>,
  write: (detail: unknown) => string = String,
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    shorten(
      // What somebody wrote is repeated as it stands.
      name === 'text' ? String(details[name] ?? '') : write(details[name] ?? ''),
      OUR_WORDS.has(name) ? OUR_WORDS_LENGTH : REPEATED,
    ),
  );
}

// Made once: looking the locale up for every figure costs more than all else that is said here.
const figures = new Intl.NumberFormat('vi-VN');

/** Days and figures are written as offices write them. */
function vietnameseOf(detail: unknown): string {
  if (typeof detail === 'number') return figures.format(detail);
  return isDay(detail) ? formatDay(detail) : String(detail);
}

/** The beginning of a text that is too long to be repeated, whole letters of it, with `…` for the rest. */
export function shorten(text: string, most = REPEATED): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Escapes one step of a pointer (RFC 6901, section 3). A key that is too long to be one of ours is shortened. */
export function pointerStep(key: PropertyKey): string {
  return shorten(String(key)).replaceAll('~', '~0').replaceAll('/', '~1');
}
