import { READ_BOARD, READ_GAPS, READ_LOCALITY, SIGN_IN, TAKE_ON } from './common-tasks.ts';
import type { Guide } from './types.ts';

export const LEADER: Guide = {
  slug: 'lanh-dao',
  role: 'leader',
  title: ['Lãnh đạo', 'Leaders'],
  purpose: [
    'Toàn cảnh trên một trang: tỷ lệ đạt, đơn vị còn chậm, tiến độ so với tuần trước.',
    'One page, one picture: how green, who lags, is it moving.',
  ],
  tasks: [
    {
      anchor: 'mot-trang',
      title: ['Xem và in bản một trang', 'Read and print the one page'],
      href: '/lanh-dao',
      steps: [
        [
          'Tóm tắt 1 trang có tỷ lệ đạt so với mục tiêu, bản đồ, diễn biến, các đơn vị thấp nhất và thay đổi so với tuần trước.',
          'The one page has the share against the target, the map, the trend, the lowest units, and the change since last week.',
        ],
        [
          'Dùng lệnh In của trình duyệt; nội dung vừa một trang A4.',
          'Print it from the browser: it fits one A4 sheet.',
        ],
      ],
      picture: 'leader',
    },
    TAKE_ON,
    READ_BOARD,
    READ_LOCALITY,
    READ_GAPS,
    SIGN_IN,
  ],
};

export const FINANCE: Guide = {
  slug: 'so-tai-chinh',
  role: 'finance',
  title: ['Sở Tài chính', 'The department of finance'],
  purpose: [
    'Biết còn thiếu bao nhiêu thiết bị, ở đâu, để đề xuất kinh phí.',
    'Know how much equipment is lacking, and where, to propose funding.',
  ],
  tasks: [READ_GAPS, READ_BOARD, READ_LOCALITY, SIGN_IN],
};

export const VIEWER: Guide = {
  slug: 'nguoi-theo-doi',
  role: 'viewer',
  title: ['Người theo dõi', 'Viewers'],
  purpose: ['Xem tình hình trong địa bàn được giao.', 'See how things stand in the area assigned.'],
  tasks: [READ_BOARD, READ_GAPS, READ_LOCALITY, SIGN_IN],
};
