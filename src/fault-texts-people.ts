import type { Words } from './i18n/say.ts';

/** What can be wrong with a row of the sheet of people: a part of the list in `faults.ts`. */
export const OF_PEOPLE = {
  unknown_role: [
    '“{text}” không phải là vai trò. Chọn một trong: {namesVi}.',
    '“{text}” is no role; it is one of {names}.',
  ],
  unknown_area: [
    'Không có đơn vị “{text}” trong địa bàn của anh/chị. Nhập mã 5 số, hoặc mã 2 số của tỉnh, thành phố.',
    'There is no “{text}” in your area. Write the code of a locality (5 digits) or of a province (2).',
  ],
  ambiguous_area: [
    '“{text}” có thể là {namesVi}. Nhập đủ mã 5 số, hoặc mã 2 số của tỉnh, thành phố.',
    '“{text}” can be {names}. Write the whole code.',
  ],
  role_not_there: [
    'Vai trò “{roleVi}” không thuộc địa bàn này: {whyVi}.',
    'The role “{role}” is not of this area: {why}.',
  ],
  not_an_email: [
    '“{text}” không phải là địa chỉ email. Ví dụ đúng: an@so.gov.vn.',
    '“{text}” is not an e-mail address.',
  ],
  not_a_phone: [
    '“{text}” không phải là số điện thoại. Ví dụ đúng: 0912 345 678.',
    '“{text}” is not a telephone number.',
  ],
  no_way_to_reach: ['Nhập email hoặc số điện thoại.', 'Give an e-mail address or a telephone number.'],
  not_yes_or_no: ['Nhập “có” hoặc “không”.', 'Write “có” (yes) or “không” (no).'],
  hears_by_role: [
    'Vai trò “{roleVi}” {whyVi}. Để trống cột này.',
    'The role “{role}” {why}; leave this blank.',
  ],
  does_nothing: [
    'Người này không có tài khoản và cũng không nhận tin, nên không có gì để lưu.',
    'Neither an account nor messages: there is nothing to store.',
  ],
  duplicate_person: [
    'Dòng {row} đã có người này, cùng nơi và cùng vai trò.',
    'Row {row} has this person already, of the same place and role.',
  ],
  account_of_another_row: [
    'Dòng {row} đã dùng địa chỉ này để đăng nhập. Mỗi tài khoản có một vai trò ở một địa bàn.',
    'Row {row} signs in by this already; an account has one role in one area.',
  ],
  login_taken: [
    'Địa chỉ này đã thuộc một tài khoản ngoài địa bàn của anh/chị. Dùng địa chỉ khác.',
    'This belongs to an account outside your area. Use another.',
  ],
  account_disabled: [
    'Tài khoản này đã bị khóa. Mở lại tài khoản ở trang Người dùng, hoặc bỏ dòng này.',
    'This account is disabled. Enable it first, or leave the row out.',
  ],
  own_account: [
    'Đây là tài khoản của anh/chị; vai trò và địa bàn do quản trị viên khác đổi.',
    'This is your own account; another administrator changes its role and area.',
  ],
} as const satisfies Record<string, Words>;
