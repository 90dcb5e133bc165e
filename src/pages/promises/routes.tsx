import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { maySeePeople, ROLES } from '../../access/principal.ts';
import type { Notify } from '../../alerts/notify.ts';
import { promiseGaps } from '../../alerts/promise.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { readPromises } from '../../gaps/promise-store.ts';
import type { Routes } from '../../http/context.ts';
import { programmeInAddress, requireLocality, requireProgramme } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { refuse } from '../../refused.ts';
import { readAcknowledgement } from '../alerts/acknowledge-form.tsx';
import { gapKey } from '../gaps/rules.ts';
import { together } from '../parts/filled.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { promiseAddress, withWord } from './addresses.ts';
import { loadPromise, type PromiseFacts, promiseQuery } from './facts.ts';
import { PromiseHistory } from './history.tsx';
import { PromisePage } from './page.tsx';
import { PROMISED } from './words.ts';

/** Promising gaps, one or many, and what was promised before. */
export function promisePages({ sql, wrap, notify }: { sql: RootSql; wrap: Wrap; notify: Notify }): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: promiseAddress(),
      config: { access: CAN_ACT },
      query: promiseQuery.shape,
      load: async ({ request, registry, principal, now, query }) => {
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        return await loadPromise(sql, request, query);
      },
      view: ({ it, principal }) => ({
        title: ['Hẹn ngày hoàn thành', 'Promise a date'],
        content: <PromisePage facts={it} owner={principal.name} />,
      }),
    });
    page.post({
      several: ['gap'],
      config: { access: CAN_ACT, form: true },
      read: (body, { it, today }) =>
        together(
          () => chosenOf(it),
          () => readAcknowledgement(body, today),
        ),
      act: (author, [gaps, given], { it, registry }) =>
        promiseGaps({ sql, registry, notify }, author, it.list.programme.code, gaps, given),
      refused: (_, objections) => (objections.some(({ field }) => field === '') ? 409 : 422),
      to: (_, { it }) => withWord(it.back, PROMISED),
    });

    screen(app, wrap, {
      path: '/don-vi/:code/hen-hoan-thanh',
      config: { access: ROLES },
      params: { code: z.string() },
      query: { programme: z.string().optional(), indicator: z.string().optional() },
      view: async ({ request, registry, principal, params, query, now }) => {
        const { code } = requireLocality(registry, principal, params.code);
        const programme = requireProgramme(request, query.programme, code);
        const catalogue = new Map(registry.indicators.map((one) => [one.code, one]));
        const indicator = query.indicator === undefined ? undefined : catalogue.get(query.indicator);
        if (query.indicator !== undefined && indicator === undefined) throw new Problem('not_found');
        const today = dayOf(now);
        const of = { programme: programme.code, locality: code, indicator: indicator?.code ?? null };
        const locality = requireLocality(registry, principal, code);
        const facts = {
          named: registry.nameOn(locality, today),
          programme,
          inAddress: programmeInAddress(request, programme),
          rows: await readPromises(sql, of, today),
          catalogue,
          indicator,
          people: maySeePeople(principal, code),
          today,
        };
        return {
          title: ['Lịch sử hẹn hoàn thành', 'What was promised'],
          content: <PromiseHistory facts={facts} />,
        };
      },
    });
  };
}

/** @throws {Refused} at `gap`, when none that is still there is ticked */
function chosenOf({ offered, ticked }: PromiseFacts) {
  const chosen = offered.filter((gap) => ticked.has(gapKey(gap)));
  if (chosen.length === 0) refuse('gap', ['Chọn ít nhất một chỉ tiêu.', 'Choose at least one gap.']);
  return chosen.map(({ locality, indicator }) => ({ locality, indicator }));
}
