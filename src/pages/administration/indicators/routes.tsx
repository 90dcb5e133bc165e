import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { INDICATOR_FIELDS, INDICATOR_HEAD } from '../../../changes/indicator-fields.ts';
import {
  endIndicator,
  type IndicatorChange,
  type IndicatorIdentity,
  planVersion,
  setIndicator,
  versionToEnd,
  withVersion,
} from '../../../changes/indicators.ts';
import { previewColours } from '../../../changes/preview.ts';
import { checkOpen, earliestOpen, programmesOf } from '../../../changes/registry.ts';
import { dayOf } from '../../../days.ts';
import { readDay } from '../../../fields.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import type { Objection } from '../../../refused.ts';
import { type IndicatorRow, readVersions } from '../../../registry/changes-store.ts';
import type { Registry, RegistryRows } from '../../../registry/snapshot.ts';
import type { Indicator } from '../../../registry/types.ts';
import { sayFor } from '../../language.tsx';
import { attempt, type FormBody, isSeen, readForm, together } from '../../parts/filled.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config, isNation } from '../deps.ts';
import { catalogue, typedOf, versionFor, versionsOf } from './facts.ts';
import { Indicators } from './list.tsx';
import { IndicatorPage, type IndicatorProps } from './page.tsx';

const PATH = '/quan-tri/chi-tieu';
const params = z.object({ indicator: z.string() });
const body = z.record(z.string(), z.string().max(2_000));
/** What a new one starts out as. */
const NEW: FormBody = {
  required: 'no',
  'allows-surplus': 'no',
  'allows-zero-need': 'no',
  'applies-to': 'all',
};
/** Fields that may stand blank, and then are none. */
const NULLABLE = ['threshold', 'direction', 'freshness', 'unit-cost', 'unit'];

/** What is asked, from when, and what a change of it would do. */
export function indicatorRoutes({ db, shell }: AdministrationDeps): Routes {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    versions: readonly Indicator[],
    said: Partial<IndicatorProps> & { status?: number } = {},
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const today = dayOf(now);
    const at = versionFor(versions, today);
    const { status = 200, ...more } = said;
    const content = (
      <IndicatorPage
        versions={versions}
        kind={at?.kind}
        registry={registry}
        day={today}
        earliest={earliestOpen(registry, programmesOf(registry, 'VN'), now)}
        formToken={formToken}
        filled={{ typed: at ? typedOf(at, today) : { ...NEW, from: today } }}
        ending={{ typed: {} }}
        mayChange={principal.area === '*'}
        {...more}
      />
    );
    const title = at ? ([at.nameVi, at.nameEn] as const) : (['Thêm chỉ tiêu', 'Add an indicator'] as const);
    return sendPage(reply, status, shell(title, content, principal));
  };
  const requireVersions = (registry: Registry, code: string) => {
    const versions = versionsOf(registry, code);
    if (versions.length === 0) throw new Problem('not_found');
    return versions;
  };
  /** Shows what a change would do, or makes it. */
  const take = async (request: FastifyRequest<{ Body: FormBody }>, reply: FastifyReply, code: string) => {
    const { registry, receivedAt: now, body } = request;
    const versions = versionsOf(registry, code);
    const author = authorOf(request);
    let previews: IndicatorProps['previews'];
    const objections = await attempt(async () => {
      const change = readChange(code, versions, body);
      if (isSeen(body)) return setIndicator(db, author, change);
      checkOpen(registry, programmesOf(registry, 'VN'), change.from, now, 'from');
      const today = dayOf(now);
      const asOf = { ...change, from: change.from < today ? change.from : today };
      const planned = planVersion(registry, await readVersions(db.orm, code), asOf);
      const withIt = (indicators: Indicator[]) => withVersion(indicators, planned);
      previews = await previewColours(db, (rows) => ({ ...rows, indicators: withIt(rows.indicators) }), now);
    });
    const filled = { typed: body, objections: objections ?? [] };
    if (objections) return show(request, reply, versions, { status: 422, filled });
    if (previews) return show(request, reply, versions, { filled, previews });
    return reply.redirect(`${PATH}/${code}?done=luu`, 303);
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true } },
      async ({ registry, principal, receivedAt: now }, reply) => {
        const mayChange = principal.area === '*';
        const content = (
          <Indicators groups={catalogue(registry, dayOf(now))} day={dayOf(now)} mayChange={mayChange} />
        );
        return sendPage(reply, 200, shell(['Chỉ tiêu', 'Indicators'], content, principal));
      },
    );

    app.get(`${PATH}/moi`, { config, schema: { hide: true } }, async (request, reply) => {
      return show(request, reply, []);
    });

    app.post(`${PATH}/moi`, { config, schema: { hide: true, body } }, async (request, reply) => {
      if (!isNation(request)) throw new Problem('not_found');
      const code = (request.body.code ?? '').trim();
      // Else a new one would overwrite it, with whatever its own page does not show.
      if (versionsOf(request.registry, code).length === 0) return take(request, reply, code);
      const filled = { typed: request.body, objections: [takenCode(code)] };
      return show(request, reply, [], { status: 422, filled });
    });

    app.get(
      `${PATH}/:indicator`,
      { config, schema: { hide: true, params, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const versions = requireVersions(request.registry, request.params.indicator);
        const said = sayFor(request)('Đã lưu.', 'Saved.');
        return show(request, reply, versions, { done: request.query.done === undefined ? undefined : said });
      },
    );

    app.post(
      `${PATH}/:indicator`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        if (!isNation(request)) throw new Problem('not_found');
        const { indicator } = request.params;
        requireVersions(request.registry, indicator);
        return take(request, reply, indicator);
      },
    );

    app.post(
      `${PATH}/:indicator/ket-thuc`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        if (!isNation(request)) throw new Problem('not_found');
        const { indicator } = request.params;
        const versions = requireVersions(request.registry, indicator);
        const author = authorOf(request);
        const { registry, body } = request;
        let endPreviews: IndicatorProps['endPreviews'];
        const objections = await attempt(async () => {
          const lastDay = readDay('last-day', body['last-day'] ?? '');
          if (isSeen(body)) return endIndicator(db, author, indicator, lastDay);
          versionToEnd(registry, indicator, lastDay, author.now);
          const without = (all: Indicator[]) => all.filter((one) => one.code !== indicator);
          const change = (rows: RegistryRows) => ({ ...rows, indicators: without(rows.indicators) });
          endPreviews = await previewColours(db, change, author.now);
        });
        const ending = { typed: body, objections: objections ?? [] };
        if (objections) return show(request, reply, versions, { status: 422, ending });
        if (endPreviews) return show(request, reply, versions, { ending, endPreviews });
        return reply.redirect(`${PATH}/${indicator}?done=ket-thuc`, 303);
      },
    );
  };
}

const takenCode = (code: string): Objection => ({
  field: 'code',
  vi: `Đã có chỉ tiêu “${code}”. Sửa ở trang của chỉ tiêu đó, hoặc ghi mã khác.`,
  en: `There is an indicator “${code}” already. Change it on its own page, or choose another code.`,
});

/** What the form says; an indicator of another kind has fewer fields, and those stay as they are. */
function readChange(code: string, versions: readonly Indicator[], given: FormBody): IndicatorChange {
  const shown = Object.entries(INDICATOR_FIELDS).filter(([name]) => given[name] !== undefined);
  const { from: readFrom, ...ofNew } = INDICATOR_HEAD;
  const [fields, head] = together(
    () => readForm<Partial<IndicatorRow>>(Object.fromEntries(shown), given, NULLABLE),
    () =>
      readForm<IndicatorIdentity>(
        { from: readFrom, ...(versions.length === 0 ? ofNew : {}) } as typeof INDICATOR_HEAD,
        given,
      ),
  );
  return { code, ...head, fields };
}
