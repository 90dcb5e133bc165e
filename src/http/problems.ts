import { type Fault, shorten } from '../faults.ts';
import { type Told, tell } from '../told.ts';

/** Every failure that a caller can see, with its status: RFC 9457 problems from one closed list. */
const CATALOGUE = {
  malformed_json: [400, 'The body is not valid JSON', 'Nội dung gửi lên không phải JSON hợp lệ'],
  bad_request: [400, 'The request cannot be understood', 'Không hiểu yêu cầu'],
  unauthenticated: [
    401,
    'Credentials are missing or not valid',
    'Chưa đăng nhập hoặc mã truy cập không đúng',
  ],
  second_factor_missing: [
    403,
    'This role needs a second factor first',
    'Vai trò này cần bật xác thực hai lớp trước',
  ],
  forbidden: [403, 'This role may not do that', 'Vai trò này không được làm việc đó'],
  not_found: [404, 'There is no such thing in your area', 'Không có nội dung này trong địa bàn của anh/chị'],
  request_timeout: [408, 'The request did not arrive in time', 'Yêu cầu gửi quá chậm'],
  day_locked: [409, 'The day is locked', 'Ngày này đã khoá'],
  revision_conflict: [409, 'A newer revision has come in', 'Đã có lần gửi mới hơn'],
  conflict: [409, 'Somebody else has changed this meanwhile', 'Nội dung này vừa được người khác thay đổi'],
  already_resolved: [409, 'The alert has ended already', 'Cảnh báo này đã xong'],
  too_large: [413, 'The body is too large', 'Nội dung gửi lên quá lớn'],
  unsupported_media_type: [415, 'This content type is not taken here', 'Không nhận loại tệp này'],
  headers_too_large: [
    431,
    'The address or the headers are too large',
    'Địa chỉ hoặc phần đầu yêu cầu quá dài',
  ],
  invalid_query: [422, 'Some query parameters are not valid', 'Tham số truy vấn không hợp lệ'],
  invalid_record: [422, 'The record has faults', 'Báo cáo có chỗ chưa đúng'],
  invalid_batch: [422, 'The batch has faults', 'Gói báo cáo có chỗ chưa đúng'],
  invalid_import: [422, 'The sheet cannot be imported', 'Không nhập được tệp này'],
  invalid_certificate: [422, 'The certificate cannot be taken', 'Không nhận được chứng thư này'],
  invalid_body: [422, 'The body has faults', 'Nội dung gửi lên có chỗ chưa đúng'],
  rate_limited: [429, 'Too many requests', 'Gửi quá nhiều yêu cầu, vui lòng chờ'],
  internal: [500, 'Something failed on our side', 'Máy chủ gặp lỗi'],
  unavailable: [503, 'The service cannot answer right now', 'Hệ thống tạm thời chưa phục vụ được'],
} as const satisfies Record<string, readonly [number, string, string]>;

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
    super(detail ?? CATALOGUE[code][1]);
    this.code = code;
    this.errors = errors;
  }

  get status(): number {
    return CATALOGUE[this.code][0];
  }

  body(): ProblemBody {
    const [status, title, titleVi] = CATALOGUE[this.code];
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
