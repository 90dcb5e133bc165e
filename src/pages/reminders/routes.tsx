import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import type { RootSql } from '../../db/connect.ts';
import { readText } from '../../fields.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality, requireProgramme } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { noteCall, readReminderText, remind } from '../../reminders/remind.ts';
import { MAY_REMIND } from '../../reminders/routes.ts';
import type { Plan } from '../../reminders/rules.ts';
import { safeNext } from '../next.ts';
import { screen } from '../parts/screen.tsx';
import { withWord } from '../promises/addresses.ts';
import type { Wrap } from '../wrap.tsx';
import { OWING, owingAddress, REMIND } from './addresses.ts';
import { loadRemind, remindQuery } from './facts.ts';
import { OwingPage } from './owing.tsx';
import { loadOwing } from './owing-facts.ts';
import { RemindPage } from './page.tsx';
import { CALLED, CALLED_WORDS } from './words.ts';

/** Every unit of a nation by its code, in one hidden field. */
const LONGEST = 60_000;

/** Reminding units now, and who has not reported today. */
export function remindPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: REMIND,
      config: { access: MAY_REMIND },
      query: remindQuery.shape,
      more: {} as { sent?: Plan },
      load: async ({ request, registry, principal, now, query, say }) => {
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        return await loadRemind(sql, request, query, say);
      },
      view: ({ it, more }) => ({
        title: ['Nhắc nhở', 'Remind'],
        content: <RemindPage facts={it} sent={more.sent} idempotence={crypto.randomUUID()} />,
      }),
    });
    page.post({
      longest: LONGEST,
      config: { access: MAY_REMIND, form: true },
      read: (body, { it }) => {
        const text = readReminderText('text', body.text ?? '');
        return {
          // What nobody has changed is said in the language of whoever reads it.
          text: text === '' || text === it.template ? null : text,
          key: /^[\w-]{36}$/.test(body.key ?? '') ? (body.key ?? '') : crypto.randomUUID(),
        };
      },
      act: (author, { text, key }, { it }) =>
        remind(sql, author, { ...it.reminding, text }, `${author.actor} ${key}`),
      show: (sent) => ({ sent }),
    });

    const owing = screen(app, wrap, {
      path: OWING,
      config: { access: MAY_REMIND },
      query: { programme: z.string().optional(), province: z.string().optional() },
      load: ({ request, query }) => loadOwing(sql, request, query),
      done: { [CALLED]: CALLED_WORDS },
      view: ({ it }) => ({
        title: ['Chưa gửi báo cáo hôm nay', 'Not reported today'],
        content: <OwingPage facts={it} />,
      }),
    });
    owing.post({
      at: '/da-goi',
      config: { access: MAY_REMIND, form: true },
      find: ({ registry, principal, now, body }) => {
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        return requireLocality(registry, principal, body.unit ?? '');
      },
      read: ({ note = '', person = '' }) => ({
        note: note.trim() === '' ? '' : readText('note', note, 500),
        person: person.trim() === '' ? '' : readText('person', person),
      }),
      act: (author, given, { request, registry, principal, body }) => {
        const { code } = requireLocality(registry, principal, body.unit ?? '');
        const programme = requireProgramme(request, body.programme || undefined, code);
        return noteCall(sql, author, { ...given, locality: code, programme: programme.code });
      },
      to: (_, { body }) =>
        withWord(
          body.next === undefined
            ? owingAddress({ programme: body.programme || undefined, province: body.province || undefined })
            : safeNext(body.next),
          CALLED,
        ),
    });
  };
}
