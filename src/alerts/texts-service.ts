import { findKind } from '../channels/all.ts';
import { dayOf, formatDay, timeOf } from '../days.ts';
import type { Names } from './names.ts';
import type { AlertContent, AlertTexts } from './types.ts';

type ServiceContent = Extract<
  AlertContent,
  { kind: 'nothing_received' | 'job_failed' | 'job_late' | 'delivery_failing' }
>;

/** Texts of alerts for whoever looks after the service. */
export function serviceTexts(content: ServiceContent, names: Names): AlertTexts {
  switch (content.kind) {
    case 'nothing_received': {
      const { day, cutoff, expected, reported, lastReceivedAt } = content.facts;
      const last = lastReceivedAt === null ? null : new Date(lastReceivedAt);
      const lastVi = last
        ? `Báo cáo gần nhất đến lúc ${timeOf(last)} ngày ${formatDay(dayOf(last))}.`
        : 'Chưa có báo cáo nào của ngày này.';
      return {
        reasonVi: `${names.areaVi} không có báo cáo nào gửi đến trong giờ cuối trước hạn ${cutoff} ngày ${formatDay(day)}`,
        reason: `Nothing came in from ${names.areaEn} in the last hour before ${cutoff} on ${day}.`,
        todoVi: `${expected - reported} trong ${expected} đơn vị chưa báo cáo. ${lastVi} Có thể hệ thống hoặc đường truyền gặp sự cố: đề nghị kiểm tra. Các đơn vị chưa bị nhắc từng nơi cho đến khi có báo cáo trở lại.`,
        todo: `${expected - reported} of ${expected} are outstanding; the last came ${last ? `at ${timeOf(last)} on ${dayOf(last)}` : 'not at all'}. The service or the network may be broken: please check. The localities are not reminded one by one until reports come again.`,
      };
    }
    case 'job_failed': {
      const { job, slot, error } = content.facts;
      return {
        reasonVi: `Công việc tự động “${job}” chạy lỗi và đã thôi thử lại`,
        reason: `The job “${job}” failed and is not tried again.`,
        todoVi: `Lần chạy: ${slot}. Lỗi: ${shortened(error)}. Đề nghị xem trang Công việc tự động rồi chạy lại.`,
        todo: `Run: ${slot}. Error: ${shortened(error)}. Please look at the page of jobs, and run it again.`,
      };
    }
    case 'job_late': {
      const since = new Date(content.facts.since);
      const { job } = content.facts;
      return {
        reasonVi: `Công việc tự động “${job}” chưa chạy xong từ trước ${timeOf(since)} ngày ${formatDay(dayOf(since))}`,
        reason: `The job “${job}” has done nothing since before ${timeOf(since)} on ${dayOf(since)}.`,
        todoVi: 'Các công việc khác vẫn chạy. Đề nghị xem trang Công việc tự động và nhật ký của hệ thống.',
        todo: 'Other jobs run. Please look at the page of jobs and at the log.',
      };
    }
    case 'delivery_failing': {
      const { channel, reason } = content.facts;
      const since = new Date(content.facts.since);
      const [vi, en] = findKind(channel)?.words.way ?? [channel, channel];
      return {
        reasonVi: `Không gửi được qua ${vi} từ ${timeOf(since)} ngày ${formatDay(dayOf(since))}`,
        reason: `Nothing goes out by ${en} since ${timeOf(since)} on ${dayOf(since)}.`,
        todoVi: `Lỗi: ${shortened(reason)}. Thư được giữ lại và gửi tiếp khi kênh hoạt động. Đề nghị kiểm tra cài đặt và máy chủ của kênh này.`,
        todo: `Error: ${shortened(reason)}. Messages are kept and go out once it works again. Please check its settings and server.`,
      };
    }
  }
}

/** A message has no room for a stack. */
function shortened(error: string): string {
  const line = error.split('\n')[0]?.trim() ?? '';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
