import { z } from 'zod';
import { CONDITION_FIELDS, type ConditionNames, setCondition } from '../../../changes/conditions.ts';
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
import { readDay } from '../../../fields.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { refuse } from '../../../refused.ts';
import { type IndicatorRow, readVersions } from '../../../registry/changes-store.ts';
import type { RegistryRows } from '../../../registry/snapshot.ts';
import type { Indicator } from '../../../registry/types.ts';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { type Asked, type Shown, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config, isNation } from '../deps.ts';
import { catalogue, typedOf, versionFor, versionsOf } from './facts.ts';
import { Indicators } from './list.tsx';
import { IndicatorPage, type IndicatorProps } from './page.tsx';

const PATH = '/quan-tri/chi-tieu';
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
export function indicatorRoutes({ db, wrap }: AdministrationDeps): Routes {
  const shown = (
    versions: readonly Indicator[],
    more: Pick<IndicatorProps, 'previews' | 'endPreviews'>,
    { registry, principal, now, today }: Asked,
  ): Shown => {
    const at = versionFor(versions, today);
    const content = (
      <IndicatorPage
        versions={versions}
        kind={at?.kind}
        registry={registry}
        earliest={earliestOpen(registry, programmesOf(registry, 'VN'), now)}
        typed={at ? typedOf(at, today) : { ...NEW, from: today }}
        mayChange={isNation({ principal })}
        {...more}
      />
    );
    return { title: at ? [at.nameVi, at.nameEn] : ['Thêm chỉ tiêu', 'Add an indicator'], content };
  };
  /** What a change of an indicator would do. */
  const preview = async (change: IndicatorChange, { registry, now, today }: Asked) => {
    checkOpen(registry, programmesOf(registry, 'VN'), change.from, now, 'from');
    const asOf = { ...change, from: change.from < today ? change.from : today };
    const planned = planVersion(registry, await readVersions(db.orm, change.code), asOf);
    const withIt = (indicators: Indicator[]) => withVersion(indicators, planned);
    const applied = (rows: RegistryRows) => ({ ...rows, indicators: withIt(rows.indicators) });
    return { previews: await previewColours(db, applied, now) };
  };
  const more: Pick<IndicatorProps, 'previews' | 'endPreviews'> = {};

  return async (app) => {
    const list = screen(app, wrap, {
      path: PATH,
      config,
      done: { 'dieu-kien': ['Đã lưu điều kiện.', 'The condition is saved.'] },
      view: ({ registry, principal, today }) => ({
        title: ['Chỉ tiêu', 'Indicators'],
        content: (
          <Indicators groups={catalogue(registry, today)} day={today} mayChange={isNation({ principal })} />
        ),
      }),
    });
    list.post({
      form: 'dieu-kien',
      find: isNation,
      read: (body) => ({
        code: (body.code ?? '').trim(),
        names: readForm<ConditionNames>(CONDITION_FIELDS, body),
      }),
      act: (author, { code, names }) => setCondition(db, author, code, names),
      done: 'dieu-kien',
    });
    const fresh = screen(app, wrap, {
      path: `${PATH}/moi`,
      config,
      more,
      view: ({ more, ...asked }) => shown([], more, asked),
    });
    fresh.post({
      find: isNation,
      read: (body, { registry }) => {
        const code = (body.code ?? '').trim();
        // Else a new one would overwrite it, with whatever its own page does not show.
        if (versionsOf(registry, code).length > 0)
          refuse('code', [
            `Đã có chỉ tiêu “${code}”. Sửa ở trang của chỉ tiêu đó, hoặc nhập mã khác.`,
            `There is an indicator “${code}” already. Change it on its own page, or choose another code.`,
          ]);
        return readChange(code, [], body);
      },
      preview,
      act: async (author, change) => {
        await setIndicator(db, author, change);
        return change.code;
      },
      to: (code) => `${PATH}/${code}?done=luu`,
    });

    const page = screen(app, wrap, {
      path: `${PATH}/:indicator`,
      config,
      params: { indicator: z.string() },
      done: () => ['Đã lưu.', 'Saved.'],
      more,
      load: ({ registry, params }) => {
        const versions = versionsOf(registry, params.indicator);
        if (versions.length === 0) throw new Problem('not_found');
        return versions;
      },
      view: ({ it, more, ...asked }) => shown(it, more, asked),
    });
    page.post({
      find: isNation,
      read: (body, { it, params }) => readChange(params.indicator, it, body),
      preview,
      act: (author, change) => setIndicator(db, author, change),
      done: 'luu',
    });
    page.post({
      at: '/ket-thuc',
      form: 'ket-thuc',
      find: isNation,
      read: (body) => readDay('last-day', body['last-day'] ?? ''),
      preview: async (lastDay, { registry, params: { indicator }, now }) => {
        versionToEnd(registry, indicator, lastDay, now);
        const without = (all: Indicator[]) => all.filter((one) => one.code !== indicator);
        const change = (rows: RegistryRows) => ({ ...rows, indicators: without(rows.indicators) });
        return { endPreviews: await previewColours(db, change, now) };
      },
      act: (author, lastDay, { params }) => endIndicator(db, author, params.indicator, lastDay),
      done: 'ket-thuc',
    });
  };
}

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
