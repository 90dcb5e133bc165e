import type { PlanDocument } from '../document.ts';

/** Dispatch 9395/VP-VX of Hải Phòng, 27 September 2025. As it is written. */
export const haiPhong9395: PlanDocument = {
  province: '31',
  agencies: [],
  plan: {
    code: 'hp-9395-vp-vx',
    title:
      'V/v đôn đốc thực hiện Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    standing: 'so-khcn',
    kind: 'CV',
    number: '9395/VP-VX',
    day: '2025-09-27',
  },
  paper: {
    issuer: 'Văn phòng Ủy ban nhân dân thành phố Hải Phòng',
    numberAsWritten: 'Số: 9395/VP-VX',
    dateAsWritten: 'Hải Phòng, ngày 27 tháng 9 năm 2025',
    signerAuthority: 'KT. CHÁNH VĂN PHÒNG',
    basis: ['57-NQ/TW (22/12/2024)', '71/NQ-CP (01/4/2025)', '02-KH/BCĐTW (19/6/2025)', '118/2025/NĐ-CP'],
    opening: [
      'Báo cáo của Bộ Khoa học và Công nghệ tại phiên họp lần thứ tư của Ban Chỉ đạo của Chính phủ ngày 24/9/2025 và báo cáo hằng ngày của Cơ quan thường trực Ban Chỉ đạo Trung ương',
      'thành phố Hải Phòng triển khai còn chậm một số nhiệm vụ, như: Điều kiện thiết yếu để xử lý thủ tục hành chính trên môi trường số chưa được toàn bộ các xã, phường báo cáo hoàn thành gồm: Chữ ký số mật, chứng thư số công vụ; tình hình phủ XANH các xã, phường, đảm bảo các điều kiện cơ bản để vận hành Trung tâm Phục vụ hành chính công còn chậm.',
      'Bố trí trụ sở, trang cấp thiết bị, phân công lãnh đạo, bố trí nhân lực và bảo đảm hệ thống hạ tầng mạng đáp ứng yêu cầu theo Nghị định số 118/2025/NĐ-CP',
    ],
    duties: [
      {
        who: 'Sở Khoa học và Công nghệ',
        kind: 'report',
        text: 'Báo cáo Ủy ban nhân dân thành phố kết quả rà soát, đôn đốc.',
        to: 'Ủy ban nhân dân thành phố',
        schedule: 'trước ngày 30/9/2025',
      },
      {
        who: 'Ủy ban nhân dân các xã, phường, đặc khu',
        kind: 'report',
        text: 'Hằng ngày cập nhật thông tin, số liệu, báo cáo hoàn thành lên Hệ thống giám sát, đánh giá Nghị quyết 57.',
        to: 'Hệ thống giám sát NQ57',
        schedule: 'hằng ngày',
      },
    ],
    closing:
      'Văn phòng Ủy ban nhân dân thành phố thông báo để các cơ quan, đơn vị, địa phương liên quan thực hiện./.',
    recipients: ['Như trên', 'CT, PCT', 'CVP, PCVP', 'Phòng: VX, NV&KTGS', 'Lưu: VT, Nam'],
    notes: [
      'OCR, dấu đã phục hồi bằng cách đọc; tên người ký không có trong bản chữ (ảnh ký).',
      'Nguồn viết “đôn đốc các đơn hoàn thiện”: thiếu chữ “vị” – đọc là “các đơn vị”.',
    ],
  },
  tasks: [
    {
      no: '1',
      title:
        'Rà soát các nhiệm vụ; đề xuất cấp chứng thư số công vụ, bảo đảm hạ tầng mạng cho địa phương còn thiếu; đôn đốc',
      content:
        'Rà soát các nhiệm vụ được giao nêu trên, khẩn trương đề xuất cấp chứng thư số công vụ và bảo đảm hệ thống hạ tầng mạng cho các địa phương còn thiếu; đôn đốc các đơn [vị] hoàn thiện các chỉ tiêu và điều kiện còn thiếu, báo cáo Ủy ban nhân dân thành phố trước ngày 30/9/2025.',
      leads: ['so-khcn'],
      coordinators: ['all-localities'],
      followers: [],
      deadline: 'trước ngày 30/9/2025',
      products: ['báo cáo Ủy ban nhân dân thành phố', 'đề xuất cấp chứng thư số công vụ'],
    },
    {
      no: '2',
      title: 'Tham mưu, trình UBND thành phố cấp kinh phí cho các địa phương',
      content:
        'Tiếp tục tham mưu, trình UBND thành phố cấp kinh phí cho các địa phương để đảm bảo các yêu cầu về trang thiết bị, phủ xanh cấp xã theo Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số; thời gian hoàn thành trước ngày 15/10/2025.',
      leads: ['so-tai-chinh'],
      coordinators: ['so-khcn'],
      followers: [],
      deadline: 'trước ngày 15/10/2025',
      products: ['tham mưu, trình UBND thành phố cấp kinh phí'],
    },
    {
      no: '3',
      title: 'Hằng ngày cập nhật lên Hệ thống giám sát, đánh giá Nghị quyết 57',
      content:
        'Rà soát, hằng ngày cập nhật thông tin, số liệu, báo cáo hoàn thành lên Hệ thống giám sát, đánh giá việc triển khai thực hiện Nghị quyết số 57-NQ/TW đảm bảo kịp thời, đầy đủ, chính xác.',
      leads: ['all-localities'],
      coordinators: [],
      followers: [],
      deadline: 'hằng ngày',
      products: ['thông tin, số liệu, báo cáo hoàn thành trên Hệ thống'],
    },
  ],
};
