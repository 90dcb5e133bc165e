import { z } from 'zod';
import { areaWithin } from '../../access/areas.ts';
import { ROLES, rolesThatMay } from '../../access/principal.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { covers, provinceOf } from '../../registry/snapshot.ts';
import { readTarget } from '../../targets/fields.ts';
import { targetsFor } from '../../targets/routes.ts';
import { TARGET_STATES } from '../../targets/types.ts';
import { setTarget } from '../../targets/verbs.ts';
import type { Option } from '../parts/form.tsx';
import { rowId, screen } from '../parts/screen.tsx';
import { tableQuery } from '../parts/table-file.ts';
import type { Wrap } from '../wrap.tsx';
import { TargetPage, TargetsPage } from './page.tsx';
import { NEW, TARGETS } from './words.ts';

/** Targets of plans, for everybody of the area; set by who writes reports. */
export function targetPages({ sql, orm, wrap }: { sql: RootSql; orm: Orm; wrap: Wrap }): Routes {
  const db = { sql, orm };
  return async (app) => {
    const page = screen(app, wrap, {
      path: TARGETS,
      config: { access: ROLES },
      query: {
        programme: z.string().max(100).optional(),
        state: z.enum(TARGET_STATES).or(z.literal('')).optional(),
        ...tableQuery,
      },
      done: { luu: ['Đã lưu chỉ tiêu.', 'The target was saved.'] },
      load: async ({ request, query, registry, principal, say }) => {
        const asked = { programme: query.programme || undefined };
        const all = await targetsFor(db, request, asked);
        const province = provinceOf(registry, principal.area);
        const programmes = [...registry.programmes.values()]
          .filter((one) => one.period !== 'day' && (principal.area === '*' || covers(one, province)))
          .map((one): Option => [one.code, say(one.nameVi, one.nameEn)]);
        return { views: all.filter((one) => !query.state || one.state === query.state), programmes };
      },
      view: ({ it, today }) => ({
        title: ['Chỉ tiêu kế hoạch', 'Targets'],
        content: <TargetsPage {...it} today={today} />,
      }),
    });
    page.post({
      form: NEW,
      config: { access: rolesThatMay('report'), form: true },
      read: ({ indicator, code, ...fields }) => readTarget({ ...fields, indicator: indicator || code }),
      act: async (author, given, { registry, principal }) => {
        const programme = registry.programmes.get(given.programme);
        if (!programme?.provinces.every((one) => areaWithin(registry, one, principal.area)))
          throw new Problem('not_found');
        await setTarget(db, author, registry, given);
      },
      told: (objections) =>
        objections.map((one) => ({
          ...one,
          field: FIELDS[one.field] ?? one.field.replace(/^path\/.*/, 'path'),
        })),
      done: 'luu',
    });

    screen(app, wrap, {
      path: `${TARGETS}/:target`,
      config: { access: ROLES },
      params: { target: rowId },
      query: { locality: z.string().max(5).optional() },
      load: async ({ request, params, query }) => {
        const all = await targetsFor(db, request, { locality: query.locality || undefined });
        const view = all.find((one) => one.target.id === params.target);
        if (!view) throw new Problem('not_found');
        return view;
      },
      view: ({ it }) => ({
        title: [it.target.nameVi, it.target.nameEn],
        content: <TargetPage view={it} />,
      }),
    });
  };
}

/** Names of the verb, and the fields by which the form knows them. */
const FIELDS: Record<string, string> = { asWritten: 'as-written' };
