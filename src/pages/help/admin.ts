import { SIGN_IN } from './common-tasks.ts';
import type { Guide } from './types.ts';

export const ADMIN: Guide = {
  slug: 'quan-tri',
  role: 'admin',
  title: ['Quản trị hệ thống', 'Administrators'],
  purpose: [
    'Quản lý người dùng, danh mục, lịch làm việc và theo dõi vận hành hệ thống.',
    'Keep people, catalogues and the calendar right, and know at once when something does not run.',
  ],
  tasks: [
    {
      anchor: 'nguoi-dung',
      title: ['Mời và quản lý người dùng', 'Invite and manage people'],
      href: '/quan-tri/nguoi-dung',
      steps: [
        [
          'Chọn vai trò và địa bàn, rồi chuyển liên kết đặt mật khẩu cho người đó. Liên kết chỉ hiện một lần.',
          'Choose a role and an area, then pass on the link by which the person sets a password. It is shown once.',
        ],
        [
          'Người nghỉ việc: khóa tài khoản, mọi phiên đăng nhập kết thúc ngay. Lịch sử việc đã làm vẫn còn.',
          'When somebody leaves, disable the account: all sessions end at once. What was done stays on record.',
        ],
      ],
      picture: 'administration',
    },
    {
      anchor: 'danh-muc',
      title: ['Đổi chỉ tiêu, ngưỡng và đợt báo cáo', 'Change indicators, thresholds and programmes'],
      href: '/quan-tri/chi-tieu',
      steps: [
        [
          'Mọi thay đổi có ngày bắt đầu; ngày đã khóa vẫn được tính theo quy định của ngày đó.',
          'Every change has a first day; days that are final stay judged by the rules of their day.',
        ],
        [
          'Trước khi lưu, xem thử thay đổi làm bao nhiêu đơn vị thay đổi tình trạng hôm nay.',
          'Before you save, look at how many units would change colour today.',
        ],
      ],
      picture: null,
    },
    {
      anchor: 'don-vi-hanh-chinh',
      title: ['Đổi tên, sáp nhập đơn vị', 'Rename and merge units'],
      href: '/quan-tri/don-vi',
      steps: [
        [
          'Đổi tên hoặc loại đơn vị kể từ một ngày. Khi sáp nhập, chọn đơn vị tiếp nhận; lịch sử vẫn giữ theo mã cũ.',
          'Change a name or type from a day on. For a merger, name the successor; history stays with the old code.',
        ],
      ],
      picture: null,
    },
    {
      anchor: 'kenh-gui',
      title: ['Cài đặt và gửi thử các kênh', 'Set up channels and test them'],
      href: '/quan-tri/kenh',
      steps: [
        [
          'Trang kênh gửi cho biết kênh nào hoạt động, kênh nào tạm dừng và vì sao; sửa nguyên nhân rồi bấm “Thử lại ngay”.',
          'The page of channels shows which work, which are paused and why; mend the cause, then press “Try again now”.',
        ],
        [
          'Cài đặt Zalo bằng App ID, Secret key và Refresh token của trang Zalo OA. Nội dung bí mật đã lưu không hiện lại.',
          'Set up Zalo with the application, its secret key and a refresh token of the official account. What is secret is never shown again.',
        ],
        [
          'Gửi tin thử đến chính mình trước khi dùng; kết quả hiện ngay trên trang đó.',
          'Send a test to yourself before it is used; its outcome shows on the same page.',
        ],
      ],
      picture: null,
    },
    {
      anchor: 'webhook',
      title: ['Báo sang hệ thống khác bằng webhook', 'Tell other systems by webhook'],
      href: '/quan-tri/kenh/webhook',
      steps: [
        [
          'Thêm địa chỉ https của hệ thống nhận và trao khóa ký cho người vận hành hệ thống đó. Khóa chỉ hiện một lần.',
          'Add the https address of the receiving system, and hand its operator the secret. It is shown once.',
        ],
        [
          'Hệ thống nhận kiểm tra ba tiêu đề webhook-id, webhook-timestamp, webhook-signature theo chuẩn Standard Webhooks: ký HMAC-SHA256 trên “id.timestamp.nội dung nguyên văn” bằng khóa sau whsec_ (base64).',
          'The receiver checks the headers webhook-id, webhook-timestamp and webhook-signature by the scheme of Standard Webhooks: HMAC-SHA256 of “id.timestamp.body as it came”, by the key after whsec_ (base64).',
        ],
        [
          'Bỏ tin có thời điểm lệch quá 5 phút và tin có mã đã nhận. Trả lời 2xx trong 15 giây; 429 hoặc 503 thì được gửi lại; 410 là ngừng nhận. Mã mẫu cho Node và Python có trong README.',
          'Skip what is more than 5 minutes off, and ids that you have. Answer 2xx within 15 seconds; 429 or 503 is tried again; 410 ends it. The README has code for Node and Python.',
        ],
        [
          'Nghi lộ khóa: bấm “Đổi khóa”. Trong 24 giờ tin mang chữ ký của cả khóa cũ và khóa mới.',
          'If the secret may have leaked, press “New secret”. For 24 hours messages carry the signatures of both.',
        ],
      ],
      picture: null,
    },
    {
      anchor: 'quy-trinh-nhac',
      title: ['Thiết lập quy trình nhắc', 'Change who hears when'],
      href: '/quan-tri/quy-trinh-nhac',
      steps: [
        [
          'Mỗi loại cảnh báo có một quy trình: báo cho ai, sau bao lâu, qua kênh nào, nhắc lại mấy lần. Đợt báo cáo có thể có quy trình riêng.',
          'Each kind of alert has a ladder: who is told, after how long, by which channel, how often again. A programme can have its own.',
        ],
        [
          'Cảnh báo đang mở giữ quy trình cũ; thay đổi áp dụng cho cảnh báo mở sau đó.',
          'Open alerts keep theirs; a change is for those that open later.',
        ],
        [
          'Xem trước thư ở trang “Mẫu thư”. Tin lỗi của một kênh: sửa nguyên nhân, rồi ở “Tin gửi đi” chọn kênh và gửi lại tất cả.',
          'See how messages look on the page “Templates”. When a channel has failed, mend the cause, then choose it on the page of messages and send all again.',
        ],
      ],
      picture: null,
    },
    {
      anchor: 'van-hanh',
      title: ['Theo dõi vận hành', 'Watch how it runs'],
      href: '/quan-tri/tac-vu',
      steps: [
        [
          'Trang “Tác vụ tự động” cho biết lần chạy bị lỗi và nguyên nhân; có thể chạy lại.',
          'The page of jobs shows which run failed and why; it can be run again.',
        ],
        [
          'Trang “Tin gửi đi” cho biết tin chưa gửi được; sửa nguyên nhân rồi bấm gửi lại.',
          'The page of messages shows what could not be sent; mend the cause, then send again.',
        ],
        [
          'Trang bản tổng hợp đặt giờ gửi thư hằng ngày cho Sở, hằng tuần cho lãnh đạo, và cho xem trước thư.',
          'The page of digests sets when departments and leaders get their summary, and shows the message.',
        ],
        [
          'Nhật ký ghi ai đã đổi gì, lúc nào, từ đâu.',
          'The log says who changed what, when, and from where.',
        ],
      ],
      picture: null,
    },
    SIGN_IN,
  ],
};
