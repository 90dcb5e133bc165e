import type { Task } from './types.ts';

/** What everybody does. */
export const SIGN_IN: Task = {
  anchor: 'dang-nhap',
  title: ['Đăng nhập lần đầu', 'Sign in for the first time'],
  href: '/tai-khoan',
  steps: [
    [
      'Mở liên kết quản trị viên gửi cho anh/chị và đặt mật khẩu. Liên kết chỉ dùng được một lần.',
      'Open the link that the administrator sent you and set a password. The link works once.',
    ],
    [
      'Lần sau, nhập tên đăng nhập hoặc email cùng mật khẩu. Nhập sai nhiều lần thì phải chờ, thời gian chờ tăng dần.',
      'From then on, enter your user name or e-mail and the password. After several wrong tries you have to wait, longer each time.',
    ],
    [
      'Nếu được yêu cầu xác thực hai lớp: nhập khóa vào ứng dụng trên điện thoại, rồi cất các mã dự phòng ở nơi an toàn.',
      'If a second step is asked for: scan the code with an app on your phone, then keep the recovery codes in a safe place.',
    ],
    [
      'Bấm tên anh/chị ở đầu trang để đổi mật khẩu và kết thúc phiên đăng nhập trên máy khác.',
      'Press your name on top of the page to change the password and to end sessions on other devices.',
    ],
  ],
  picture: 'sign-in',
};

export const READ_BOARD: Task = {
  anchor: 'bang-theo-doi',
  title: ['Xem bảng theo dõi', 'Read the board'],
  href: '/bang-theo-doi',
  steps: [
    [
      'Số lớn nhất là tỷ lệ đơn vị đạt mọi điều kiện, kèm số đơn vị và mục tiêu.',
      'The largest figure is the share of units that meet every condition, with their number and the target.',
    ],
    [
      'Trên bản đồ, mỗi ô là một đơn vị: ● đạt, ◐ gần đạt, ○ chưa đạt, – chưa có số liệu. Bấm vào ô để mở trang của đơn vị.',
      'On the map each tile is a unit: ● green, ◐ nearly, ○ not yet, – not reported. Press a tile to open the page of the unit.',
    ],
    [
      'Dưới mỗi biểu đồ có bảng số liệu tương ứng. Trang tự cập nhật, không cần tải lại.',
      'Below each picture a table says the same. The page keeps itself up to date without a reload.',
    ],
  ],
  picture: 'board',
};

export const READ_GAPS: Task = {
  anchor: 'con-thieu',
  title: ['Xem đơn vị nào còn thiếu gì', 'See who lacks what'],
  href: '/con-thieu',
  steps: [
    [
      'Lọc theo điều kiện, chỉ tiêu, tình trạng, số ngày hoặc cơ quan phụ trách. Địa chỉ trang giữ bộ lọc, có thể gửi cho người khác.',
      'Filter by condition, indicator, colour, days or agency. The address keeps the filters and can be sent to others.',
    ],
    [
      'Tìm tên không cần dấu: gõ “cam giang” ra cả Cẩm Giàng và Cẩm Giang.',
      'Names are found without accents: “cam giang” finds both Cẩm Giàng and Cẩm Giang.',
    ],
    [
      'Bấm tiêu đề cột để xếp lại; tải đúng các dòng đang xem thành tệp Excel hoặc CSV, hoặc in ra.',
      'Press the head of a column to sort; download just the rows you see as Excel or CSV, or print them.',
    ],
  ],
  picture: 'gaps',
};

export const READ_LOCALITY: Task = {
  anchor: 'don-vi',
  title: ['Xem một đơn vị', 'Look at one unit'],
  href: null,
  steps: [
    [
      'Trang của đơn vị cho biết tình trạng hôm nay, vì sao chưa đạt và nên làm gì trước.',
      'The page of a unit says its colour today, why it is not green, and what to do first.',
    ],
    [
      'Có lịch báo cáo từng ngày, diễn biến từng điều kiện và các lần sửa: ai gửi, lúc nào, đổi gì.',
      'It has the calendar of reports, the course of each condition, and every change: by whom, when, and of what.',
    ],
  ],
  picture: 'locality',
};

export const CERTIFICATES: Task = {
  anchor: 'chung-thu',
  title: ['Ghi sổ chứng thư số công vụ', 'Keep the register of certificates'],
  href: '/chung-thu-so',
  steps: [
    [
      'Mở sổ của đơn vị, chọn tệp chứng thư (.cer, .pem, .p7b). Trang cho biết trong tệp có gì; điền chức vụ rồi ghi. Không có tệp thì nhập thủ công hoặc nhập từ bảng tính.',
      'Open the unit’s register and choose the file of the certificate (.cer, .pem, .p7b). The page says what is in it; fill in the position, then enter it. Without a file, enter it by hand or import a sheet.',
    ],
    [
      'Chỉ gửi chứng thư, không bao giờ gửi khóa bí mật (.p12, .pfx, .key). Chỉ nhập chức vụ, không nhập họ tên. Không ghi chữ ký số mật.',
      'Send the certificate only, never a private key (.p12, .pfx, .key). Write the position, not the name. Nothing of signatures for classified work.',
    ],
    [
      'Số của sổ hiện bên cạnh ô cần điền trong báo cáo. Số anh/chị báo vẫn là số chính thức; khác nhau thì Sở xem lại.',
      'What the register says stands beside the field of the report. What you report is what counts; where the two differ, the department looks at it.',
    ],
    [
      'Chứng thư đã thay hoặc thu hồi: bấm “Ngừng sử dụng” ở dòng của chứng thư đó.',
      'One that was replaced or revoked: press “Take out of use” in its row.',
    ],
  ],
  picture: null,
};

export const TAKE_ON: Task = {
  anchor: 'nhan-xu-ly',
  title: ['Nhận xử lý từ thư nhắc', 'Take work on from a message'],
  href: '/canh-bao',
  steps: [
    [
      'Trong thư, bấm “Nhận xử lý và hẹn ngày hoàn thành”. Không cần đăng nhập; liên kết dùng được trong 30 ngày, chỉ cho các nội dung trong thư đó.',
      'In the message, follow “Take it on and promise a date”. You need not sign in; the link is good for 30 days and opens the work of that message only.',
    ],
    [
      'Chọn nội dung, nhập lý do và ngày hẹn hoàn thành. Hệ thống không nhắc cho đến hết ngày hẹn; quá hạn mà chưa hoàn thành thì nhắc lại.',
      'Choose the work, give a reason and a date. Nobody is reminded until the end of that day; if it is not done by then, reminders begin again.',
    ],
    [
      'Mọi cảnh báo nằm ở trang “Cảnh báo”: vì sao mở, đã báo cho ai, sẽ báo cho ai tiếp. Cần thêm thời gian thì hẹn lại ở đó.',
      'All alerts stand on the page “Alerts”: why each opened, who was told, who will be. If you need more time, promise another date there.',
    ],
  ],
  picture: null,
};
