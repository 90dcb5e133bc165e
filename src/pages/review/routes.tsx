import { z } from 'zod';
import { localitiesInArea } from '../../access/localities.ts';
import { rolesThatMay } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { requireWriter } from '../../http/lookup.ts';
import { refuse } from '../../refused.ts';
import { decide } from '../../review/decide.ts';
import { formatNumber } from '../format.ts';
import type { Words } from '../language.tsx';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { flagIds, REASON_LIMIT } from './answer.tsx';
import { loadQueue } from './facts.ts';
import { CHOSEN_FORM } from './flag.tsx';
import { QueuePage } from './page.tsx';
import { PATH, type QueueQuestion, queueAddress, queueQuery, VIEWS } from './question.ts';

/** Roles that verify and question. */
export const REVIEWERS = rolesThatMay('review');

const body = z.object({
  /** One flag of its own form, or those chosen, parted by blanks. */
  flag: z
    .string()
    .regex(/^(\d{1,15}( \d{1,15}){0,99})?$/)
    .default(''),
  /** `none` keeps what is chosen and decides nothing. */
  decision: z.enum(['verified', 'questioned', 'none']),
  /** The form of those chosen has none, but one for all of them. */
  reason: z.string().trim().max(REASON_LIMIT).optional(),
  why: z.string().trim().max(REASON_LIMIT).optional(),
});

/** What looks odd, for those who verify it or ask the locality to look again. */
export function reviewRoutes({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config: { access: REVIEWERS, form: true },
      query: queueQuery,
      done: (word, { query }) => doneWords(word, query),
      view: async ({ registry, principal, now, query: asked }) => ({
        title: ['Rà soát số liệu', 'Review of figures'],
        content: <QueuePage facts={await loadQueue(sql, { registry, principal, asked, now })} />,
      }),
    });

    page.post({
      body,
      several: ['flag'],
      form: ({ flag = '', reason }) => (reason === undefined ? CHOSEN_FORM : flagIds(flag).flag),
      wrong: ['Chưa ghi nhận. Anh/chị vui lòng xem lại chỗ sau:', 'Not done yet. Please look at this:'],
      retype: (typed) => (typed.decision === 'none' ? typed : null),
      read: ({ flag, decision, why = '', reason = why }, { request, body }) => {
        requireWriter(request);
        if (flag === '')
          refuse('', [
            'Anh/chị chưa chọn chỉ tiêu nào. Đánh dấu ít nhất một chỉ tiêu.',
            'Nothing is chosen. Mark at least one.',
          ]);
        if (decision === 'questioned' && reason === '')
          refuse(body.reason === undefined ? 'why' : 'reason', [
            'Nhập lý do để đơn vị biết cần xem lại điều gì.',
            'Write why, so that the locality knows what to look at.',
          ]);
        const state = decision === 'questioned' ? decision : 'verified';
        return { ids: flag.split(' ').map(Number), state, reason } as const;
      },
      act: async (author, said, { registry, principal, today, query }) => {
        const localities = localitiesInArea(registry, principal, today).map(({ code }) => code);
        const asked = { ...said, localities, seen: VIEWS[query.state] };
        const { decided, gone } = await decide(sql, registry, asked, author);
        return { done: said.state, count: decided, gone };
      },
      to: (told, { query }) => queueAddress(query, { page: query.page, ...told }),
    });
  };
}

/** What was just decided. */
function doneWords(word: string, { count, gone }: QueueQuestion): Words | undefined {
  const [many, less] = [formatNumber(count), formatNumber(gone)];
  const said: Words | undefined =
    word === 'verified'
      ? [`Đã xác minh ${many} chỉ tiêu.`, `Verified: ${many}.`]
      : word === 'questioned'
        ? [
            `Đã yêu cầu xem lại ${many} chỉ tiêu. Đơn vị thấy lý do của anh/chị ngay trên trang báo cáo.`,
            `Questioned: ${many}. The locality sees your reason on its report page.`,
          ]
        : undefined;
  if (!said || gone === 0) return said;
  return [
    `${said[0]} ${less} chỉ tiêu không còn ở đây vì số liệu đã thay đổi hoặc đã được rà soát.`,
    `${said[1]} Gone since the figures have changed or somebody else has decided: ${less}.`,
  ];
}
