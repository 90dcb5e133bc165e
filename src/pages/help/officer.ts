import { CERTIFICATES, READ_GAPS, SIGN_IN, TAKE_ON } from './common-tasks.ts';
import { WATCH_NETWORK } from './network-task.ts';
import type { Guide } from './types.ts';

export const OFFICER: Guide = {
  slug: 'can-bo-xa',
  role: 'officer',
  title: ['Cán bộ cấp xã', 'Officers of communes, wards and special zones'],
  purpose: [
    'Mỗi ngày làm việc, gửi báo cáo trước 16:00. Thường chỉ mất chưa đầy một phút.',
    'Send the report before 16:00 on each working day. On most days it takes less than a minute.',
  ],
  tasks: [
    {
      anchor: 'gui-bao-cao',
      title: ['Gửi báo cáo hôm nay', "Send today's report"],
      href: '/bao-cao',
      steps: [
        [
          'Mở “Báo cáo”. Các ô đã điền sẵn số liệu lần trước; anh/chị chỉ sửa chỗ nào đã đổi.',
          'Open “Report”. The fields hold the last figures; change only what has changed.',
        ],
        [
          'Không có gì đổi: bấm “Xác nhận không thay đổi”, rồi bấm lần nữa để gửi.',
          'Nothing has changed: press “Confirm no change”, then once more to send.',
        ],
        [
          'Chưa biết một số: chọn “Chưa rõ”. Không suy đoán; mục chưa rõ chưa được tính là đạt, nhưng cũng không bị coi là báo cáo sai.',
          'A figure that you do not know: choose “Not known”. Do not guess; what is unknown counts neither as met nor as wrong.',
        ],
        [
          'Nếu có chỗ cần sửa, trang liệt kê ở trên cùng; bấm vào từng dòng để đến đúng ô.',
          'If something needs mending, the page lists it on top; press a line to go to its field.',
        ],
      ],
      picture: 'form',
    },
    {
      anchor: 'ket-qua',
      title: ['Biết vì sao chưa đạt và làm gì tiếp', 'See why it is not green yet, and what to do'],
      href: '/bao-cao',
      steps: [
        [
          'Gửi xong, trang cho biết tình trạng của đơn vị và việc nên làm, việc quan trọng nhất ở trên.',
          'After sending, the page says the colour of the unit and what to do, the most important first.',
        ],
        [
          'Gửi nhầm: mở lại báo cáo của ngày đó, sửa và gửi lại. Các lần gửi trước vẫn được giữ để đối chiếu.',
          'Sent by mistake: open the report of that day, mend it and send it again. Earlier ones are kept.',
        ],
        [
          'Số liệu của mỗi ngày được khóa sau 03 ngày báo cáo. Sau thời điểm đó, đề nghị Sở KH&CN mở lại ngày cần sửa.',
          'A day closes after three reporting days. To change it later, ask the department to open it again.',
        ],
        [
          'Số liệu cần xem lại sẽ được đánh dấu ngay tại ô, kèm lý do. Sửa số, hoặc giải thích trong phần ghi chú.',
          'A figure that is questioned is marked at its field, with the reason. Correct it, or explain it in the note.',
        ],
      ],
      picture: 'result',
    },
    {
      anchor: 'mang-yeu',
      title: ['Khi mạng yếu hoặc mất mạng', 'On a poor network, or without one'],
      href: '/bao-cao',
      steps: [
        [
          'Trang báo cáo đã mở một lần thì mở lại được khi không có mạng. Điều anh/chị gõ được giữ trên máy này.',
          'Once opened, the report page opens again without a network. What you type is kept on this device.',
        ],
        [
          'Bấm gửi khi mất mạng: báo cáo được đưa vào danh sách chờ trên trang và tự gửi khi có mạng, đúng một lần.',
          'Sent without a network, the report waits in a queue on the page and goes out by itself, once, when the network is back.',
        ],
        [
          'Báo cáo còn chờ mà phiên đăng nhập đã hết: đăng nhập lại, báo cáo sẽ được gửi tiếp.',
          'If your session has ended meanwhile, sign in again and the report goes on its way.',
        ],
      ],
      picture: null,
    },
    CERTIFICATES,
    {
      anchor: 'nhan-thong-bao',
      title: ['Nhận thông báo trên điện thoại, máy tính', 'Get messages on the phone or computer'],
      href: '/tai-khoan/thong-bao',
      steps: [
        [
          'Bấm tên mình ở trên cùng, rồi “Chọn cách nhận tin”. Bấm “Bật thông báo trên máy này” và chọn “Cho phép”.',
          'Press your name on top, then “Choose how to hear”. Press “Turn on messages here” and choose “Allow”.',
        ],
        [
          'Trên iPhone, iPad: trước hết bấm Chia sẻ, “Thêm vào MH chính”, rồi mở Phủ Xanh từ biểu tượng mới.',
          'On iPhone and iPad: first press Share, “Add to Home Screen”, and open Phủ Xanh from its icon.',
        ],
        [
          'Bấm “Gửi tin thử” để xem tin có tới. Giờ không làm phiền và số tin mỗi ngày chọn ngay ở trang đó.',
          'Press “Send a test message” to see whether it arrives. Quiet hours and messages a day are chosen there, too.',
        ],
      ],
      picture: null,
    },
    TAKE_ON,
    READ_GAPS,
    WATCH_NETWORK,
    SIGN_IN,
  ],
};
