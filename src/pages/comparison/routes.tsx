import { ROLES } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { programmeInAddress, requireProgramme } from '../../http/lookup.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { loadPeriods } from './facts.ts';
import { ComparisonPage } from './page.tsx';
import { COMPARISON, comparisonQuery } from './question.ts';

/** What `GET /api/v1/comparison` answers, for people, and as a sheet. */
export function comparisonPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: COMPARISON,
      config: { access: ROLES },
      query: comparisonQuery,
      view: async ({ request, registry, principal, now, query }) => {
        const programme = requireProgramme(request, query.programme);
        const inAddress = programmeInAddress(request, programme);
        const facts = await loadPeriods(sql, { ...query, registry, principal, programme, inAddress, now });
        return {
          title: ['So sánh', 'Comparison'],
          content: <ComparisonPage programme={programme} facts={facts} />,
        };
      },
    });
  };
}
