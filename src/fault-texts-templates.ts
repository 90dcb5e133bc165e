import type { Words } from './i18n/say.ts';

/** What can be wrong with a Word template: a part of the list in `faults.ts`. */
export const OF_TEMPLATES = {
  template_not_word: [
    'Đây không phải tệp Word (.docx): mở bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (.docx)”.',
    'This is no Word document (.docx).',
  ],
  template_other_type: [
    'Tệp là loại {type}, không phải văn bản Word thường: mở bằng Word, lưu lại thành “Word Document (.docx)”.',
    'This is of the type {type}: save it as a plain Word document (.docx).',
  ],
  template_damaged: [
    'Không mở được tệp này: mở bằng Word hoặc LibreOffice, lưu thành tệp .docx mới rồi tải lên.',
    'The file cannot be read: save it anew as .docx.',
  ],
  template_encrypted: [
    'Tệp có mật khẩu: hãy lưu lại không đặt mật khẩu.',
    'The file is protected by a password: save it without one.',
  ],
  template_too_complex: [
    'Tệp quá lớn hoặc quá phức tạp, không thể đọc an toàn.',
    'The file is too large or too complex to be read safely.',
  ],
  template_too_many_tags: [
    'Mẫu có {count} thẻ; tối đa {most}.',
    'The template has {count} tags; at most {most}.',
  ],
  template_macros: [
    'Mẫu có chứa macro ({part}): lưu lại thành .docx thường, không có macro.',
    'The template holds macros ({part}): save it without them.',
  ],
  template_external: [
    'Mẫu có liên kết ra ngoài tới “{target}” ({part}): gỡ liên kết đó.',
    'The template refers to “{target}” outside of it ({part}): remove that link.',
  ],
  template_embedded: [
    'Mẫu có đối tượng nhúng hoặc phần không dùng được “{part}”: xóa đối tượng đó (chỉ nhận chữ, bảng và ảnh).',
    'The template holds “{part}”, which is not taken: text, tables and pictures only.',
  ],
  template_field: [
    'Mẫu có trường Word “{field}” không được dùng: thay bằng chữ. Được dùng: {allowed}.',
    'The template has the field “{field}”, which is not taken; these are: {allowed}.',
  ],
  template_mail_merge: [
    'Mẫu có thiết lập trộn thư (mail merge): tắt trộn thư rồi lưu lại.',
    'The template is set up for mail merge: turn that off.',
  ],
  template_raw_xml: [
    'Thẻ “{tag}” chèn mã XML, không được dùng trong mẫu.',
    '“{tag}” puts raw XML in: no such tag is taken.',
  ],
  template_unknown_tag: ['Không có thẻ “{tag}”{inVi}.{nearVi}', 'There is no tag “{tag}”{in}.{near}'],
  template_list_as_text: [
    'Thẻ “{tag}” là danh sách: viết {open} … {close} rồi đặt các thẻ của từng dòng ở giữa.',
    '“{tag}” is a list: write {open} … {close} around what is repeated.',
  ],
  template_unclosed_tag: ['Thẻ “{tag}” thiếu dấu đóng “}”.', '“{tag}” begins a tag that no “}” closes.'],
  template_unopened_tag: [
    'Dấu “}” sau “{tag}” không có dấu mở “{” ở trước.',
    'The “}” after “{tag}” closes a tag that no “{” opens.',
  ],
  template_unclosed_loop: [
    'Vòng lặp “{tag}” không có thẻ đóng {close}.',
    'The loop “{tag}” is not closed by {close}.',
  ],
  template_unopened_loop: [
    'Thẻ đóng “{tag}” không có thẻ mở {open} ở trước.',
    '“{tag}” closes a loop that {open} did not open.',
  ],
  template_loop_place: [
    'Vòng lặp “{tag}” mở và đóng ở hai chỗ không khớp nhau (ví dụ mở trong bảng, đóng ngoài bảng).',
    'The loop “{tag}” begins and ends in places that do not match, as inside and outside of a table.',
  ],
  template_cannot_render: [
    'Mẫu không trình bày được ở “{tag}”: kiểm tra chỗ này trong Word.',
    'The template cannot be rendered at “{tag}”.',
  ],
} as const satisfies Record<string, Words>;
