import { formatDay } from '../../../days.ts';
import { formatNumber } from '../../format.ts';
import type { Words } from '../../say.ts';
import type { StartFacts } from './facts.ts';

/** The first steps of a province, each with what there is of it and what is missing. Pure. */

export interface Step {
  key: 'province' | 'programme' | 'calendar' | 'people' | 'mail' | 'invitations' | 'reminder';
  name: Words;
  done: boolean;
  /** What there is, or what follows from its being missing. */
  said: Words;
  /** Where it is done; blank where it is done on the page itself. */
  href: string;
  act: Words;
}

/** Of no province in particular it cannot be told what there is. */
const CHOOSE_FIRST: Words = ['Chọn địa bàn trước.', 'Choose a province first.'];

export function stepsOf(facts: StartFacts): Step[] {
  const { province, programme, pattern, daysOff, rollout, mail, today } = facts;
  const code = province?.code ?? '';
  const without = daysOff.filter(({ count }) => count === 0).map(({ year }) => year);
  const totals = rollout?.totals;
  const units = totals?.units ?? 0;
  const withPeople = totals?.withPeople ?? 0;
  const lacking = units - withPeople;
  const awaited = rollout?.awaited.filter(({ account }) => account?.state === 'not_invited').length ?? 0;
  return [
    {
      key: 'province',
      name: ['Địa bàn', 'Province'],
      done: province !== null,
      said: province
        ? [
            `${province.name}: ${formatNumber(province.units)} xã, phường, đặc khu.`,
            `${province.name}: ${formatNumber(province.units)} localities.`,
          ]
        : ['Chưa chọn tỉnh, thành phố.', 'No province is chosen.'],
      href: province ? '/quan-tri/don-vi' : '',
      act: ['Xem danh sách đơn vị', 'See its localities'],
    },
    {
      key: 'programme',
      name: ['Đợt báo cáo', 'Programme'],
      done: programme !== undefined,
      said: programme
        ? [
            `${programme.nameVi}, ${programme.startsOn === null ? 'chưa đặt ngày đầu' : `từ ${formatDay(programme.startsOn)}`}.`,
            `${programme.nameEn}, ${programme.startsOn === null ? 'without a first day' : `from ${formatDay(programme.startsOn)}`}.`,
          ]
        : province
          ? ['Chưa có đợt nào: không đơn vị nào phải báo cáo.', 'There is none: nobody is asked anything.']
          : CHOOSE_FIRST,
      href: programme
        ? `/quan-tri/dot/${programme.code}`
        : `/quan-tri/dot/moi?${new URLSearchParams({ ...(pattern && { copy: pattern.code }), ...(code && { province: code }) })}`,
      act: programme
        ? ['Sửa đợt báo cáo', 'Change it']
        : ['Lập đợt bằng cách sao chép', 'Make one by copying'],
    },
    {
      key: 'calendar',
      name: ['Ngày làm việc', 'Working days'],
      done: without.length === 0,
      said:
        without.length === 0
          ? [
              `${daysOff.map(({ year, count }) => `Năm ${year}: ${formatNumber(count)} ngày nghỉ, làm bù`).join('; ')}.`,
              `${daysOff.map(({ year, count }) => `${year}: ${formatNumber(count)} days off or made up`).join('; ')}.`,
            ]
          : [
              `Năm ${without.join(', ')} chưa có ngày nghỉ nào: ngày lễ vẫn bị nhắc báo cáo.`,
              `No days off in ${without.join(', ')}: people are reminded on holidays.`,
            ],
      href: `/quan-tri/lich?year=${without[0] ?? today.slice(0, 4)}`,
      act: ['Mở lịch làm việc', 'Open the calendar'],
    },
    {
      key: 'people',
      name: ['Người dùng', 'People'],
      done: units > 0 && lacking === 0,
      said:
        totals === undefined
          ? CHOOSE_FIRST
          : lacking === 0
            ? [
                `${formatNumber(totals.people)} người; đơn vị nào cũng có.`,
                `${formatNumber(totals.people)} people; every unit has some.`,
              ]
            : [
                `${formatNumber(lacking)} trên ${formatNumber(units)} đơn vị chưa có người báo cáo.`,
                `${formatNumber(lacking)} of ${formatNumber(units)} units have nobody to report.`,
              ],
      href: '/quan-tri/nguoi-dung/nhap-tu-tep',
      act: ['Nhập người dùng từ một tệp', 'Take people from a sheet'],
    },
    {
      key: 'mail',
      name: ['Thư', 'Mail'],
      done: mail.ready && mail.tried,
      said: !mail.ready
        ? [
            'Chưa cài thư: không ai nhận được nhắc nhở. Người cài đặt đặt SMTP_URL và MAIL_FROM trên máy chủ rồi khởi động lại.',
            'Mail is not set up: nobody is reminded. Whoever runs the service sets SMTP_URL and MAIL_FROM, then starts it again.',
          ]
        : mail.tried
          ? ['Máy chủ thư đã nhận thư thử.', 'The mail server took a test.']
          : ['Đã cài thư, chưa gửi thử.', 'Mail is set up; no test has gone out.'],
      href: '/quan-tri/kenh/email',
      act: ['Mở kênh email', 'Open the channel'],
    },
    {
      key: 'invitations',
      name: ['Thư mời', 'Invitations'],
      // That nobody waits for an invitation says nothing while no unit has anybody.
      done: withPeople > 0 && awaited === 0,
      said:
        withPeople === 0
          ? province
            ? ['Đơn vị có người dùng rồi mới mời được.', 'No unit has anybody to invite yet.']
            : CHOOSE_FIRST
          : awaited === 0
            ? [
                `Đã mời mọi người; ${formatNumber(totals?.signedIn ?? 0)} người đã vào.`,
                `Everybody is invited; ${formatNumber(totals?.signedIn ?? 0)} have come.`,
              ]
            : [
                `${formatNumber(awaited)} người chưa được mời.`,
                `${formatNumber(awaited)} are not invited yet.`,
              ],
      href: '/quan-tri/nguoi-dung/tien-do',
      act: ['Mời và xem tiến độ', 'Invite, and see how far they are'],
    },
    {
      key: 'reminder',
      name: ['Lời nhắc đầu tiên', 'First reminder'],
      done: programme !== undefined && mail.ready && lacking === 0 && units > 0,
      said: programme
        ? [
            'Xem trước thư nhắc mà đơn vị chưa gửi sẽ nhận.',
            'See the reminder that a unit gets which has not reported.',
          ]
        : province
          ? ['Có đợt báo cáo rồi mới có lời nhắc.', 'Without a programme nobody is reminded.']
          : CHOOSE_FIRST,
      href: '/quan-tri/mau-thu?kind=record_due_soon',
      act: ['Xem trước lời nhắc', 'Preview it'],
    },
  ];
}
