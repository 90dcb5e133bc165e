import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { kindOf } from '../../../alerts/kinds/all.ts';
import { dropLadder, isSame, mayChangeLadder, setLadder } from '../../../alerts/ladder-changes.ts';
import { hasProgrammes } from '../../../alerts/ladder-rules.ts';
import { readLadders, readShippedLadder } from '../../../alerts/ladder-store.ts';
import { indexLadders } from '../../../alerts/ladders.ts';
import { ALERT_KINDS } from '../../../alerts/types.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { own } from '../../../own.ts';
import { sayFor } from '../../language.tsx';
import { attempt, type Filled } from '../../parts/filled.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { fromForm, readIntent, rearranged, toForm } from './fields.ts';
import { LADDERS, Ladders, ladderAddress } from './list.tsx';
import { LadderPage } from './page.tsx';

const params = z.object({ kind: z.enum(ALERT_KINDS) });
const query = z.object({ programme: z.string().optional(), done: z.string().optional() });
type Asked = z.infer<typeof params> & z.infer<typeof query>;

/** Who hears when: every ladder, and changing one. */
export function ladderAdminRoutes({ db, shell }: AdministrationDeps): Routes {
  /** @throws {Problem} not_found when there is no such programme, or the kind knows none */
  const programmeOf = ({ registry }: FastifyRequest, { kind, programme: code }: Asked) => {
    if (code === undefined) return null;
    const programme = registry.programmes.get(code);
    if (!programme || !hasProgrammes(kind)) throw new Problem('not_found');
    return programme;
  };
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Asked,
    said: { status?: number; filled?: Filled } = {},
  ) => {
    const { registry, principal, formToken } = request;
    const { kind } = asked;
    const programme = programmeOf(request, asked);
    const code = programme?.code ?? '*';
    const ladder = indexLadders(await readLadders(db.sql)).of(code, kind);
    const shipped = code === '*' ? await readShippedLadder(db.sql, kind) : undefined;
    const changed = shipped ? !isSame(ladder, shipped) : ladder.programme === code;
    const say = sayFor(request);
    const done: Record<string, string> = {
      luu: say(
        'Đã lưu. Cảnh báo mở từ bây giờ theo bậc thang này.',
        'It is saved, for alerts that open from now on.',
      ),
      bo:
        programme === null
          ? say('Bậc thang ban đầu có hiệu lực trở lại.', 'The first ladder holds again.')
          : say('Đợt này dùng lại bậc thang chung.', 'The ladder of all holds again.'),
    };
    const content = (
      <LadderPage
        {...{ kind, programme, ladder, changed, formToken }}
        mayChange={mayChangeLadder(registry, principal, code)}
        filled={said.filled ?? { typed: toForm(kind, ladder.steps, ladder.settings) }}
        done={own(done, asked.done)}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(kindOf(kind).name, content, principal));
  };

  return async (app) => {
    app.get(LADDERS, { config, schema: { hide: true } }, async ({ registry, principal }, reply) => {
      const ladders = await readLadders(db.sql);
      const content = <Ladders ladders={ladders} programmes={[...registry.programmes.values()]} />;
      return sendPage(reply, 200, shell(['Bậc thang nhắc', 'Ladders'], content, principal));
    });

    app.get(
      `${LADDERS}/:kind`,
      { config, schema: { hide: true, params, querystring: query } },
      async (request, reply) => show(request, reply, { ...request.params, ...request.query }),
    );

    app.post(
      `${LADDERS}/:kind`,
      {
        config,
        schema: { hide: true, params, querystring: query, body: z.record(z.string(), z.string().max(2_000)) },
      },
      async (request, reply) => {
        const { registry, principal, body, params, query } = request;
        const asked = { ...params, programme: query.programme };
        const { kind } = asked;
        const programme = programmeOf(request, asked)?.code ?? '*';
        if (!mayChangeLadder(registry, principal, programme)) throw new Problem('not_found');
        const moved = readIntent(body.intent);
        if (moved) return show(request, reply, asked, { filled: { typed: rearranged(body, moved) } });
        const author = authorOf(request);
        const of = { programme, kind };
        const dropped = body.intent === 'drop';
        const objections = await attempt(() =>
          dropped
            ? dropLadder(db.sql, registry, author, of)
            : setLadder(db.sql, registry, author, of, fromForm(kind, body)),
        );
        if (!objections) return reply.redirect(ladderAddress(kind, programme, dropped ? 'bo' : 'luu'), 303);
        if (dropped) return show(request, reply, asked, { status: 409, filled: { typed: {}, objections } });
        return show(request, reply, asked, { status: 422, filled: { typed: body, objections } });
      },
    );
  };
}
