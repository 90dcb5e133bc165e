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
  wrong_type: ['Expected {expected}.', 'Sai kiểu dữ liệu: cần {expectedVi}.'],
  invalid_value: ['The value is not allowed: {why}.', 'Giá trị không hợp lệ: {whyVi}.'],
  invalid_day: [
    'Not a day that exists; write YYYY-MM-DD.',
    'Ngày không hợp lệ; viết theo dạng NNNN-TT-nn, ví dụ 2025-09-27.',
  ],
  future_day: ['{day} has not begun; today is {today}.', 'Ngày {day} chưa đến; hôm nay là {today}.'],
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
} as const;

export type FaultCode = keyof typeof TEXTS;

export function fault(pointer: string, code: FaultCode, details: Record<string, unknown> = {}): Fault {
  const [english, vietnamese] = TEXTS[code];
  return { pointer, code, message: fill(english, details), messageVi: fill(vietnamese, details) };
}

function fill(text: string, details: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}

/** Escapes one step of a pointer (RFC 6901, section 3). */
export function pointerStep(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}
