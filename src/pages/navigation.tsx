import { ADMINS, type Principal, ROLES, type Role, rolesThatMay, WRITERS } from '../access/principal.ts';
import { BOARD, HOME, localityAddress } from './addresses.ts';
import { formatNumber } from './format.ts';
import type { Waits } from './home/waits.ts';
import { useReading, useSay, type Words } from './language.tsx';

interface Entry {
  href: string;
  name: Words;
  roles: readonly Role[];
  /** What of it waits for who reads. */
  waits?: keyof Waits;
  /** Pages at other addresses that belong to it. */
  also?: readonly string[];
}

/** Entries of one kind of work; a group of one is its entry. */
interface Group {
  name: Words;
  entries: readonly Entry[];
}

const LOOKERS: readonly Role[] = ['department', 'finance', 'leader', 'viewer', 'admin'];

const alone = (entry: Entry): Group => ({ name: entry.name, entries: [entry] });

/** The ways into the product, in the order of the work; each role sees its own. */
function groupsFor({ area }: Principal): readonly Group[] {
  const isOne = /^\d{5}$/.test(area);
  const own: Entry[] = isOne
    ? [{ href: localityAddress(area), name: ['Đơn vị của tôi', 'My unit'], roles: ROLES }]
    : [];
  return [
    alone({ href: HOME, name: ['Hôm nay', 'Today'], roles: ROLES }),
    {
      name: ['Theo dõi', 'Follow'],
      entries: [
        {
          href: BOARD,
          name: ['Bảng theo dõi', 'Board'],
          roles: ROLES,
          also: isOne ? ['/chua-gui'] : ['/chua-gui', '/don-vi'],
        },
        { href: '/lanh-dao', name: ['Tóm tắt 1 trang', 'One page'], roles: LOOKERS },
        { href: '/so-sanh', name: ['So sánh', 'Comparison'], roles: ROLES },
        { href: '/chi-tieu', name: ['Chỉ tiêu', 'Targets'], roles: ROLES },
        { href: '/cham-diem', name: ['Chấm điểm', 'Scores'], roles: ROLES },
        ...own,
        { href: '/duong-truyen', name: ['Đường truyền', 'Networks'], roles: ROLES },
      ],
    },
    {
      name: ['Xử lý', 'Act'],
      entries: [
        { href: '/con-thieu', name: ['Còn thiếu', 'Gaps'], roles: ROLES, also: ['/nhac-nho'] },
        {
          href: '/canh-bao',
          name: ['Cảnh báo', 'Alerts'],
          roles: ROLES,
          waits: 'alerts',
          also: ['/tam-ngung-nhac'],
        },
        { href: '/kinh-phi', name: ['Kinh phí', 'Money'], roles: rolesThatMay('readMoney') },
        { href: '/van-ban', name: ['Văn bản', 'Documents'], roles: ROLES },
        {
          href: '/ra-soat',
          name: ['Rà soát', 'Review'],
          roles: rolesThatMay('review'),
          waits: 'flags',
          also: ['/minh-chung'],
        },
        { href: '/ke-hoach', name: ['Kế hoạch', 'Plans'], roles: ROLES, also: ['/nhiem-vu'] },
        { href: '/chung-thu-so', name: ['Chứng thư số', 'Certificates'], roles: rolesThatMay('review') },
      ],
    },
    {
      name: ['Số liệu', 'Figures'],
      entries: [
        { href: '/bao-cao', name: ['Báo cáo', 'Report'], roles: WRITERS },
        { href: '/nhap-tep', name: ['Nhập tệp', 'Import'], roles: WRITERS },
        {
          href: '/bao-cao-tong-hop',
          name: ['Báo cáo tổng hợp', 'Reports'],
          roles: ROLES,
          also: ['/luu-tru-bao-cao'],
        },
      ],
    },
    alone({ href: '/quan-tri', name: ['Quản trị', 'Administration'], roles: ADMINS }),
    alone({ href: '/tro-giup', name: ['Trợ giúp', 'Help'], roles: ROLES }),
  ];
}

/** Kinds of work in a line, and under it the pages of the kind that one is at. */
export function Navigation({ principal }: { principal: Principal }) {
  const say = useSay();
  const { here, who } = useReading();
  const path = here.split('?')[0] ?? here;
  const groups = groupsFor(principal).flatMap(({ name, entries: all }) => {
    const entries = all.filter(({ roles }) => roles.includes(principal.role));
    const [first] = entries;
    return first ? [{ name: entries.length === 1 ? first.name : name, entries, first }] : [];
  });
  const countOf = ({ waits }: Entry) => (waits && who?.waits?.[waits]) ?? 0;
  const current = groups.find(({ entries }) => entries.some((one) => isAt(path, one)));
  return (
    <div class="ways">
      <nav class="wide" aria-label={say('Trang chính', 'Main pages')}>
        <ul>
          {groups.map((group) => (
            <li key={group.first.href}>
              <a
                href={group.first.href}
                aria-current={group === current ? (group.entries.length === 1 ? 'page' : 'true') : undefined}
              >
                {say(...group.name)}
                <Count of={group.entries.reduce((sum, one) => sum + countOf(one), 0)} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {current === undefined || current.entries.length < 2 ? null : (
        <nav class="wide below" aria-label={say(...current.name)}>
          <ul>
            {current.entries.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={isAt(path, entry) ? 'page' : undefined}>
                  {say(...entry.name)}
                  <Count of={countOf(entry)} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

/** How many wait; nothing where none do. */
function Count({ of }: { of: number }) {
  return of === 0 ? null : <span class="count">{formatNumber(of)}</span>;
}

const isAt = (path: string, { href, also = [] }: Entry) =>
  [href, ...also].some((one) => path === one || (one !== HOME && path.startsWith(`${one}/`)));
