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

/** The closed list of what can be wrong: code → [English, Vietnamese], `{x}` filled from the details. */
const TEXTS = {
  required: ['This is required.', 'Thiếu nội dung này.'],
  unknown_key: ['“{name}” is not a known key.', 'Không có mục nào tên “{name}”.'],
  too_many_keys: [
    '{count} keys here are not known, “{name}” for one.',
    'Có {count} mục không có trong danh mục, ví dụ “{name}”.',
  ],
  too_deep: ['Nested deeper than {most} levels.', 'Nội dung lồng nhau quá {most} tầng.'],
  too_many_parts: ['More than {most} values and keys.', 'Nội dung có hơn {most} mục.'],
  wrong_type: ['Expected {expected}.', 'Sai kiểu dữ liệu: cần {expectedVi}.'],
  invalid_value: ['The value is not allowed: {why}.', 'Giá trị không hợp lệ: {whyVi}.'],
  invalid_day: [
    'Not a day that exists; write YYYY-MM-DD.',
    'Ngày không hợp lệ; viết theo dạng NNNN-TT-nn, ví dụ 2025-09-27.',
  ],
  future_day: ['{day} has not begun; today is {today}.', 'Ngày {day} chưa đến; hôm nay là {today}.'],
  too_many_values: [
    'The record holds {count} values, but there are {most} indicators only.',
    'Báo cáo có {count} số liệu, trong khi danh mục chỉ có {most} chỉ tiêu.',
  ],
  record_too_large: [
    'This is too large for a record: more than {most} values and keys, or {kilobytes} kB.',
    'Nội dung quá lớn so với một báo cáo: hơn {most} mục hoặc hơn {kilobytes} kB.',
  ],
  no_values: ['At least one value is needed.', 'Cần ít nhất một số liệu.'],
  unknown_indicator: ['There is no indicator “{code}”.', 'Không có chỉ tiêu nào mã “{code}”.'],
  indicator_not_in_force: [
    '“{code}” is not asked on {day}.',
    'Chỉ tiêu “{code}” không áp dụng cho ngày {day}.',
  ],
  wrong_kind: ['“{name}” takes {expected}.', '“{nameVi}” cần {expectedVi}.'],
  not_a_count: [
    '“{name}”: {field} must be a whole number from 0 to 999999999.',
    '“{nameVi}”: {fieldVi} phải là số nguyên từ 0 đến 999.999.999.',
  ],
  have_exceeds_need: [
    '“{name}”: have ({have}) is more than need ({need}). Check both figures.',
    '“{nameVi}”: số có ({have}) lớn hơn số cần ({need}). Kiểm tra lại hai số này.',
  ],
  need_zero: [
    '“{name}”: need is 0, but this is needed everywhere.',
    '“{nameVi}”: số cần đang là 0. Ghi số thực sự cần.',
  ],
  note_too_long: [
    'The note has {length} characters; at most 2000.',
    'Ghi chú dài {length} ký tự; tối đa 2.000 ký tự.',
  ],
  malformed_text: [
    'The text holds broken Unicode or control characters.',
    'Nội dung có ký tự điều khiển hoặc ký tự bị lỗi mã.',
  ],
  day_locked: ['{day} is locked since {at}.', 'Ngày {dayVi} đã khoá từ {atVi}, không nhận thêm báo cáo.'],
  revision_conflict: [
    'Revision {latest} has come in since; you replace {replaces}.',
    'Đã có lần gửi thứ {latest} mới hơn lần {replaces} mà anh/chị đang sửa. Tải lại rồi sửa tiếp.',
  ],
  duplicate_in_batch: [
    'The batch holds this locality and day more than once.',
    'Xã, phường này có nhiều dòng cho cùng một ngày trong tệp.',
  ],
  not_found: [
    'There is no such locality in your area.',
    'Không có xã, phường, đặc khu này trong địa bàn của anh/chị.',
  ],
  locality_not_in_force: [
    '{locality} is not in force on {day}.',
    'Đơn vị {locality} không còn (hoặc chưa) hoạt động ngày {day}.',
  ],
  missing_column: ['The sheet has no column “{column}”.', 'Tệp thiếu cột “{column}”.'],
  no_value_column: ['The sheet has no value column.', 'Tệp không có cột số liệu nào.'],
  duplicate_column: ['Column “{column}” stands twice.', 'Cột “{column}” xuất hiện hai lần.'],
  unknown_column: [
    'There is no column “{column}”; the template has all there are.',
    'Không có cột nào tên “{column}”; xem các cột trong tệp mẫu.',
  ],
  nameless_column: [
    'Column {column} holds data, but row 1 does not name it.',
    'Cột {column} có dữ liệu nhưng dòng 1 không ghi mã cột.',
  ],
  ambiguous_number: [
    '“{text}” can be read in two ways; write it without a thousands separator.',
    '“{text}” có thể hiểu hai cách; ghi số không có dấu phân cách hàng nghìn.',
  ],
  half_ratio: ['“{name}” needs both have and need.', '“{nameVi}” cần đủ cả số có và số cần.'],
  unknown_and_value: [
    '“{name}”: both a value and “not known” are given; keep one of them.',
    '“{nameVi}”: vừa ghi số liệu vừa chọn “Chưa rõ”. Anh/chị giữ lại một trong hai.',
  ],
  unreadable_sheet: ['{why}', '{whyVi}'],
  private_key: [
    'The file holds a private key. Nothing of it was kept. A private key belongs to its holder alone: if it was sent to others, have the certificate revoked. Send the certificate only (.cer, .pem, .p7b).',
    'Tệp có khoá bí mật. Hệ thống không giữ lại gì. Khoá bí mật chỉ người dùng được giữ: nếu đã gửi cho người khác, anh/chị đề nghị thu hồi chứng thư. Chỉ gửi tệp chứng thư (.cer, .pem, .p7b).',
  ],
  no_certificate: [
    'There is no certificate in this file. Send the .cer, .crt, .pem or .p7b file of the certificate.',
    'Tệp này không có chứng thư nào. Anh/chị chọn tệp .cer, .crt, .pem hoặc .p7b của chứng thư.',
  ],
  damaged_certificate: [
    'The file is damaged or cut off. Export the certificate again and send the new file.',
    'Tệp bị hỏng hoặc thiếu phần cuối. Anh/chị xuất lại chứng thư rồi gửi tệp mới.',
  ],
  trailing_bytes: [
    'Something else follows the certificate in this file. Export the certificate alone.',
    'Sau chứng thư, tệp còn chứa nội dung khác. Anh/chị xuất lại riêng chứng thư.',
  ],
  too_many_certificates: [
    'The file holds more than {most} certificates. Split it.',
    'Tệp có hơn {most} chứng thư. Anh/chị tách thành nhiều tệp.',
  ],
  key_too_large: [
    'A certificate in this file has a key of more than {bits} bits, which none of an official authority has.',
    'Tệp có chứng thư với khoá dài hơn {bits} bit, không phải chứng thư của tổ chức chứng thực.',
  ],
  too_many_issuers: [
    'The file holds more than {issuers} authorities of one name. Send the certificate with its own chain only.',
    'Tệp có hơn {issuers} tổ chức chứng thực trùng tên. Anh/chị chỉ gửi chứng thư cùng chuỗi cấp phát của nó.',
  ],
  too_complex_file: [
    'The file takes too long to read. Export the certificate alone and send the new file.',
    'Tệp quá phức tạp, không thể đọc an toàn. Anh/chị xuất lại riêng chứng thư rồi gửi tệp mới.',
  ],
  classified_certificate: [
    'Nothing of a signature for classified work may stand here. Report its count only.',
    'Không ghi chữ ký số, chứng thư dùng cho việc mật vào sổ. Chỉ báo cáo số lượng.',
  ],
  holder_missing: [
    'Write the holder’s position, not the name.',
    'Ghi chức vụ của người dùng, không ghi họ tên.',
  ],
  holder_has_number: [
    'Write the position only, without telephone or identity numbers.',
    'Chỉ ghi chức vụ, không ghi số điện thoại hay số căn cước.',
  ],
  not_a_serial: [
    'A serial number has the digits 0–9 and the letters A–F only.',
    'Số sê-ri chỉ gồm chữ số 0–9 và chữ A–F.',
  ],
  serial_lost_digits: [
    'The spreadsheet took the serial number for a figure and dropped digits. Format the cell as text and type it again.',
    'Bảng tính đã coi số sê-ri là số và làm mất chữ số. Định dạng ô là văn bản rồi nhập lại.',
  ],
  ends_before_it_begins: ['It ends before it begins.', 'Ngày hết hạn sớm hơn ngày bắt đầu.'],
  certificate_withdrawn: [
    'This certificate stands in the register as {reason} since {day}.',
    'Sổ đã ghi chứng thư này {reasonVi} từ ngày {dayVi}.',
  ],
  certificate_of_file: [
    'The days of this certificate came from its file ({from} to {to}); others need the file.',
    'Thời hạn của chứng thư này lấy từ tệp chứng thư ({fromVi} đến {toVi}). Muốn sửa, anh/chị gửi tệp.',
  ],
  serial_known: [
    'This serial number is in the register already, issued by “{issuer}”. Write the issuer in the same way.',
    'Số sê-ri này đã có trong sổ, cơ quan cấp “{issuer}”. Anh/chị ghi cơ quan cấp giống như vậy.',
  ],
  not_issued_by_its_issuer: [
    'The signature does not fit the issuer’s certificate in the same file: it was changed or is damaged.',
    'Chữ ký trên chứng thư không khớp với chứng thư của cơ quan cấp trong cùng tệp: tệp bị sửa hoặc bị hỏng.',
  ],
  duplicate_certificate: ['Row {row} has the same certificate.', 'Dòng {row} đã có chứng thư này.'],
} as const;

export type FaultCode = keyof typeof TEXTS;

/** Of a name or text that somebody sent, what a message or pointer repeats, in characters. */
const REPEATED = 100;
/** Details in our own words, which are told whole up to here. */
const OUR_WORDS = new Set(['why', 'whyVi', 'expected', 'expectedVi']);
const OUR_WORDS_LENGTH = 500;

/** The fault; of texts in the details that somebody sent, no more than their beginning is repeated. */
export function fault(pointer: string, code: FaultCode, details: Record<string, unknown> = {}): Fault {
  const [english, vietnamese] = TEXTS[code];
  return { pointer, code, message: fill(english, details), messageVi: fill(vietnamese, details) };
}

function fill(text: string, details: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    shorten(String(details[name] ?? ''), OUR_WORDS.has(name) ? OUR_WORDS_LENGTH : REPEATED),
  );
}

/** The beginning of a text that is too long to be repeated, whole letters of it, with `…` for the rest. */
export function shorten(text: string, most = REPEATED): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Escapes one step of a pointer (RFC 6901, section 3). A key that is too long to be one of ours is shortened. */
export function pointerStep(key: PropertyKey): string {
  return shorten(String(key)).replaceAll('~', '~0').replaceAll('/', '~1');
}
