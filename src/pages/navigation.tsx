import { ADMINS, type Principal, ROLES, type Role, rolesThatMay, WRITERS } from '../access/principal.ts';
import { useReading, useSay, type Words } from './language.tsx';

interface Entry {
  href: string;
  name: Words;
  roles: readonly Role[];
}

/** The ways into the product, in the order of the work; each role sees its own. */
const ENTRIES: readonly Entry[] = [
  { href: '/', name: ['Bảng theo dõi', 'Board'], roles: ROLES },
  {
    href: '/lanh-dao',
    name: ['Tóm tắt 1 trang', 'One page'],
    roles: ['department', 'finance', 'leader', 'viewer', 'admin'],
  },
  { href: '/con-thieu', name: ['Còn thiếu', 'Gaps'], roles: ROLES },
  { href: '/canh-bao', name: ['Cảnh báo', 'Alerts'], roles: ROLES },
  { href: '/duong-truyen', name: ['Đường truyền', 'Networks'], roles: ROLES },
  { href: '/bao-cao', name: ['Báo cáo', 'Report'], roles: WRITERS },
  { href: '/nhap-tep', name: ['Nhập tệp', 'Import'], roles: WRITERS },
  { href: '/xem-xet', name: ['Rà soát', 'Review'], roles: rolesThatMay('review') },
  { href: '/chung-thu', name: ['Chứng thư số', 'Certificates'], roles: rolesThatMay('review') },
  { href: '/quan-tri', name: ['Quản trị', 'Administration'], roles: ADMINS },
  { href: '/tro-giup', name: ['Trợ giúp', 'Help'], roles: ROLES },
];

export function Navigation({ principal }: { principal: Principal }) {
  const say = useSay();
  const { here } = useReading();
  const path = here.split('?')[0] ?? here;
  const all = [...ENTRIES, ...ownUnit(principal)];
  const entries = all.filter(({ roles }) => roles.includes(principal.role));
  return (
    <nav class="wide" aria-label={say('Trang chính', 'Main pages')}>
      <ul>
        {entries.map(({ href, name }) => (
          <li key={href}>
            <a href={href} aria-current={isWithin(path, href) ? 'page' : undefined}>
              {say(...name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const isWithin = (path: string, href: string) =>
  path === href || (href !== '/' && path.startsWith(`${href}/`));

/** Whoever speaks for one locality has a way to its page. */
function ownUnit({ area }: Principal): Entry[] {
  return /^\d{5}$/.test(area)
    ? [{ href: `/don-vi/${area}`, name: ['Đơn vị của tôi', 'My unit'], roles: ROLES }]
    : [];
}
