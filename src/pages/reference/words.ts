import type { Words } from '../say.ts';

/** What the values of the document's types are called. */
export const KINDS = {
  string: ['chữ', 'text'],
  integer: ['số nguyên', 'whole number'],
  number: ['số', 'number'],
  boolean: ['true hoặc false', 'true or false'],
  array: ['danh sách', 'list'],
  object: ['nhóm trường', 'object'],
  null: ['null', 'null'],
  any: ['giá trị bất kỳ', 'any value'],
  date: ['ngày (năm-tháng-ngày)', 'day (YYYY-MM-DD)'],
  'date-time': ['thời điểm (ISO 8601)', 'instant (ISO 8601)'],
  binary: ['tệp', 'file'],
  uri: ['địa chỉ web', 'web address'],
} as const satisfies Record<string, Words>;

/** What the parts of the API are called; one that has no name here is called as in the document. */
export const PARTS: Record<string, Words> = {
  registry: ['Danh mục: đơn vị, chỉ tiêu, đợt báo cáo, lịch', 'Registry: localities, indicators, programmes'],
  records: ['Báo cáo hằng ngày', 'Daily records'],
  imports: ['Nhập bảng', 'Sheets'],
  status: ['Kết quả theo ngày', 'Status by day'],
  gaps: ['Còn thiếu và ngày hẹn', 'Gaps and promises'],
  certificates: ['Chứng thư số', 'Certificates'],
  heartbeat: ['Đường truyền', 'Networks'],
  alerts: ['Cảnh báo', 'Alerts'],
  reminders: ['Nhắc nhở', 'Reminders'],
  people: ['Người dùng và người liên hệ', 'People'],
  reports: ['Báo cáo định kỳ', 'Reports'],
  documents: ['Văn bản', 'Documents'],
  plans: ['Kế hoạch', 'Plans'],
  tasks: ['Nhiệm vụ', 'Tasks'],
  targets: ['Chỉ tiêu kế hoạch', 'Targets'],
  scores: ['Điểm đánh giá', 'Scores'],
  funding: ['Kinh phí', 'Funding'],
  open: ['Dữ liệu mở', 'Open data'],
  operation: ['Vận hành', 'Operation'],
};

/** What stands for an answer; any other number is told by the document alone. */
export const ANSWERS: Record<string, Words> = {
  200: ['Thành công', 'Done'],
  201: ['Đã tạo', 'Made'],
  202: ['Đã nhận, đang xử lý', 'Taken, being worked on'],
  204: ['Thành công, không có nội dung', 'Done, nothing to say'],
  207: ['Từng mục có kết quả riêng', 'Each entry has its own answer'],
  304: ['Chưa có gì mới', 'Nothing new'],
  400: ['Nội dung gửi đến không đọc được', 'What was sent cannot be read'],
  401: ['Thiếu mã truy cập, hoặc mã không còn hiệu lực', 'No token, or one that no longer holds'],
  403: ['Không có quyền', 'Not allowed'],
  404: ['Không có, hoặc ngoài địa bàn được giao', 'Not there, or outside the area'],
  406: ['Không có ở dạng yêu cầu', 'Not to be had in that form'],
  408: ['Gửi quá chậm', 'Sent too slowly'],
  409: ['Trái với dữ liệu đang có', 'Against what there is'],
  413: ['Nội dung quá lớn', 'Too large'],
  415: ['Loại nội dung không nhận', 'Of a kind that is not taken'],
  422: ['Có giá trị sai; mọi lỗi được nêu cùng lúc', 'Faulty values; all are named at once'],
  428: ['Cần nêu lần gửi đang thay thế', 'Say which revision is replaced'],
  429: ['Gọi quá nhiều; chờ rồi gọi lại', 'Too many calls; wait, then call again'],
  503: ['Tạm thời chưa phục vụ được', 'Not now'],
  default: ['Lỗi khác', 'Any other failure'],
};
