import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { FORM_TOKEN_FIELD } from '../../http/form-token.ts';
import { Problem } from '../../http/problems.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { sayFor, type Words } from '../language.tsx';
import { prefersJson, sendPage } from '../render.ts';
import { EndedSession } from './ended-session.tsx';
import { ReportForm } from './form.tsx';
import { mergeReports } from './merge.ts';
import { readPosted, reportBody, reportParams } from './posted.ts';
import type { ReportDeps } from './routes.tsx';
import { senderOf } from './sender.ts';

/** A report's form takes a few kilobytes; what is larger is none. */
const LARGEST = 64 * 1024;

/**
 * Answers a form that came after its session had ended, or from a session before this one: nothing is
 * stored, and what was typed is shown again.
 */
export function answerLateForm({ sql, wrap }: ReportDeps) {
  return async (error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply) => {
    const params = reportParams.safeParse(request.params);
    if (!(error instanceof Problem) || prefersJson(request.headers.accept) || !params.success) throw error;
    const { code } = params.data;

    if (error.code === 'unauthenticated') {
      const fields = isOurs(request) ? await unreadForm(request) : undefined;
      if (!fields) throw error;
      const content = <EndedSession action={`/bao-cao/${code}`} fields={fields} />;
      return sendPage(reply, 401, wrap(['Phiên đăng nhập đã hết hạn', 'Your session has ended'], content));
    }

    const body = reportBody.safeParse(request.body);
    const late = error.code === 'forbidden' && body.success;
    if (!late || body.data[FORM_TOKEN_FIELD] === request.formToken) throw error;
    const posted = await readPosted(sql, request, code, body.data).catch(() => undefined);
    if (!posted) throw error;
    const { facts, read, replaces } = posted;
    const theirs = facts.revisions.at(-1);
    const merged = theirs && replaces !== theirs.revision ? mergeReports(facts, read, replaces) : undefined;
    const content = (
      <ReportForm
        facts={facts}
        sender={senderOf(request)}
        typed={merged?.typed ?? read.typed}
        note={merged?.note ?? read.note}
        remark={sayFor(request)(...LATE)}
        {...(theirs && merged ? { conflict: { theirs, merged } } : {})}
      />
    );
    const title: Words = ['Chưa gửi được báo cáo', 'Report not sent'];
    return sendPage(reply, 403, wrap(title, content, request.principal));
  };
}

const LATE: Words = [
  'Anh/chị đã đăng nhập lại từ lúc mở biểu mẫu này, nên báo cáo chưa được gửi. Anh/chị vui lòng xem lại rồi gửi.',
  'You have signed in again since this form was opened, so the report has not been sent. Look through it, then send it.',
];

function isOurs(request: FastifyRequest): boolean {
  try {
    refuseOtherSites(request, `http://${request.headers.host}`);
    return true;
  } catch {
    return false;
  }
}

/** The fields of a form that was refused before its body was read; undefined where it holds none of ours. */
async function unreadForm({ raw, headers }: FastifyRequest): Promise<Record<string, string> | undefined> {
  const length = Number(headers['content-length'] ?? Number.NaN);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (!isForm || !(length <= LARGEST)) return undefined;
  const parts: Buffer[] = [];
  for await (const part of raw) parts.push(part as Buffer);
  const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
  return fields.day === undefined ? undefined : fields;
}
