import type { FastifyError } from 'fastify';
import { WRITERS } from '../../access/principal.ts';
import { settleAfter } from '../../collect/after-store.ts';
import { formatDay } from '../../days.ts';
import type { Lanes } from '../../db/lanes.ts';
import type { Routes } from '../../http/context.ts';
import type { Problem } from '../../http/problems.ts';
import { checkRecord } from '../../intake/check-record.ts';
import { createSubmitter } from '../../intake/submit-together.ts';
import type { Values } from '../../intake/types.ts';
import { type Say, sayFor, type Words } from '../language.tsx';
import { prefersJson, sendPage } from '../render.ts';
import { resultAddress } from './addresses.ts';
import { changesBetween } from './changes.ts';
import { ReportConfirm } from './confirm.tsx';
import { loadReport, questionsOf, unchangedValues } from './facts.ts';
import { fieldFaults } from './faults.ts';
import { ReportForm, type ReportFormProps } from './form.tsx';
import { mergeReports, receivedBefore } from './merge.ts';
import { readPosted, reportBody, reportParams } from './posted.ts';
import type { ReadReport } from './read.ts';
import { answerLateForm } from './reopen.tsx';
import type { ReportDeps } from './routes.tsx';
import type { RefusedAnswer, SentAnswer } from './send-answer.ts';
import { senderOf } from './sender.ts';
import { momentText } from './words.ts';

/** Takes the form: checked and stored like any other record, and answered in the page's own words. */
export function reportSending({ sql, lanes, wrap }: ReportDeps & { lanes: Lanes }): Routes {
  const submit = createSubmitter(lanes, 'form', settleAfter);
  return async (app) => {
    app.setErrorHandler<FastifyError | Problem>(answerLateForm({ sql, wrap }));
    app.post(
      '/bao-cao/:code',
      {
        config: { access: WRITERS, form: true },
        schema: { hide: true, params: reportParams, body: reportBody },
      },
      async (request, reply) => {
        const say = sayFor(request);
        const { question, facts, read, replaces } = await readPosted(
          sql,
          request,
          request.params.code,
          request.body,
        );
        const { registry, principal, locality, day, now } = question;
        const asksJson = prefersJson(request.headers.accept);
        const sender = senderOf(request);
        const refuse = (status: number, why: RefusedAnswer['why'], more: Partial<ReportFormProps>) => {
          const props = { facts, sender, typed: read.typed, note: read.note, ...more };
          const told: RefusedAnswer = { why, messages: messagesOf(props, say) };
          if (asksJson) return reply.code(status).send(told);
          const on = formatDay(day);
          const title: Words = [`Chưa gửi được: báo cáo ${on}`, `Not sent: report ${on}`];
          return sendPage(reply, status, wrap(title, <ReportForm {...props} />, principal));
        };
        const sent = (revision: number) => {
          const told: SentAnswer = { revision, to: resultAddress(locality.code, day) };
          return asksJson ? reply.send(told) : reply.redirect(told.to, 303);
        };

        if (request.body.intent === 'unchanged') {
          const said = unchangedValues(facts);
          const remark = said === null ? NOT_UNCHANGED : changedRemark(said, read);
          if (remark !== null) return refuse(422, 'faulty', { remark: say(...remark) });
          const confirm = <ReportConfirm facts={facts} sender={sender} />;
          const title: Words = ['Xác nhận không thay đổi', 'Confirm no change'];
          return sendPage(reply, 200, wrap(title, confirm, principal));
        }

        const raw = { locality: locality.code, day, values: read.values, note: read.note, replaces };
        const checked = checkRecord(raw, { registry, principal, now });
        const faults = [...read.faults, ...(checked.ok ? [] : checked.faults)];
        if (!checked.ok || faults.length > 0) {
          const indicators = questionsOf(facts).map(({ indicator }) => indicator);
          return refuse(422, 'faulty', { faults: fieldFaults(faults, indicators, say) });
        }

        const by = { ...request.caller, ...principal };
        const { outcome } = await submit(registry, { ...checked, receivedAt: now, sender: by });
        if (outcome.outcome !== 'rejected') return sent(outcome.revision);
        if (outcome.reason === 'forbidden')
          return refuse(403, 'other', { remark: say(outcome.fault.messageVi, outcome.fault.message) });
        // Read again: what it met with may have come after the page's facts were read.
        const latest = await loadReport(sql, question);
        if (receivedBefore(latest.revisions, checked.record, principal.name)) return sent(replaces + 1);
        const theirs = latest.revisions.at(-1);
        if (outcome.reason === 'day_locked' || !theirs)
          return refuse(409, 'locked', { facts: latest, remark: say(...LOCKED) });
        const merged = mergeReports(latest, read, replaces);
        const { typed, note } = merged;
        return refuse(409, 'conflict', { facts: latest, typed, note, conflict: { theirs, merged } });
      },
    );
  };
}

/** What the page would say, in a few sentences. */
function messagesOf({ facts, faults, conflict, remark }: ReportFormProps, say: Say): string[] {
  if (conflict) {
    const { by, receivedAt } = conflict.theirs;
    const at = momentText(receivedAt, facts.day, say);
    return [say(`${by} đã gửi báo cáo của ngày này lúc ${at}.`, `${by} sent a report of this day at ${at}.`)];
  }
  return remark === undefined ? (faults ?? []).map(({ message }) => message) : [remark];
}

/** Why what was typed is not "unchanged"; null when it is. */
function changedRemark(said: Values, { values, faults, note }: ReadReport): Words | null {
  const changes = changesBetween(said, values as Values, [...Object.keys({ ...said, ...values })]);
  if (changes.length === 0 && faults.length === 0 && note === '') return null;
  return [
    'Anh/chị vừa điền số mới hoặc ghi chú. Chọn “Gửi báo cáo” để gửi những gì đang có trên trang.',
    'You have just filled in a figure or a note. Choose “Send the report” to send what is on the page.',
  ];
}

const NOT_UNCHANGED: Words = [
  'Có chỉ tiêu cần điền hoặc cần xem lại nên chưa xác nhận được. Anh/chị vui lòng xem từng chỉ tiêu rồi chọn “Gửi báo cáo”.',
  'Something is to be filled in or looked at again, so this cannot be confirmed yet. Go through the questions, then choose “Send the report”.',
];
const LOCKED: Words = [
  'Ngày này đã khóa nên báo cáo chưa được nhận. Nếu vẫn cần gửi, anh/chị vui lòng đề nghị Sở KH&CN mở lại ngày này.',
  'This day is closed, so the report was not taken. If it still has to be sent, ask the department to reopen the day.',
];
