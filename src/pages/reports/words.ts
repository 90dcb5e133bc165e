import { KINDS } from '../../reports/kinds/all.ts';
import { REPORT_KINDS, type ReportKind, type ReportState } from '../../reports/types.ts';
import { SERVICE_NAME } from '../../reports/verbs.ts';
import type { Say, Words } from '../language.tsx';
import type { Option } from '../parts/form.tsx';

/** Below which the reports that go up stand; `/bao-cao` is what a locality says of its day. */
export const REPORTS = '/bao-cao-tong-hop';
/** What a locality sends for reports; see `remark-routes.tsx`. */
export const remarksAddress = (code: string, below = '') => `/don-vi/${code}/noi-dung-bao-cao${below}`;
/** How reports are laid out; see `layout-page-routes.tsx`. */
export const LAYOUT_PAGE = `${REPORTS}/trinh-bay`;
/** Word templates; see `template-routes.tsx`. */
export const TEMPLATES = `${REPORTS}/mau`;
export const NEW = 'moi';
/** Below a report: the rows of one of its figures. */
export const ROWS = '/danh-sach';
/** What was approved in a year. */
export const ARCHIVE = '/luu-tru-bao-cao';

export const STATE_WORDS: Record<ReportState, Words> = {
  draft: ['Dự thảo', 'Draft'],
  submitted: ['Chờ duyệt', 'Submitted'],
  approved: ['Đã duyệt', 'Approved'],
};

export const kindOptions = (say: Say): Option[] =>
  REPORT_KINDS.map((kind: ReportKind): Option => [kind, say(...KINDS[kind].name)]);

export const reportAddress = (id: number, below = '') => `${REPORTS}/${id}${below}`;
export const fileAddress = (id: number, format: 'docx' | 'xlsx' | 'json') =>
  `/api/v1/reports/${id}/file?format=${format}`;
/** The rows of a figure, by the key that the paper has of it. */
export const rowsAddress = (id: number, figure: string) =>
  `${reportAddress(id, ROWS)}?so-lieu=${encodeURIComponent(figure)}`;

/** Who began a report: a person by his name, or the service on the report's day. */
export const authorName = (createdBy: string, say: Say): string =>
  createdBy === SERVICE_NAME ? say('Hệ thống', 'The service') : createdBy;
