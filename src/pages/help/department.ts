import { CERTIFICATES, READ_BOARD, READ_GAPS, READ_LOCALITY, SIGN_IN } from './common-tasks.ts';
import { WATCH_NETWORK } from './network-task.ts';
import type { Guide } from './types.ts';

export const DEPARTMENT: Guide = {
  slug: 'so-khcn',
  role: 'department',
  title: ['Sở Khoa học và Công nghệ', 'The department of science and technology'],
  purpose: [
    'Biết đơn vị nào còn thiếu gì, từ bao giờ; đôn đốc, xác minh và tổng hợp.',
    'Know who lacks what and since when; urge, verify and sum up.',
  ],
  tasks: [
    READ_BOARD,
    READ_GAPS,
    {
      anchor: 'nhac-viec',
      title: ['Soạn văn bản nhắc việc', 'Prepare a reminder'],
      href: '/con-thieu',
      steps: [
        [
          'Trong danh sách còn thiếu, chọn các dòng rồi bấm “Soạn nhắc việc cho dòng đã chọn”.',
          'In the gap list, select rows and press “Draft reminders for the chosen rows”.',
        ],
        [
          'Xem bản nháp cho từng đơn vị, in hoặc tải về. Hệ thống không tự gửi văn bản này.',
          'Look at the draft for each unit, print or download it. The service does not send it by itself.',
        ],
      ],
      picture: null,
    },
    READ_LOCALITY,
    {
      anchor: 'xem-xet',
      title: ['Xem xét số liệu bất thường', 'Look at unusual figures'],
      href: '/xem-xet',
      steps: [
        [
          'Hàng chờ nêu số giảm mạnh, số đổi qua đổi lại, số tự mâu thuẫn và báo cáo giống hệt nhiều ngày.',
          'The queue shows sharp falls, figures that go back and forth, contradictions, and reports that stay the very same for days.',
        ],
        [
          'Số đúng: bấm “Xác minh là đúng”. Có nghi vấn: ghi lý do rồi bấm “Yêu cầu xem lại”; ô đó được đánh dấu trong biểu mẫu của cán bộ.',
          'If it is right, press “Verify”. If in doubt, give a reason and press “Question”; the field is marked in the officer’s form.',
        ],
        [
          'Số bị hỏi lại tính là chưa đạt cho đến khi được sửa hoặc được xác minh.',
          'A questioned figure counts as not met until it is corrected or verified.',
        ],
      ],
      picture: 'review',
    },
    {
      anchor: 'nhap-tep',
      title: ['Nhập số liệu từ tệp Excel', 'Take figures from an Excel file'],
      href: '/nhap-tep',
      steps: [
        [
          'Tải biểu mẫu, điền mỗi đơn vị một dòng, rồi tải tệp lên.',
          'Download the template, fill in a row for each unit, and upload the file.',
        ],
        [
          'Trang kiểm tra trước và chỉ rõ ô nào sai; sửa ngay trên trang hoặc tải tệp khác. Chưa có gì được ghi ở bước này.',
          'The page checks it first and shows which cells are wrong; mend them on the page or upload another file. Nothing is stored at this step.',
        ],
        ['Bấm ghi để lưu các dòng hợp lệ.', 'Commit to store the rows that are right.'],
      ],
      picture: 'import',
    },
    WATCH_NETWORK,
    CERTIFICATES,
    SIGN_IN,
  ],
};
