import { z } from 'zod';
import { kindOf } from '../../../alerts/kinds/all.ts';
import { dropLadder, isSame, mayChangeLadder, setLadder } from '../../../alerts/ladder-changes.ts';
import { hasProgrammes } from '../../../alerts/ladder-rules.ts';
import { readLadders, readShippedLadder } from '../../../alerts/ladder-store.ts';
import { indexLadders } from '../../../alerts/ladders.ts';
import { ALERT_KINDS } from '../../../alerts/types.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { fromForm, readIntent, rearranged } from './fields.ts';
import { LADDERS, Ladders, ladderAddress } from './list.tsx';
import { LadderPage } from './page.tsx';

/** Who hears when: every ladder, and changing one. */
export function ladderAdminRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: LADDERS,
      config,
      view: async ({ registry }) => ({
        title: ['Quy trình nhắc', 'Ladders'],
        content: (
          <Ladders ladders={await readLadders(db.sql)} programmes={[...registry.programmes.values()]} />
        ),
      }),
    });

    const page = screen(app, wrap, {
      path: `${LADDERS}/:kind`,
      config,
      params: { kind: z.enum(ALERT_KINDS) },
      query: { programme: z.string().optional() },
      // Null for all programmes that have none of their own.
      load: ({ registry, params: { kind }, query: { programme: code } }) => {
        if (code === undefined) return null;
        const programme = registry.programmes.get(code);
        if (!programme || !hasProgrammes(kind)) throw new Problem('not_found');
        return programme;
      },
      done: (word, { query: { programme } }) => {
        if (word === 'luu')
          return [
            'Đã lưu. Cảnh báo phát sinh từ bây giờ theo quy trình này.',
            'It is saved, for alerts that open from now on.',
          ];
        return programme === undefined
          ? ['Quy trình ban đầu có hiệu lực trở lại.', 'The first ladder holds again.']
          : ['Đợt này áp dụng lại quy trình chung.', 'The default ladder applies again.'];
      },
      view: async ({ it: programme, params: { kind }, registry, principal }) => {
        const code = programme?.code ?? '*';
        const ladder = indexLadders(await readLadders(db.sql)).of(code, kind);
        const shipped = code === '*' ? await readShippedLadder(db.sql, kind) : undefined;
        const changed = shipped ? !isSame(ladder, shipped) : ladder.programme === code;
        const mayChange = mayChangeLadder(registry, principal, code);
        return {
          title: kindOf(kind).name,
          content: <LadderPage {...{ kind, programme, ladder, changed, mayChange }} />,
        };
      },
    });
    page.post({
      find: ({ it, registry, principal }) => mayChangeLadder(registry, principal, it?.code ?? '*'),
      retype: (body) => {
        const moved = readIntent(body.intent);
        return moved && rearranged(body, moved);
      },
      read: (body, { params }) => (body.intent === 'drop' ? null : fromForm(params.kind, body)),
      act: async (author, given, { it, params: { kind }, registry }) => {
        const of = { programme: it?.code ?? '*', kind };
        if (given) await setLadder(db.sql, registry, author, of, given);
        else await dropLadder(db.sql, registry, author, of);
        return ladderAddress(kind, of.programme, given ? 'luu' : 'bo');
      },
      to: (address) => address,
      refused: (body) => (body.intent === 'drop' ? 409 : 422),
    });
  };
}
