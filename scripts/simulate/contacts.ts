import { fold } from '../../src/registry/search.ts';
import { csvLine } from '../../src/sheets/write.ts';
import type { Random } from './random.ts';
import type { SimulatedLocality } from './types.ts';

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Đào',
  'Lương',
] as const;
const MIDDLE = ['Thị', 'Văn', 'Minh', 'Thanh', 'Ngọc', 'Đức', 'Thu', 'Quang', 'Hồng', 'Hải'] as const;
const GIVEN = [
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'Giang',
  'Hà',
  'Hùng',
  'Lan',
  'Linh',
  'Mai',
  'Nam',
  'Phương',
  'Quân',
  'Sơn',
  'Trang',
  'Yến',
] as const;

/**
 * Invented people for every locality and for the department, as the CSV that the admin command imports.
 * Their addresses are under `.example`, which no mail server will ever deliver to; they have no telephone,
 * since any number that looks real may be somebody's.
 */
export function contactsCsv(
  random: Random,
  localities: readonly SimulatedLocality[],
  province: string,
): string {
  const person = () => `${random.pick(FAMILY)} ${random.pick(MIDDLE)} ${random.pick(GIVEN)}`;
  const row = (locality: string, domain: string, position: string, role: string) => {
    const name = person();
    const email = `${fold(name).replaceAll(' ', '.')}@${domain}`;
    return csvLine([locality, locality === '' ? province : '', name, position, email, '', role]);
  };
  const lines = [csvLine(['locality', 'province', 'name', 'position', 'email', 'phone', 'role'])];
  for (const { code, name, type } of localities) {
    const domain = `${fold(`${type} ${name}`).replace(/[^a-z0-9]+/g, '-')}.haiphong.example`;
    lines.push(row(code, domain, 'Công chức phụ trách chuyển đổi số', 'officer'));
    lines.push(row(code, domain, `Phó Chủ tịch UBND ${type}`, 'leader'));
  }
  lines.push(row('', 'sokhcn.haiphong.example', 'Chuyên viên Phòng Chuyển đổi số', 'department'));
  lines.push(
    csvLine([
      '',
      province,
      'Đỗ Quang Minh',
      'Phó Chủ tịch UBND thành phố',
      'ubnd@haiphong.example',
      '',
      'leader',
    ]),
  );
  // Whoever runs the service: he hears when a job or a channel fails. Named here, so that no draw goes to him.
  lines.push(
    csvLine(['', '', 'Vũ Hải Yến', 'Quản trị hệ thống', 'van-hanh@haiphong.example', '', 'operator']),
  );
  return lines.join('');
}
