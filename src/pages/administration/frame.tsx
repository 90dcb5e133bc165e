import type { ComponentChildren } from 'preact';
import { useReading, useSay, type Words } from '../language.tsx';

export const ADMINISTRATION = '/quan-tri';

/** The parts of the administration, in the order of how often they are needed. */
export const SECTIONS: readonly { href: string; name: Words; what: Words }[] = [
  {
    href: '/quan-tri/bat-dau',
    name: ['Bắt đầu', 'Get started'],
    what: [
      'Từng bước cho một tỉnh, thành phố mới; còn thiếu gì',
      'Step by step for a new province; what is missing',
    ],
  },
  {
    href: '/quan-tri/nguoi-dung',
    name: ['Người dùng', 'People'],
    what: ['Mời, đổi vai trò, đặt lại mật khẩu, khóa tài khoản', 'Invite, change roles, reset, disable'],
  },
  {
    href: '/quan-tri/lien-he',
    name: ['Đầu mối liên hệ', 'Contacts'],
    what: ['Ai nhận tin cho đơn vị nào, qua đâu, gửi thử', 'Who hears for which place, and how'],
  },
  {
    href: '/quan-tri/ma-truy-cap',
    name: ['Mã truy cập', 'Access tokens'],
    what: ['Cấp và thu hồi mã cho hệ thống khác gửi số liệu', 'Issue and revoke tokens of other systems'],
  },
  {
    href: '/quan-tri/ma-he-thong-khac',
    name: ['Mã của hệ thống khác', 'Codes of other systems'],
    what: ['DHIS2 gọi số liệu, đơn vị, đợt báo cáo là gì', 'What DHIS2 calls values, localities, programmes'],
  },
  {
    href: '/quan-tri/du-lieu-mo',
    name: ['Dữ liệu mở', 'Open data'],
    what: ['Cho ai cũng xem được tình hình của tỉnh, thành phố', 'Let anybody see how a province stands'],
  },
  {
    href: '/quan-tri/don-vi',
    name: ['Đơn vị', 'Localities'],
    what: ['Thêm, đổi tên, đổi loại, chia, sáp nhập', 'Add, rename, change type, split, merge'],
  },
  {
    href: '/quan-tri/co-quan',
    name: ['Cơ quan', 'Agencies'],
    what: ['Sở, ngành, văn phòng nhận nhiệm vụ và văn bản', 'Departments and offices that are given tasks'],
  },
  {
    href: '/quan-tri/chi-tieu',
    name: ['Chỉ tiêu', 'Indicators'],
    what: [
      'Ngưỡng, bắt buộc hay tham khảo, xem trước tác động',
      'Thresholds, required or not, with a preview',
    ],
  },
  {
    href: '/quan-tri/khong-ap-dung',
    name: ['Chỉ tiêu không áp dụng', 'What does not apply'],
    what: [
      'Chỉ tiêu không tính đối với một đơn vị, trong một thời gian',
      'Indicators that are not counted for a locality, over a time',
    ],
  },
  {
    href: '/quan-tri/dot',
    name: ['Đợt báo cáo', 'Programmes'],
    what: ['Giờ chốt, ngày khóa, hạn cuối, ngưỡng gần đạt', 'Cutoff, lock, deadline, colour threshold'],
  },
  {
    href: '/quan-tri/lich',
    name: ['Lịch làm việc', 'Calendar'],
    what: ['Ngày nghỉ và ngày làm bù trong năm', 'Days off and make-up workdays'],
  },
  {
    href: '/quan-tri/mo-lai',
    name: ['Mở lại ngày đã khóa', 'Reopened days'],
    what: ['Cho một đơn vị gửi bù báo cáo', 'Let one locality report a locked day'],
  },
  {
    href: '/quan-tri/quy-trinh-nhac',
    name: ['Quy trình nhắc', 'Ladders'],
    what: ['Loại cảnh báo nào báo cho ai, lúc nào', 'Who hears of which alerts, and when'],
  },
  {
    href: '/quan-tri/tac-vu',
    name: ['Tác vụ tự động', 'Jobs'],
    what: ['Các lần chạy, lỗi, chạy ngay', 'Runs, failures, run now'],
  },
  {
    href: '/quan-tri/mau-thu',
    name: ['Mẫu thư', 'Templates'],
    what: ['Xem trước thư mà mọi người nhận được', 'How messages look to those who get them'],
  },
  {
    href: '/quan-tri/tin-gui-di',
    name: ['Tin gửi đi', 'Outbox'],
    what: ['Tin đã gửi, đang chờ, gửi lỗi', 'Messages sent, waiting, failed'],
  },
  {
    href: '/quan-tri/kenh',
    name: ['Kênh gửi', 'Channels'],
    what: [
      'Email, Zalo, webhook: cài đặt, tình trạng, gửi thử',
      'E-mail, Zalo, webhooks: settings, state, tests',
    ],
  },
  {
    href: '/quan-tri/ban-tong-hop',
    name: ['Bản tổng hợp', 'Digests'],
    what: ['Giờ gửi thư tổng hợp hằng ngày, hằng tuần, xem trước', 'When summaries go out, with a preview'],
  },
  {
    href: '/quan-tri/lich-bao-cao-tong-hop',
    name: ['Lịch báo cáo tổng hợp', 'Schedule of reports'],
    what: [
      'Báo cáo nào tự lập, vào ngày nào, ai duyệt',
      'Which reports draft themselves, when, who approves',
    ],
  },
  {
    href: '/quan-tri/nhat-ky',
    name: ['Nhật ký thay đổi', 'Audit log'],
    what: ['Ai đã thay đổi gì, lúc nào', 'Who changed what, and when'],
  },
];

/** A page of the administration, with the ways to the others beside it. */
export function Frame({ title, children }: { title: string; children: ComponentChildren }) {
  const say = useSay();
  const { here } = useReading();
  const path = here.split('?')[0] ?? here;
  return (
    <div class="framed">
      <nav class="sections" aria-label={say('Quản trị', 'Administration')}>
        <a href={ADMINISTRATION}>{say('Quản trị', 'Administration')}</a>
        <ul>
          {SECTIONS.map(({ href, name }) => (
            <li key={href}>
              <a href={href} aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}>
                {say(...name)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="framed-part">
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  );
}
