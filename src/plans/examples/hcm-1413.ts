import type { PlanDocument } from '../document.ts';

/** The draft plan of Hồ Chí Minh City on Plan 1413/KH-UBND, March 2025: number and day are blank, and there is no part II. As it is written. */
export const hcm1413: PlanDocument = {
  province: '79',
  agencies: [
    {
      code: 'trung-tam-cmcn-4',
      nameVi: 'Trung tâm Cách mạng Công nghiệp lần thứ 4',
      nameEn: 'Centre for the Fourth Industrial Revolution',
      kind: 'other',
    },
    {
      code: 'so-giao-duc',
      nameVi: 'Sở Giáo dục',
      nameEn: 'Department of Education',
      kind: 'department',
    },
    {
      code: 'dai-hoc-quoc-gia',
      nameVi: 'Đại học Quốc gia',
      nameEn: 'National University',
      kind: 'other',
    },
    {
      code: 'so-tu-phap',
      nameVi: 'Sở Tư pháp',
      nameEn: 'Department of Justice',
      kind: 'department',
    },
    {
      code: 'to-giup-viec',
      nameVi: 'Tổ giúp việc',
      nameEn: 'Supporting group',
      kind: 'other',
    },
    {
      code: 'to-bien-soan',
      nameVi: 'Tổ biên soạn',
      nameEn: 'Drafting group',
      kind: 'other',
    },
  ],
  plan: {
    code: 'hcm-kh-dtnq-2025',
    title:
      'Xây dựng dự thảo Nghị quyết Hội đồng nhân dân Thành phố về các cơ chế, chính sách thực hiện Kế hoạch số 1413/KH-UBND ngày 03 tháng 3 năm 2025 của Ủy ban nhân dân Thành phố',
    standing: 'so-khcn',
    kind: 'KH',
    number: null,
    day: null,
  },
  paper: {
    issuer: 'Ủy ban nhân dân Thành phố Hồ Chí Minh',
    dateAsWritten: 'Thành phố Hồ Chí Minh, ngày  tháng 3 năm 2025',
    signerTitle: 'CHỦ TỊCH',
    basis: ['1413/KH-UBND (03/3/2025)', '63-CTrHĐ/TU (27/02/2025)', '57-NQ/TW (22/12/2024)'],
    objective: [
      'Cụ thể hóa các nội dung của Kế hoạch số 1413/KH-UBND thành các cơ chế, chính sách phù hợp với đặc thù của Thành phố, dưới hình thức hồ sơ xây dựng Nghị quyết Hội đồng nhân dân Thành phố ban hành theo thẩm quyền',
      'Đề xuất các chính sách cụ thể trong các lĩnh vực: nghiên cứu khoa học, phát triển nhân lực công nghệ cao, thúc đẩy chuyển đổi số, khuyến khích khởi nghiệp đổi mới sáng tạo và hợp tác ứng dụng công nghệ',
      'Hoàn thành các dự thảo Nghị quyết để tham mưu Ủy ban nhân dân Thành phố trình Hội đồng nhân dân Thành phố thông qua',
    ],
    sections: ['I. MỤC TIÊU - YÊU CẦU', 'III. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU', 'IV. TỔ CHỨC THỰC HIỆN'],
    duties: [
      {
        who: 'Sở Khoa học và Công nghệ (cơ quan thường trực Tổ biên soạn)',
        kind: 'monitor',
        text: 'Là đơn vị thường trực, chủ trì theo dõi, hướng dẫn, đôn đốc việc triển khai thực hiện Kế hoạch; đồng thời, rà soát, tổng hợp báo cáo, tham mưu Ban Giám đốc Sở trình Ủy ban nhân dân Thành phố xem xét điều chỉnh, bổ sung Kế hoạch đã được Ủy ban nhân dân Thành phố phê duyệt (nếu có).',
        to: 'Ủy ban nhân dân Thành phố',
      },
      {
        who: 'Sở Khoa học và Công nghệ',
        kind: 'report',
        text: 'Định kỳ 1 tháng/lần báo cáo Ủy ban nhân dân Thành phố về kết quả triển khai thực hiện kế hoạch.',
        to: 'Ủy ban nhân dân Thành phố',
        schedule: '1 tháng/lần',
      },
      {
        who: 'Các thành viên Tổ biên soạn',
        kind: 'work',
        text: 'Theo chức năng, nhiệm vụ chủ động phối hợp với các đơn vị có liên quan tổ chức đề xuất các cơ chế, chính sách cụ thể; nghiên cứu, soạn thảo, lấy ý kiến và trình dự thảo Nghị quyết; tập trung chỉ đạo thực hiện; tăng cường kiểm tra, đôn đốc việc triển khai thực hiện Kế hoạch.',
      },
      {
        who: 'Các sở, ban ngành và tổ chức liên quan',
        kind: 'work',
        text: 'Chủ động đề xuất với Tổ biên soạn các cơ chế, chính sách có tính khả thi; cung cấp thông tin, dữ liệu, đóng góp ý kiến theo yêu cầu của Tổ biên soạn và các Sở, ban ngành được giao chủ trì; tham gia các hội thảo, tọa đàm để góp ý dự thảo Nghị quyết.',
        to: 'Tổ biên soạn',
      },
      {
        who: 'Tổ trưởng Tổ biên soạn',
        kind: 'amend',
        text: 'Trường hợp cần sửa đổi, bổ sung những nội dung cụ thể thuộc Kế hoạch này, Tổ trưởng Tổ biên soạn chủ động đề xuất, báo cáo Ủy ban nhân dân Thành phố xem xét, quyết định.',
        to: 'Ủy ban nhân dân Thành phố',
      },
    ],
    recipients: [
      'Thường trực Thành ủy',
      'Thường trực HĐND Thành phố',
      'TTUB: CT, các PCT',
      'Ủy ban MTTQ Việt Nam Thành phố',
      'Văn phòng Thành ủy',
      'Văn phòng ĐĐBQH&HĐND Thành phố',
      'Các sở, ban, ngành, đoàn thể Thành phố',
      'UBND quận huyện, thành phố Thủ Đức',
      'VPUB: CVP, các PCVP',
      'Các Phòng NCTH',
      'Lưu: VT',
    ],
    notes: [
      'Bản DỰ THẢO: số và ngày để trống.',
      'Không có mục II: sau mục I là mục III (giữ nguyên, không đánh số lại).',
    ],
  },
  tasks: [
    {
      no: '1',
      title:
        'Thành lập Tổ biên soạn, Tổ giúp việc Tổ biên soạn và quy định chức năng, nhiệm vụ và cơ chế phối hợp thực hiện',
      content:
        'Thành lập Tổ biên soạn và Tổ giúp việc Tổ biên soạn xây dựng dự thảo Nghị quyết Hội đồng nhân dân Thành phố về các cơ chế, chính sách thực hiện Kế hoạch số 1413/KH-UBND.\nTổ chức họp khởi động Tổ biên soạn và Tổ giúp việc, phân công nhiệm vụ cụ thể cho từng thành viên.',
      leads: ['ubnd-tinh'],
      coordinators: ['Các đơn vị có thành viên Tổ biên soạn, Tổ giúp việc'],
      followers: [],
      deadline: 'trước ngày 10 tháng 4 năm 2025',
      products: [
        'Quyết định thành lập Tổ biên soạn và Tổ giúp việc Tổ biên soạn',
        'Biên bản họp, bảng phân công nhiệm vụ chi tiết cho các thành viên',
      ],
    },
    {
      no: '2',
      title:
        'Rà soát, đánh giá, phân tích chi tiết nội dung Nghị quyết số 57-NQ/TW, Chương trình hành động số 63-CTrHĐ/TU và Kế hoạch số 1413/KH-UBND',
      content:
        'Đánh giá, phân tích nội dung Nghị quyết số 57-NQ/TW, Chương trình hành động số 63-CTrHĐ/TU và Kế hoạch số 1413/KH-UBND.\nThu thập dữ liệu về thực trạng phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số trên địa bàn Thành phố.\nKhảo sát thực tế tại các khu vực trọng điểm (Khu Công nghệ cao Thành phố, thành phố Thủ Đức).\nTham khảo kinh nghiệm từ các thành phố lớn (Singapore, Seoul, Malayxia, Hà Nội, Đà Nẵng).\nXác định cơ chế, chính sách phù hợp với đặc thù của Thành phố để triển khai Kế hoạch số 1413/KH-UBND, dưới hình thức hồ sơ xây dựng Nghị quyết Hội đồng nhân dân Thành phố.',
      leads: ['trung-tam-cmcn-4'],
      coordinators: ['Các sở, ngành liên quan có thành viên Tổ biên soạn'],
      followers: [],
      deadline: 'Quý 2/2025',
      products: [
        'Báo cáo phân tích các nhiệm vụ trọng tâm cần triển khai',
        'Báo cáo khảo sát: thực trạng, nhu cầu, và đề xuất từ các khu vực trọng điểm',
        'Báo cáo tham khảo: các mô hình, chính sách thành công (khoa học, công nghệ, khởi nghiệp, chuyển đổi số…)',
        'Đề xuất cơ chế, chính sách phù hợp với đặc thù của Thành phố để triển khai Kế hoạch số 1413/KH-UBND',
      ],
    },
    {
      no: '3',
      title: 'Xây dựng cơ chế, chính sách và soạn thảo dự thảo Nghị quyết',
      content:
        'Đề xuất các cơ chế, chính sách cụ thể dựa trên kết quả nghiên cứu liên quan, tập trung vào các nhóm sau (a–đ).',
      leads: [],
      coordinators: [],
      followers: [],
      deadline: 'Thời gian dự kiến hoàn thành: Quý 3/2025',
      products: [
        'Báo cáo đề xuất: các chính sách hỗ trợ tài chính, nhân lực, chuyển đổi số, khởi nghiệp',
        'Báo cáo tổng hợp ý kiến từ doanh nghiệp, chuyên gia, nhà khoa học, người dân từ (thông qua hoạt động khảo sát, tổ chức hội thảo, hội nghị, tọa đàm)',
        'Dự thảo Nghị quyết trình Hội đồng nhân dân Thành phố và các tài liệu kèm theo (tờ trình, báo cáo giải trình, báo cáo đánh giá tác động theo các đối tượng khác nhau: Doanh nghiệp, Trường Đại học, Chuyên gia, Sở, ban ngành, người dân)',
      ],
    },
    {
      no: '3.1.a',
      title:
        'Hỗ trợ tài chính và đầu tư cho hoạt động nghiên cứu khoa học và đổi mới sáng tạo, đầu tư cho cơ sở hạ tầng dựa trên mô hình hợp tác công – tư, công – công, hình thành Quỹ đầu tư mạo hiểm cho khởi nghiệp sáng tạo',
      parent: '3',
      leads: ['so-khcn', 'so-tai-chinh'],
      coordinators: ['Các sở, ngành liên quan có thành viên Tổ biên soạn'],
      followers: [],
      deadline: 'Quý 3/2025',
      products: [],
    },
    {
      no: '3.1.b',
      title: 'Phát triển nguồn nhân lực chất lượng cao có trình độ quốc tế',
      parent: '3',
      leads: ['so-giao-duc', 'dai-hoc-quoc-gia'],
      coordinators: ['Các sở, ngành liên quan có thành viên Tổ biên soạn'],
      followers: [],
      deadline: 'Quý 3/2025',
      products: [],
    },
    {
      no: '3.1.c',
      title:
        'Xây dựng cơ chế thúc đẩy hợp tác quốc tế với các trung tâm khoa học công nghệ lớn trên thế giới',
      parent: '3',
      leads: ['trung-tam-cmcn-4'],
      coordinators: ['Các sở, ngành liên quan có thành viên Tổ biên soạn'],
      followers: [],
      deadline: 'Quý 3/2025',
      products: [],
    },
    {
      no: '3.1.d',
      title: 'Xây dựng cơ chế thử nghiệm có kiểm soát đối với các chính sách, công nghệ mới',
      parent: '3',
      leads: ['so-khcn', 'so-tu-phap'],
      coordinators: ['Các sở, ngành liên quan có thành viên Tổ biên soạn'],
      followers: [],
      deadline: 'Quý 3/2025',
      products: [],
    },
    {
      no: '3.1.đ',
      title:
        'Thúc đẩy chuyển đổi số toàn diện; khuyến khích khởi nghiệp đổi mới sáng tạo; thúc đẩy hợp tác và ứng dụng công nghệ; đầu tư hạ tầng công nghệ số; quản lý tài nguyên và phát triển bền vững',
      parent: '3',
      leads: ['so-khcn'],
      coordinators: ['Các sở, ngành liên quan có thành viên Tổ biên soạn'],
      followers: [],
      deadline: 'Quý 3/2025',
      products: [],
    },
    {
      no: '4',
      title: 'Báo cáo tổng hợp kết quả thực hiện nhiệm vụ',
      content: 'Tổng hợp, báo cáo đánh giá kết quả thực hiện nhiệm vụ của Tổ biên soạn và Tổ giúp việc.',
      leads: ['to-giup-viec'],
      coordinators: [],
      followers: ['to-bien-soan'],
      deadline: 'Quý 3/2025',
      products: ['Báo cáo'],
    },
  ],
};
