import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import type { Clients } from '../../db/connect.ts';
import { readChoice, readDay, readText } from '../../fields.ts';
import { FUNDERS, writesMoney } from '../../funding/access.ts';
import { presentProposal } from '../../funding/present.ts';
import {
  accept,
  allocate,
  approveProposal,
  deliver,
  disburse,
  keepMinutes,
  returnProposal,
  submitProposal,
} from '../../funding/proposals.ts';
import { requireSees } from '../../funding/require.ts';
import { seeProposal } from '../../funding/view.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { type Objection, refuse, together } from '../../refused.ts';
import { FILE_BYTES } from '../../review/evidence-rules.ts';
import { readFile } from '../parts/filled.ts';
import { RefusedAs, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { PROPOSALS, proposalAddress } from './addresses.ts';
import { readDong, readMaybe, readUnits } from './fields.ts';
import { MinutesPage } from './minutes-page.tsx';
import { ProposalPage } from './proposal-page.tsx';

const WRITERS = { access: FUNDERS, form: true };
const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** One proposal, and what can be done with it. */
export function proposalPages({ sql, orm, wrap }: Clients & { wrap: Wrap }): Routes {
  const db = { sql, orm };
  return async (app) => {
    const page = screen(app, wrap, {
      path: `${PROPOSALS}/:id`,
      config: { access: ROLES },
      params: { id },
      load: async ({ request, registry, today, params }) => {
        const sees = requireSees(request);
        const found = await seeProposal(orm, sees, params.id);
        if (!found) throw new Problem('not_found');
        return presentProposal(registry, found, 'all' in sees, today);
      },
      done: {
        lap: ['Đã lập dự thảo đề xuất. Xem lại rồi trình.', 'The draft is made; look at it, then submit.'],
        trinh: ['Đã trình đề xuất.', 'Submitted.'],
        duyet: ['Đã ghi nhận đề xuất được duyệt.', 'Approved.'],
        'tra-lai': ['Đã trả lại đề xuất.', 'Sent back.'],
        cap: ['Đã ghi nhận cấp kinh phí.', 'Allocated.'],
        'ban-giao': [
          'Đã ghi nhận bàn giao. Nhu cầu giảm tương ứng; báo cáo tới của đơn vị cần ghi nhận số này.',
          'Delivered: the need is lowered, and the next report ought to show it.',
        ],
        'nghiem-thu': ['Đã ghi nhận nghiệm thu.', 'Accepted.'],
        'giai-ngan': ['Đã ghi nhận giải ngân.', 'Paid out.'],
      },
      view: ({ it, today }) => ({ title: it.title, content: <ProposalPage it={it} today={today} /> }),
    });
    const find = ({
      it,
      principal,
    }: {
      it: { province: string };
      principal: Parameters<typeof writesMoney>[0];
    }) => writesMoney(principal, it.province);
    /** The line that a form names, as locality and item. */
    const lineOf = (
      text: string | undefined,
      lines: readonly { locality: { code: string }; item: string }[],
    ) => {
      const known = lines.map(({ locality, item }) => `${locality.code}:${item}`);
      const [locality = '', item = ''] = readChoice('line', text ?? '', known).split(':');
      return { locality, item };
    };

    page.post({
      at: '/trinh',
      config: WRITERS,
      find,
      act: (author, _, { it }) => told(() => submitProposal(db, author, it.id)),
      done: 'trinh',
    });
    page.post({
      at: '/duyet',
      form: 'duyet',
      config: WRITERS,
      find,
      read: ({ paper = '' }) => readText('paper', paper, 300),
      act: (author, paper, { it }) => told(() => approveProposal(db, author, it.id, paper)),
      done: 'duyet',
    });
    page.post({
      at: '/tra-lai',
      form: 'tra-lai',
      config: WRITERS,
      find,
      read: ({ reason = '' }) => readText('reason', reason.replace(/\s+/g, ' '), 2_000),
      act: (author, reason, { it }) => told(() => returnProposal(db, author, it.id, reason)),
      done: 'tra-lai',
    });
    page.post({
      at: '/cap',
      form: 'cap',
      config: WRITERS,
      find,
      read: (body, { it }) => {
        const [lines, source, paper, day] = together(
          () => {
            const open = it.lines.filter(({ allocated, quantity }) => allocated < quantity);
            const typed = (body.quantity ?? '').trim();
            if (body.line === 'all') {
              if (typed !== '')
                refuse('quantity', [
                  'Cấp tất cả các dòng thì để trống số lượng.',
                  'Leave the units blank where all lines are meant.',
                ]);
              return open.map(({ locality, item, quantity, allocated }) => ({
                locality: locality.code,
                item,
                quantity: quantity - allocated,
              }));
            }
            const named = lineOf(body.line, it.lines);
            const line = open.find((one) => one.locality.code === named.locality && one.item === named.item);
            const rest = line ? line.quantity - line.allocated : 0;
            return [{ ...named, quantity: typed === '' && rest > 0 ? rest : readUnits('quantity', typed) }];
          },
          () => readText('source', body.source ?? '', 200),
          () => readMaybe('paper', body.paper),
          () => readDay('day', body.day ?? ''),
        );
        return { lines, source, paper, day };
      },
      act: (author, given, { it, today }) => told(() => allocate(db, author, it.id, given, today)),
      told: (objections) => objections.map(atForm),
      done: 'cap',
    });
    page.post({
      at: '/ban-giao',
      form: 'ban-giao',
      config: WRITERS,
      find,
      read: (body, { it }) => {
        const [line, quantity, day, minutes] = together(
          () => lineOf(body.line, it.lines),
          () => readUnits('quantity', body.quantity ?? ''),
          () => readDay('day', body.day ?? ''),
          () => readMaybe('minutes', body.minutes),
        );
        return { ...line, locality: body.receiver || line.locality, quantity, day, minutes };
      },
      act: (author, given, { it, registry, today }) =>
        told(() => deliver(db, author, registry, it.id, given, today)),
      told: (objections) => objections.map(atForm),
      done: 'ban-giao',
    });
    page.post({
      at: '/nghiem-thu',
      form: 'nghiem-thu',
      config: WRITERS,
      find,
      read: (body, { it }) => {
        const [line, quantity, day, paper] = together(
          () => lineOf(body.line, it.lines),
          () => readUnits('quantity', body.quantity ?? ''),
          () => readDay('day', body.day ?? ''),
          () => readMaybe('paper', body.paper),
        );
        return { ...line, quantity, day, paper };
      },
      act: (author, given, { it, registry, today }) =>
        told(() => accept(db, author, registry, it.id, given, today)),
      told: (objections) => objections.map(atForm),
      done: 'nghiem-thu',
    });
    page.post({
      at: '/giai-ngan',
      form: 'giai-ngan',
      config: WRITERS,
      find,
      read: (body) => {
        const [source, amount, day, paper] = together(
          () => readText('source', body.source ?? '', 200),
          () => readDong('amount', body.amount ?? '', Number.MAX_SAFE_INTEGER),
          () => readDay('day', body.day ?? ''),
          () => readMaybe('paper', body.paper),
        );
        return { source, amount, day, paper };
      },
      act: (author, given, { it, today }) => told(() => disburse(db, author, it.id, given, today)),
      done: 'giai-ngan',
    });
  };
}

/** The minutes of a delivery as a file. */
export function minutesPages({ sql, orm, wrap }: Clients & { wrap: Wrap }): Routes {
  const db = { sql, orm };
  return async (app) => {
    await takeFiles(app, FILE_BYTES);
    const page = screen(app, wrap, {
      path: `${PROPOSALS}/:id/bien-ban/:delivery`,
      config: WRITERS,
      params: { id, delivery: id },
      load: async ({ request, registry, principal, today, params }) => {
        const sees = requireSees(request);
        const found = await seeProposal(orm, sees, params.id);
        if (!found || !writesMoney(principal, found.row.province)) throw new Problem('not_found');
        const proposal = presentProposal(registry, found, 'all' in sees, today);
        const delivery = proposal.deliveries.find((one) => one.id === params.delivery);
        if (!delivery) throw new Problem('not_found');
        return { proposal, delivery };
      },
      view: ({ it }) => ({ title: ['Biên bản bàn giao', 'Minutes'], content: <MinutesPage {...it} /> }),
    });
    page.post({
      config: WRITERS,
      body: z.object({ file: sentFile.optional() }),
      read: ({ file }) =>
        readFile('file', file, {
          none: ['Chọn tệp biên bản.', 'Choose a file.'],
          cut: ['Tệp biên bản lớn hơn 5 MB.', 'The file is larger than 5 MB.'],
        }),
      act: (author, { name, bytes }, { params }) =>
        told(() => keepMinutes(db, author, params.id, params.delivery, { name, bytes })),
      to: (_, { params }) => proposalAddress(params.id),
    });
  };
}

/** What is refused of a line, at the fields of a form that has one. */
const atForm = (one: Objection): Objection => {
  const field = one.field.replace(/^lines\/\d+\/?/, '');
  return { ...one, field: field === '' || field === 'locality' || field === 'item' ? 'line' : field };
};

/** A problem of the verbs as what the page says above its form. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const { titleVi: vi, title: en } = error.body();
    throw new RefusedAs(error.status, [{ field: '', vi, en }]);
  }
}
