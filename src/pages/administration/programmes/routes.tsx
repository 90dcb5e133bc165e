import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import type { Principal } from '../../../access/principal.ts';
import { previewColours } from '../../../changes/preview.ts';
import { PROGRAMME_DAYS, SETTINGS_FIELDS } from '../../../changes/programme-fields.ts';
import {
  checkDays,
  type ProgrammeChange,
  type ProgrammeDays,
  planSettings,
  setProgramme,
} from '../../../changes/programmes.ts';
import { earliestOpen } from '../../../changes/registry.ts';
import { type Day, dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import type { Programme, ProgrammeSettings } from '../../../registry/types.ts';
import { sayFor } from '../../language.tsx';
import { attempt, type FormBody, isSeen, readForm, together } from '../../parts/filled.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { ProgrammePage, type ProgrammeProps, Programmes } from './page.tsx';

const PATH = '/quan-tri/dot';
const params = z.object({ programme: z.string() });
const body = z.record(z.string(), z.string().max(2_000));

/** When programmes run and by which settings. */
export function programmeRoutes({ db, shell }: AdministrationDeps): Routes {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    programme: Programme,
    said: Partial<ProgrammeProps> & { status?: number } = {},
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const today = dayOf(now);
    const { status = 200, ...more } = said;
    const content = (
      <ProgrammePage
        programme={programme}
        registry={registry}
        day={today}
        earliest={earliestOpen(registry, [programme], now)}
        formToken={formToken}
        filled={{ typed: typedOf(programme, registry.settingsOn(programme, undefined, today), today) }}
        mayChange={mayChange(registry, principal, programme)}
        {...more}
      />
    );
    return sendPage(reply, status, shell([programme.nameVi, programme.nameEn], content, principal));
  };
  const requireProgramme = ({ registry }: FastifyRequest, code: string) => {
    const programme = registry.programmes.get(code);
    if (!programme) throw new Problem('not_found');
    return programme;
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true } },
      async ({ registry, principal, receivedAt: now }, reply) => {
        const programmes = [...registry.programmes.values()].map((programme) => ({
          programme,
          settings: registry.settingsOn(programme, undefined, dayOf(now)),
        }));
        const content = <Programmes programmes={programmes} />;
        return sendPage(reply, 200, shell(['Đợt báo cáo', 'Programmes'], content, principal));
      },
    );

    app.get(
      `${PATH}/:programme`,
      { config, schema: { hide: true, params, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const programme = requireProgramme(request, request.params.programme);
        const said = sayFor(request)('Đã lưu.', 'Saved.');
        return show(request, reply, programme, { done: request.query.done === undefined ? undefined : said });
      },
    );

    app.post(
      `${PATH}/:programme`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const { registry, principal, body, receivedAt: now } = request;
        const programme = requireProgramme(request, request.params.programme);
        if (!mayChange(registry, principal, programme)) throw new Problem('not_found');
        const author = authorOf(request);
        let previews: ProgrammeProps['previews'];
        const objections = await attempt(async () => {
          const change = readChange(programme, registry, body, dayOf(now));
          if (isSeen(body)) return setProgramme(db, author, programme.code, change);
          const [, settings] = together(
            () => checkDays(registry, programme, change, now),
            () => planSettings(registry, programme, change, now),
          );
          previews = await previewColours(
            db,
            (rows) => ({
              ...rows,
              programmes: rows.programmes.map((one) =>
                one.code === programme.code ? withSettings(one, settings, dayOf(now)) : one,
              ),
            }),
            now,
          );
        });
        const filled = { typed: body, objections: objections ?? [] };
        if (objections) return show(request, reply, programme, { status: 422, filled });
        if (previews) {
          const own = previews.filter((one) => one.programme.code === programme.code);
          return show(request, reply, programme, { filled, previews: own });
        }
        return reply.redirect(`${PATH}/${programme.code}?done=luu`, 303);
      },
    );
  };
}

/** Whoever administers all that a programme asks. */
function mayChange(registry: Registry, { area }: Principal, { provinces }: Programme): boolean {
  return provinces.every((one) => areaWithin(registry, one, area));
}

/** Settings as though they held today, when they start later. */
function withSettings(programme: Programme, settings: ProgrammeSettings, today: Day): Programme {
  const from = settings.validFrom < today ? settings.validFrom : today;
  const others = programme.settings.filter((one) => one.validFrom !== from);
  const all = [...others, { ...settings, validFrom: from }];
  return { ...programme, settings: all.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)) };
}

/** What the form says; its days only where they differ from what stands. */
function readChange(programme: Programme, registry: Registry, given: FormBody, today: Day): ProgrammeChange {
  const stands = typedOf(programme, registry.settingsOn(programme, undefined, today), today);
  const { 'starts-on': startsOn, 'ends-on': endsOn, from } = PROGRAMME_DAYS;
  const readers = {
    from,
    ...(given['starts-on'] === stands['starts-on'] ? {} : { 'starts-on': startsOn }),
    ...(given['ends-on'] === stands['ends-on'] ? {} : { 'ends-on': endsOn }),
  } as typeof PROGRAMME_DAYS;
  const [settings, days] = together(
    () => readForm<ProgrammeSettings>(SETTINGS_FIELDS, given, ['deadline']),
    () => readForm<ProgrammeDays>(readers, given, ['ends-on']),
  );
  return { ...days, settings };
}

function typedOf(programme: Programme, settings: ProgrammeSettings, from: Day): FormBody {
  return {
    from,
    cutoff: settings.cutoff,
    'lock-days': String(settings.lockDays),
    'reporting-days': settings.reportingDays,
    freshness: String(settings.freshness),
    amber: String(settings.amberThreshold).replace('.', ','),
    deadline: settings.deadline ?? '',
    'missing-streak': String(settings.missingStreak),
    'due-soon-minutes': String(settings.dueSoonMinutes),
    'starts-on': programme.startsOn ?? '',
    'ends-on': programme.endsOn ?? '',
  };
}
