import type { Day } from '../../days.ts';
import type { Contact } from '../../registry/contacts.ts';
import type { Cell, SheetColumn } from '../../sheets/write.ts';
import type { Letter } from './letter.ts';
import type { ReminderFacts } from './reminder-facts.ts';

/** By this mark old editors of Windows know UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
const RULE = '-'.repeat(72);

/** All letters in one text, with the line ends of Windows. */
export function lettersText(letters: readonly Letter[]): string {
  const text = letters.map((letter) => letter.text).join(`\n\n${RULE}\n\n`);
  return `${BYTE_ORDER_MARK}${text}\n`.replaceAll('\n', '\r\n');
}

export const LETTER_COLUMNS: readonly SheetColumn[] = [
  { header: 'Mã đơn vị', format: 'code' },
  { header: 'Đơn vị' },
  { header: 'Người nhận' },
  { header: 'Thư điện tử' },
  { header: 'Điện thoại' },
  { header: 'Số chỉ tiêu', format: 'count' },
  { header: 'Hạn', format: 'day' },
  { header: 'Trích yếu' },
  { header: 'Nội dung' },
];

/** A row a letter, as mail merges take them. */
export function letterRows(letters: ReminderFacts['letters'], due: Day): Cell[][] {
  return letters.map(({ letter, recipients }) => {
    const joined = (of: (one: Contact) => string | null) =>
      recipients.flatMap((one) => of(one) ?? []).join('; ');
    const { named, subject, text, gaps } = letter;
    return [
      named.code,
      `${named.type} ${named.name}`,
      joined((one) => one.name),
      joined((one) => one.email),
      joined((one) => one.phone),
      gaps,
      due,
      subject,
      text,
    ];
  });
}
