import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { acknowledge } from '../../alerts/acknowledge.ts';
import { findAlerts } from '../../alerts/list-store.ts';
import { namesFor } from '../../alerts/names.ts';
import type { Notify } from '../../alerts/notify.ts';
import { CAN_ACT, MOST_TAKEN } from '../../alerts/routes.ts';
import { alertTexts } from '../../alerts/texts.ts';
import { maySee, visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { refuse } from '../../refused.ts';
import { useSay } from '../language.tsx';
import { safeNext } from '../next.ts';
import { together } from '../parts/filled.ts';
import { Form } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { screen } from '../parts/screen.tsx';
import { withWord } from '../promises/addresses.ts';
import type { Wrap } from '../wrap.tsx';
import { AcknowledgeFields, readAcknowledgement } from './acknowledge-form.tsx';
import { ALERTS, TAKE_ON_MANY } from './addresses.ts';
import type { AlertLine } from './list-facts.ts';

/** Ids of alerts, as boxes that are ticked name them. */
export const alertsTicked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => idsOf([given ?? []].flat()));

const idsOf = (texts: readonly string[]) =>
  [...new Set(texts.filter((one) => /^\d{1,15}$/.test(one)).map(Number))].slice(0, MOST_TAKEN);

/** Taking several alerts on with one form. */
export function takeOnManyRoutes({
  sql,
  wrap,
  notify,
}: {
  sql: RootSql;
  wrap: Wrap;
  notify: Notify;
}): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: TAKE_ON_MANY,
      config: { access: CAN_ACT },
      query: { alert: alertsTicked, next: z.string().default(ALERTS) },
      load: async ({ request, registry, principal, now, query }) => {
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const posted =
          request.method === 'POST' ? ((request.body ?? {}) as Record<string, string>) : undefined;
        const ids = posted ? idsOf((posted.alert ?? '').split(' ')) : query.alert;
        const visible = visibleAreas(registry, principal);
        const rows = ids.length === 0 ? [] : await findAlerts(sql, ids);
        const lines = rows.flatMap((row): Pick<AlertLine, 'row' | 'texts'>[] => {
          const names = namesFor(registry, row.area, dayOf(row.openedAt));
          if (!names || !maySee(visible, row.area) || row.state === 'resolved') return [];
          return [{ row, texts: alertTexts(row, names) }];
        });
        return { lines, back: safeNext(query.next) };
      },
      view: ({ it, principal }) => ({
        title: ['Nhận xử lý nhiều cảnh báo', 'Take several on'],
        content: <TakeOnMany lines={it.lines} back={it.back} owner={principal.name} />,
      }),
    });
    page.post({
      several: ['alert'],
      longest: 20_000,
      config: { access: CAN_ACT, form: true },
      read: (body, { it, today }) =>
        together(
          () => {
            if (it.lines.length === 0)
              refuse('alert', ['Chọn ít nhất một cảnh báo.', 'Choose at least one alert.']);
            return it.lines.map(({ row }) => row.id);
          },
          () => readAcknowledgement(body, today),
        ),
      act: (author, [ids, given], { registry }) => acknowledge({ sql, registry, notify }, author, ids, given),
      refused: (_, objections) => (objections.some(({ field }) => field === '') ? 409 : 422),
      to: (_, { it }) => withWord(it.back, 'nhan'),
    });
  };
}

function TakeOnMany({
  lines,
  back,
  owner,
}: {
  lines: readonly Pick<AlertLine, 'row' | 'texts'>[];
  back: string;
  owner: string;
}) {
  const say = useSay();
  return (
    <section class="narrow">
      <p>
        <a href={back}>← {say('Cảnh báo', 'Alerts')}</a>
      </p>
      <h1>{say('Nhận xử lý nhiều cảnh báo', 'Take several on')}</h1>
      {lines.length === 0 ? (
        <Notice>
          {say(
            'Chưa có cảnh báo nào được chọn. Anh/chị vui lòng quay lại và đánh dấu các cảnh báo.',
            'No alert is chosen. Go back and tick some.',
          )}
        </Notice>
      ) : (
        <Form action={`${TAKE_ON_MANY}?${new URLSearchParams({ next: back })}`} typed={{ owner }}>
          <fieldset id="alert" tabindex={-1}>
            <legend>{say('Cảnh báo', 'Alerts')}</legend>
            {lines.map(({ row, texts }) => (
              <label key={row.id} class="choice">
                <input type="checkbox" name="alert" value={String(row.id)} checked />
                {say(`${texts.reasonVi}.`, texts.reason)}
              </label>
            ))}
          </fieldset>
          <AcknowledgeFields />
          <button type="submit">{say('Nhận xử lý', 'Take them on')}</button>
        </Form>
      )}
    </section>
  );
}
