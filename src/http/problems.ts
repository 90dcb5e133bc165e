import { type Fault, shorten } from '../faults.ts';
import { type Told, tell } from '../told.ts';

/** Every failure that a caller can see, with its status: RFC 9457 problems from one closed list. */
const CATALOGUE = {
  malformed_json: [400, 'Nội dung gửi lên không phải JSON hợp lệ', 'The body is not valid JSON'],
  bad_request: [400, 'Không hiểu yêu cầu', 'The request cannot be understood'],
  unauthenticated: [
    401,
    'Chưa đăng nhập hoặc mã truy cập không đúng',
    'Credentials are missing or not valid',
  ],
  second_factor_missing: [
    403,
    'Tài khoản của anh/chị cần bật xác thực hai lớp trước',
    'This role needs a second factor first',
  ],
  forbidden: [403, 'Tài khoản của anh/chị không có quyền thực hiện việc này', 'This role may not do that'],
  not_found: [
    404,
    'Không tìm thấy nội dung này, hoặc nội dung ngoài địa bàn của anh/chị',
    'There is no such thing in your area',
  ],
  no_programme: [
    404,
    'Chưa có đợt báo cáo nào cho địa bàn của anh/chị',
    'No programme asks your area for reports yet',
  ],
  request_timeout: [408, 'Yêu cầu gửi quá chậm', 'The request did not arrive in time'],
  day_locked: [409, 'Ngày này đã khóa', 'The day is locked'],
  revision_conflict: [409, 'Đã có lần gửi mới hơn', 'A newer revision has come in'],
  conflict: [409, 'Nội dung này vừa được người khác thay đổi', 'Somebody else has changed this meanwhile'],
  not_a_draft: [409, 'Văn bản này không còn là bản dự thảo', 'It is no draft any more'],
  not_submitted: [409, 'Báo cáo này chưa được trình', 'The report has not been submitted'],
  not_issued: [409, 'Văn bản này chưa được ban hành', 'The document has not been issued'],
  number_taken: [
    409,
    'Số này đã dùng cho một văn bản khác cùng loại trong năm',
    'Another document of this kind has this number in that year',
  ],
  too_many_files: [409, 'Văn bản này đã có quá nhiều tệp', 'The document has too many files already'],
  not_approved: [409, 'Báo cáo này chưa được duyệt', 'The report has not been approved'],
  no_figures: [
    409,
    'Chưa có ngày nào của kỳ báo cáo này có số liệu',
    'No day of this period has figures yet',
  ],
  report_exists: [
    409,
    'Đã có báo cáo của kỳ này',
    'There is a report of this period already; correct it, or go on with its draft',
  ],
  proposal_not_draft: [
    409,
    'Đề xuất này đã trình hoặc đã duyệt',
    'The proposal is no draft any more: it was submitted or approved',
  ],
  proposal_not_submitted: [409, 'Đề xuất này chưa được trình', 'The proposal has not been submitted'],
  proposal_not_approved: [409, 'Đề xuất này chưa được duyệt', 'The proposal has not been approved'],
  plan_exists: [409, 'Đã có kế hoạch mang mã này', 'There is a plan of this code already'],
  not_claimed: [
    409,
    'Không có báo cáo hoàn thành nào đang chờ xác nhận',
    'No claim waits to be confirmed; perhaps somebody else has just decided',
  ],
  already_claimed: [409, 'Đã báo cáo hoàn thành, đang chờ xác nhận', 'A claim waits to be confirmed already'],
  already_done: [409, 'Nhiệm vụ này đã hoàn thành', 'The task is done already'],
  task_cancelled: [409, 'Nhiệm vụ này đã hủy', 'The task is cancelled'],
  has_children: [
    409,
    'Nhiệm vụ này hoàn thành khi các nhiệm vụ con hoàn thành',
    'The task is done when its parts are: claim those',
  ],
  already_resolved: [409, 'Cảnh báo này đã kết thúc', 'The alert has ended already'],
  too_large: [413, 'Nội dung gửi lên quá lớn', 'The body is too large'],
  unsupported_media_type: [415, 'Không nhận loại tệp này', 'This content type is not taken here'],
  headers_too_large: [
    431,
    'Địa chỉ hoặc phần đầu yêu cầu quá dài',
    'The address or the headers are too large',
  ],
  invalid_query: [422, 'Tham số truy vấn không hợp lệ', 'Some query parameters are not valid'],
  invalid_record: [422, 'Báo cáo có chỗ chưa đúng', 'The record has faults'],
  invalid_batch: [422, 'Gói báo cáo có chỗ chưa đúng', 'The batch has faults'],
  invalid_import: [422, 'Không nhập được tệp này', 'The sheet cannot be imported'],
  invalid_file: [422, 'Không nhận được tệp này', 'The file cannot be taken'],
  invalid_certificate: [422, 'Không nhận được chứng thư này', 'The certificate cannot be taken'],
  invalid_template: [422, 'Không dùng được mẫu này', 'The template cannot be used'],
  invalid_body: [422, 'Nội dung gửi lên có chỗ chưa đúng', 'The body has faults'],
  period_to_come: [409, 'Kỳ này chưa bắt đầu', 'The period has not begun'],
  already_verified: [
    409,
    'Điểm của đơn vị đã thẩm định, không tự chấm lại',
    'The scores are verified already',
  ],
  not_self_scored: [409, 'Đơn vị chưa tự chấm điểm', 'The locality has not scored itself yet'],
  not_verified: [409, 'Còn đơn vị chờ thẩm định', 'Scores wait for their verification'],
  not_published: [409, 'Điểm của kỳ này chưa công bố', 'The scores are not published'],
  scores_published: [
    409,
    'Điểm của kỳ này đã công bố: chỉ thay đổi qua kiến nghị',
    'The scores are published: only an answered objection changes them',
  ],
  scores_approved: [409, 'Điểm của kỳ này đã phê duyệt', 'The scores are approved, and stay'],
  scores_not_approved: [409, 'Điểm của kỳ này chưa phê duyệt', 'The scores are not approved yet'],
  objections_over: [409, 'Đã hết hạn kiến nghị', 'The last day of objections has passed'],
  objections_running: [409, 'Chưa hết hạn kiến nghị', 'Objections may still come'],
  objection_open: [
    409,
    'Đơn vị đã có một kiến nghị đang chờ trả lời',
    'An objection of this locality waits for its answer',
  ],
  no_objection: [409, 'Không có kiến nghị nào chờ trả lời', 'No objection waits for an answer'],
  objections_unanswered: [409, 'Còn kiến nghị chưa trả lời', 'Objections wait for their answers'],
  rate_limited: [429, 'Gửi quá nhiều yêu cầu, vui lòng chờ', 'Too many requests'],
  internal: [500, 'Máy chủ gặp lỗi', 'Something failed on our side'],
  unavailable: [503, 'Hệ thống tạm thời chưa phục vụ được', 'The service cannot answer right now'],
} as const satisfies Record<string, readonly [status: number, vi: string, en: string]>;

export type ProblemCode = keyof typeof CATALOGUE;

/** Characters of a detail; some of Fastify's repeat what was sent. */
const DETAIL = 300;

export interface ProblemBody extends Told<Fault> {
  type: string;
  title: string;
  titleVi: string;
  status: number;
  code: ProblemCode;
  detail: string;
}

/** Thrown by routes and turned into an answer in one place, `errors.ts`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: Fault[];

  constructor(code: ProblemCode, errors: Fault[] = [], detail?: string) {
    super(detail ?? CATALOGUE[code][2]);
    this.code = code;
    this.errors = errors;
  }

  get status(): number {
    return CATALOGUE[this.code][0];
  }

  body(): ProblemBody {
    const [status, titleVi, title] = CATALOGUE[this.code];
    return {
      type: `urn:phu-xanh:problem:${this.code}`,
      title,
      titleVi,
      status,
      code: this.code,
      detail: shorten(this.message, DETAIL),
      ...tell(this.errors),
    };
  }
}
