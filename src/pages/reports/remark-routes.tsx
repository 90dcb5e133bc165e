import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES } from '../../access/principal.ts';
import { dayOf } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { refuse } from '../../refused.ts';
import { inForce } from '../../registry/types.ts';
import { REMARKERS, remarkText } from '../../reports/remarks/routes.ts';
import { findRemark, latestRemarks } from '../../reports/remarks/store.ts';
import { sendRemark, takeRemarkBack } from '../../reports/remarks/verbs.ts';
import { REMARKS_ABOUT } from '../../reports/remarks/words.ts';
import { orRefused } from '../parts/filled.ts';
import { lastNamed } from '../parts/places.tsx';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { RemarksPage } from './remarks-page.tsx';
import { remarksAddress } from './words.ts';

const SHOWN = 200;

/** What a locality sends for reports, on a page of its own. */
export function remarkPages({ sql, orm, wrap }: Clients & { wrap: Wrap }): Routes {
  const db = { sql, orm };
  return async (app) => {
    const page = screen(app, wrap, {
      path: remarksAddress(':code'),
      config: { access: ROLES, form: true },
      params: { code: z.string() },
      load: ({ registry, principal, params: { code } }) => requireLocality(registry, principal, code),
      done: {
        gui: ['Đã gửi. Sở thấy nội dung này khi lập báo cáo của kỳ.', 'Sent: the department sees it.'],
        rut: ['Đã rút lại nội dung.', 'Taken back.'],
      },
      view: async ({ registry, principal, now, it }) => ({
        title: ['Nội dung gửi vào báo cáo', 'For the reports'],
        content: (
          <RemarksPage
            named={lastNamed(registry, it, dayOf(now))}
            remarks={await latestRemarks(orm, it.code, SHOWN)}
            maySend={
              REMARKERS.includes(principal.role) &&
              mayWrite(registry, principal, now) &&
              inForce(it, dayOf(now))
            }
          />
        ),
      }),
    });
    const config = { access: REMARKERS, form: true } as const;
    page.post({
      form: 'gui',
      config,
      longest: 5_000,
      read: ({ about, text }, { registry, principal, now }) => {
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const kind = REMARKS_ABOUT.find((one) => one === about);
        if (!kind) refuse('about', ['Chọn loại nội dung.', 'Choose a kind.']);
        const read = remarkText.safeParse(text);
        if (!read.success)
          refuse('text', [
            'Nhập nội dung, tối đa 2.000 ký tự, không có ký tự không dùng được.',
            'Write at most 2,000 characters, without odd ones.',
          ]);
        return { about: kind, text: read.data };
      },
      act: (author, fields, { it }) => orRefused('text', () => sendRemark(db, author, it, fields)),
      done: 'gui',
    });
    page.post({
      at: '/rut',
      config,
      act: async (author, _, { it, body, registry, principal, now }) => {
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const id = Number(body.remark);
        const remark = Number.isSafeInteger(id) && id > 0 ? await findRemark(orm, id) : undefined;
        if (remark?.locality !== it.code) throw new Problem('not_found');
        await takeRemarkBack(db, author, remark);
      },
      done: 'rut',
    });
  };
}
