import type { PlanDocument } from '../document.ts';

/** Plan 233-KH/TU of Rạch Giá, 2025, a document of the Party: its duties; what it aims at are targets of programmes. As it is written. */
export const rachGia233: PlanDocument = {
  province: '91',
  agencies: [
    {
      code: 'phong-vhtt-rach-gia',
      nameVi: 'Phòng Văn hóa và Thông tin thành phố',
      nameEn: 'Division of Culture and Information of Rạch Giá',
      kind: 'department',
    },
  ],
  plan: {
    code: 'rg-233-kh-tu',
    title:
      'Thực hiện Nghị quyết số 82-NQ/TU, ngày 27/02/2025 của Ban Chấp hành Đảng bộ tỉnh về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
    standing: 'phong-vhtt-rach-gia',
    kind: 'KH',
    number: '233-KH/TU',
    day: null,
  },
  paper: {
    issuer: 'Ban Thường vụ Thành ủy Rạch Giá',
    numberAsWritten: 'Số 233-KH/TU',
    signerAuthority: 'T/M BAN THƯỜNG VỤ',
    signerTitle: 'PHÓ BÍ THƯ THƯỜNG TRỰC',
    basis: [
      '82-NQ/TU (27/02/2025)',
      '57-NQ/TW (22/12/2024)',
      '03/NQ-CP (09/01/2025)',
      '45-NQ/TW (24/11/2023)',
    ],
    sections: [
      'I- MỤC ĐÍCH, YÊU CẦU',
      'II- MỤC TIÊU',
      'III- NHIỆM VỤ VÀ BIỆN PHÁP CHỦ YẾU',
      'IV- TỔ CHỨC THỰC HIỆN',
    ],
    taskGroups: [
      '1. Nâng cao nhận thức, đột phá về đổi mới tư duy, xác định quyết tâm chính trị mạnh mẽ, quyết liệt lãnh đạo, chỉ đạo, tạo xung lực mới, khí thế mới trong toàn xã hội về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
      '2. Khẩn trương, quyết liệt hoàn thiện thể chế; xoá bỏ mọi tư tưởng, quan niệm, rào cản đang cản trở sự phát triển; đưa thể chế thành một lợi thế cạnh tranh trong phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
      '3. Tăng cường đầu tư, hoàn thiện hạ tầng cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
      '4. Phát triển, trọng dụng nhân lực chất lượng cao, nhân tài đáp ứng yêu cầu phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
      '5. Đẩy mạnh chuyển đổi số, ứng dụng khoa học, công nghệ, đổi mới sáng tạo trong hoạt động của các cơ quan trong hệ thống chính trị; nâng cao hiệu quả quản trị quốc gia, hiệu lực quản lý Nhà nước trên các lĩnh vực, bảo đảm quốc phòng và an ninh',
      '6. Thúc đẩy mạnh mẽ hoạt động khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số trong doanh nghiệp',
      '7. Tăng cường hợp tác trong phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    ],
    duties: [
      {
        who: 'Ủy ban nhân dân, các ban, ngành, đoàn thể hai cấp',
        kind: 'work',
        text: 'Theo chức năng, nhiệm vụ xây dựng kế hoạch cụ thể hóa và tổ chức thực hiện Kế hoạch này (hoàn thành trong tháng 03 năm 2025).',
        schedule: 'hoàn thành trong tháng 03 năm 2025',
      },
      {
        who: 'Các cơ quan, đơn vị, địa phương',
        kind: 'work',
        text: 'Rà soát các chương trình, kế hoạch thực hiện các Nghị quyết của Đảng, Chương trình hành động của Chính phủ đã ban hành, còn hiệu lực thực hiện có liên quan để điều chỉnh, đồng bộ thống nhất.',
      },
      {
        who: 'Thủ trưởng cơ quan, đơn vị, địa phương',
        kind: 'report',
        text: 'Tập trung chỉ đạo thực hiện nội dung nhiệm vụ, biện pháp cụ thể; bảo đảm an ninh, trật tự và tăng cường kiểm tra, đôn đốc; định kỳ 6 tháng báo cáo kết quả thực hiện về Văn phòng UBND thành phố để tổng hợp báo cáo Thường trực, Ban Thường vụ Thành ủy trước ngày 05/6 và trước ngày 10/12 hằng năm.',
        to: 'Văn phòng UBND thành phố',
        schedule: 'trước ngày 05/6 và trước ngày 10/12 hằng năm',
      },
      {
        who: 'Phòng Văn hóa và Thông tin thành phố',
        kind: 'monitor',
        text: 'Chủ trì, phối hợp với các cơ quan, đơn vị, địa phương theo dõi, đôn đốc việc triển khai thực hiện Kế hoạch này, kịp thời báo cáo và kiến nghị UBND thành phố các biện pháp cần thiết để bảo đảm thực hiện đồng bộ và có hiệu quả.',
        to: 'UBND thành phố',
      },
      {
        who: 'Phòng Tài chính - Kế hoạch',
        kind: 'funding',
        text: 'Chủ trì, phối hợp với các cơ quan, đơn vị, địa phương bảo đảm nguồn kinh phí thực hiện hằng năm theo Nghị quyết số 57-NQ/TW.',
        schedule: 'hằng năm',
      },
      {
        who: 'Các cơ quan, đơn vị, địa phương',
        kind: 'amend',
        text: 'Nếu thấy cần sửa đổi, bổ sung … chủ động đề xuất gửi Phòng Văn hóa và Thông tin thành phố để tổng hợp và báo cáo UBND thành phố trình Thường trực, Ban Thường vụ Thành ủy xem xét, quyết định.',
        to: 'Phòng Văn hóa và Thông tin thành phố',
      },
    ],
    recipients: [
      'Thường trực Tỉnh ủy',
      'Văn phòng Tỉnh ủy',
      'Các đ/c Thành ủy viên',
      'UBND thành phố',
      'Các chi bộ, đảng bộ trực thuộc',
      'Các phòng, ban, ngành, đoàn thể TP',
      'Lưu Văn phòng Thành ủy',
    ],
    notes: [
      'OCR, dấu đã phục hồi bằng cách đọc; không có ngày ban hành, không có tên người ký trong bản chữ.',
      'Văn bản của Đảng: T/M, số có gạch nối, La Mã + gạch ngang; không theo Nghị định 30/2020/NĐ-CP.',
    ],
  },
  tasks: [],
};
