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
      anchor: 'don-doc',
      title: ['Soạn văn bản nhắc việc', 'Prepare a reminder'],
      href: '/con-thieu',
      steps: [
        [
          'Trong danh sách còn thiếu, chọn các dòng rồi bấm “Soạn văn bản đôn đốc (dòng đã chọn)”.',
          'In the gap list, select rows and press “Draft reminders for the chosen rows”.',
        ],
        [
          'Xem dự thảo cho từng đơn vị, in hoặc tải về. Hệ thống không tự gửi văn bản này.',
          'Look at the draft for each unit, print or download it. The service does not send it by itself.',
        ],
      ],
      picture: null,
    },
    READ_LOCALITY,
    {
      anchor: 'canh-bao',
      title: ['Theo dõi cảnh báo', 'Follow alerts'],
      href: '/canh-bao',
      steps: [
        [
          'Lọc theo loại, đơn vị, tình trạng. Mở một cảnh báo để xem đã báo cho ai, qua kênh nào, kết quả ra sao, và sẽ báo cho ai tiếp.',
          'Filter by kind, locality and state. Open an alert to see who was told, by which channel, with what answer, and who will be told next.',
        ],
        [
          'Nhận xử lý thay đơn vị nếu đã trao đổi qua điện thoại: nhập người xử lý, lý do và ngày hẹn.',
          'Take it on for a locality that you have spoken to: write who does it, why, and the date.',
        ],
      ],
      picture: null,
    },
    {
      anchor: 'tam-ngung-nhac',
      title: ['Tạm ngừng nhắc khi có bão, mất điện', 'Silence reminders in a typhoon or an outage'],
      href: '/tam-ngung-nhac',
      steps: [
        [
          'Chọn địa bàn, loại cảnh báo, lúc kết thúc và lý do. Thời gian tạm ngừng tự kết thúc; nội dung chưa hoàn thành được nhắc tiếp.',
          'Choose the area, the kind, the end and the reason. A silence ends by itself; what is not over goes on from where it stood.',
        ],
        ['Hết sớm thì bấm “Kết thúc tạm ngừng”.', 'When it is over earlier, press “End it now”.'],
      ],
      picture: null,
    },
    {
      anchor: 'ra-soat',
      title: ['Rà soát số liệu bất thường', 'Look at unusual figures'],
      href: '/ra-soat',
      steps: [
        [
          'Danh sách chờ gồm các số liệu giảm mạnh, số đổi qua đổi lại, số tự mâu thuẫn và báo cáo giống hệt nhiều ngày.',
          'The queue shows sharp falls, figures that go back and forth, contradictions, and reports that stay the very same for days.',
        ],
        [
          'Số đúng: bấm “Xác minh là đúng”. Có nghi vấn: nhập lý do rồi bấm “Yêu cầu xem lại”; ô đó được đánh dấu trong biểu mẫu của cán bộ.',
          'If it is right, press “Verify”. If in doubt, give a reason and press “Question”; the field is marked in the officer’s form.',
        ],
        [
          'Số liệu cần xem lại được tính là chưa đạt cho đến khi được sửa hoặc được xác minh.',
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
          'Tải tệp mẫu, điền mỗi đơn vị một dòng, rồi tải tệp lên.',
          'Download the template, fill in a row for each unit, and upload the file.',
        ],
        [
          'Trang kiểm tra trước và chỉ rõ ô nào sai; sửa ngay trên trang hoặc tải tệp khác. Chưa có gì được ghi ở bước này.',
          'The page checks it first and shows which cells are wrong; mend them on the page or upload another file. Nothing is stored at this step.',
        ],
        [
          'Bấm “Lưu … dòng” để lưu các dòng hợp lệ.',
          'Press “Store … rows” to store the rows without faults.',
        ],
      ],
      picture: 'import',
    },
    WATCH_NETWORK,
    CERTIFICATES,
    SIGN_IN,
  ],
};
