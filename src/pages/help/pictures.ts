import type { Words } from '../language.tsx';

/** A picture of a real screen: where it is taken, and what it shows to whoever cannot see it. */
export interface Picture {
  /** Page of the demo; `:code` is the officer's own locality. */
  path: string;
  /** Account of the demo that looks; null for nobody. */
  login: 'canbo' | 'so' | 'lanhdao' | 'quantri' | null;
  width: number;
  height: number;
  /** Selectors of what is clicked before the picture is taken. */
  clicks?: readonly string[];
  /** What is there once that is done. */
  waitFor?: string;
  alt: Words;
}

const PHONE = { width: 390, height: 760 };
const DESKTOP = { width: 1180, height: 820 };

/** All pictures of the help, by name of their file; `npm run pictures` takes them. */
export const PICTURES = {
  'sign-in': {
    ...PHONE,
    path: '/',
    login: null,
    alt: ['Trang đăng nhập trên điện thoại', 'The sign-in page on a phone'],
  },
  form: {
    ...PHONE,
    path: '/bao-cao',
    login: 'canbo',
    alt: [
      'Biểu mẫu báo cáo hôm nay trên điện thoại, đã điền sẵn số liệu lần trước',
      "Today's report on a phone, filled with the last figures",
    ],
  },
  result: {
    ...PHONE,
    path: '/bao-cao',
    login: 'canbo',
    clicks: ['.send button >> nth=0'],
    waitFor: '.outcome',
    alt: [
      'Kết quả sau khi gửi: tình trạng của đơn vị và việc nên làm tiếp',
      'After sending: the colour of the unit and what to do next',
    ],
  },
  board: {
    ...DESKTOP,
    path: '/bang-theo-doi',
    login: 'so',
    alt: [
      'Bảng theo dõi: tỷ lệ đơn vị đạt, số đã báo cáo, bản đồ ô và xếp hạng',
      'The board: share of green units, reports received, tile map and ranking',
    ],
  },
  leader: {
    ...DESKTOP,
    path: '/lanh-dao',
    login: 'lanhdao',
    alt: [
      'Tóm tắt 1 trang cho lãnh đạo, in vừa một tờ A4',
      'The one page for leaders, which prints on one A4 sheet',
    ],
  },
  gaps: {
    ...DESKTOP,
    path: '/con-thieu',
    login: 'so',
    alt: [
      'Danh sách còn thiếu: bộ lọc, tổng theo chỉ tiêu và từng đơn vị',
      'The gap list: filters, totals by indicator, and each unit',
    ],
  },
  locality: {
    ...DESKTOP,
    path: '/don-vi/:code',
    login: 'so',
    alt: [
      'Trang của một đơn vị: tình trạng, lịch báo cáo, số liệu đã gửi',
      'The page of one unit: its state, its calendar of reports, what it sent',
    ],
  },
  review: {
    ...DESKTOP,
    path: '/ra-soat',
    login: 'so',
    alt: ['Danh sách chờ rà soát các số liệu bất thường', 'The queue of unusual figures to look at'],
  },
  import: {
    ...DESKTOP,
    path: '/nhap-tep',
    login: 'so',
    alt: [
      'Trang nhập số liệu từ tệp Excel hoặc CSV',
      'The page that takes figures from an Excel or CSV file',
    ],
  },
  administration: {
    ...DESKTOP,
    path: '/quan-tri',
    login: 'quantri',
    alt: ['Trang quản trị với các mục quản lý', 'The administration and its sections'],
  },
} as const satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;
