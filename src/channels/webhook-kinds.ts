import type { Words } from '../i18n/say.ts';
import { refuse } from '../refused.ts';

export type WebhookKind = 'alert' | 'record' | 'status' | 'review' | 'report' | 'task';

/** Of what a webhook can hear, each with what people are told of it. */
export const WEBHOOK_KINDS: Record<WebhookKind, { name: Words; says: Words }> = {
  alert: { name: ['Cảnh báo', 'Alerts'], says: ['cảnh báo mở và kết thúc', 'alerts that open and end'] },
  record: {
    name: ['Báo cáo hằng ngày', 'Records'],
    says: ['mỗi lần gửi báo cáo', 'each revision of a record'],
  },
  status: {
    name: ['Trạng thái', 'Statuses'],
    says: ['đổi màu, đổi tình trạng báo cáo', 'changes of colour and of reporting state'],
  },
  review: {
    name: ['Thẩm định số liệu', 'Reviews'],
    says: ['số liệu được xác nhận hoặc bị hỏi lại', 'values verified or questioned'],
  },
  report: {
    name: ['Báo cáo tổng hợp', 'Reports'],
    says: ['lập, trình, trả lại, duyệt', 'drafted, submitted, returned, approved'],
  },
  task: {
    name: ['Nhiệm vụ', 'Tasks'],
    says: ['báo hoàn thành, xác nhận, đổi hạn', 'claims, confirmations, deadlines'],
  },
};

/** Besides alerts, which have messages of their own. */
export type EventKind = Exclude<WebhookKind, 'alert'>;

export const webhookKinds = Object.keys(WEBHOOK_KINDS) as readonly WebhookKind[];

export const isWebhookKind = (text: string): text is WebhookKind =>
  webhookKinds.some((kind) => kind === text);

export const isEventKind = (text: string): text is EventKind => text !== 'alert' && isWebhookKind(text);

/** Kinds as they are typed, parted by commas; each once, in our order. @throws {Refused} */
export function readWebhookKinds(field: string, text: string): WebhookKind[] {
  const asked = text.split(',').map((one) => one.trim());
  const unknown = asked.find((one) => !isWebhookKind(one));
  if (unknown !== undefined)
    refuse(field, [
      `“${unknown.slice(0, 50)}” không có trong: ${webhookKinds.join(', ')}.`,
      `“${unknown.slice(0, 50)}” is none of ${webhookKinds.join(', ')}.`,
    ]);
  return webhookKinds.filter((kind) => asked.includes(kind));
}
