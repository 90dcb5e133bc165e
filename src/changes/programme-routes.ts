import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../access/areas.ts';
import { ADMINS, type Principal, ROLES } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readFields } from '../fields.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { codeAsked, cursor, firstPage, limit, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { own } from '../lib/own.ts';
import { Refused, together } from '../refused.ts';
import { covers, provinceOf, type Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import {
  type CopyAlong,
  createProgramme,
  type NewProgramme,
  newProgrammeFields,
  programmeNameFields,
  settingsFields,
} from './programme-create.ts';
import { PROGRAMME_DAYS, PROVINCE_FIELDS } from './programme-fields.ts';
import {
  newProgrammeBody,
  presentProgramme,
  programmeAnswer,
  programmeChangeBody,
  programmeListAnswer,
} from './programme-schema.ts';
import { type ProgrammeChange, setProgramme } from './programmes.ts';
import { type OwnSettings, setProvinceSettings } from './province-settings.ts';
import { loadRegistry } from './registry.ts';

/** Programmes (đợt): what there is in one's area, and making and changing them. */
export function programmeRoutes(db: Clients, copiedAlong: readonly CopyAlong[]): Routes {
  return async (app) => {
    app.get(
      '/api/v1/programmes',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'Programmes that ask your area, in the order in which they were made',
          querystring: z.strictObject({ limit, cursor }),
          response: { 200: programmeListAnswer, ...problems(401, 422) },
        },
      },
      async ({ registry, principal, query, receivedAt }) => {
        const asking = [...registry.programmes.values()].filter((one) => asksArea(registry, one, principal));
        const after = unpackCursor(
          query.cursor,
          z.string().refine((code) => asking.some((one) => one.code === code)),
        );
        const rest = asking.slice(asking.findIndex((one) => one.code === after) + 1);
        const { page, nextCursor } = firstPage(rest, query.limit, (last) => last.code);
        return { items: page.map((one) => present(registry, one, receivedAt)), nextCursor };
      },
    );

    app.post(
      '/api/v1/programmes',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['registry'],
          summary: 'Make a programme',
          description:
            'Where it starts on a day that has been, the days since are worked out at once; days that are locked by now are final, and nobody hears of any before yesterday.',
          body: newProgrammeBody,
          response: { 201: programmeAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body } = request;
        const { settings = {}, ...rest } = body;
        refuseOutside(registry, principal, body.provinces);
        await orProblem(() =>
          atBody(async () => {
            const [fields, given] = together(
              () => readFields(newProgrammeFields(registry), textsOf(rest, FIELDS)),
              () => readFields(settingsFields(registry), textsOf(settings, SETTINGS)),
            );
            const wanted = { ...(fields as NewProgramme), settings: given };
            await createProgramme(db, authorOf(request), wanted, copiedAlong);
          }),
        );
        return reply.code(201).send(await presentNow(body.code, request));
      },
    );

    app.patch(
      '/api/v1/programmes/:code',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['registry'],
          summary: 'Change a programme: its names, its days, and its settings from a day on',
          description: 'Whom it asks may change until it begins. `endsOn` null takes the end away.',
          params: z.object({ code: codeAsked }),
          body: programmeChangeBody.refine((body) => Object.keys(body).length > 0, 'nothing to change'),
          response: { 200: programmeAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, body, params, receivedAt: now } = request;
        const programme = registry.programmes.get(params.code);
        if (!programme) throw new Problem('not_found');
        const concerned = body.province === undefined ? programme.provinces : [body.province];
        refuseOutside(registry, principal, [...concerned, ...(body.provinces ?? [])]);
        const { settings = {}, from = dayOf(now), province, ...rest } = body;
        const readers = {
          ...programmeNameFields(registry),
          'starts-on': PROGRAMME_DAYS['starts-on'],
          'ends-on': PROGRAMME_DAYS['ends-on'],
        } as Readers<ProgrammeChange>;
        await orProblem(() =>
          atBody(async () => {
            if (province !== undefined) {
              const own = readOwn(rest, settings);
              const wanted = { province, from, settings: own };
              return await setProvinceSettings(db, authorOf(request), programme.code, wanted);
            }
            const [fields, given] = together(
              () => readFields(readers, textsOf(rest, FIELDS)),
              () => readFields(settingsFields(registry), textsOf(settings, SETTINGS)),
            );
            await setProgramme(db, authorOf(request), programme.code, { ...fields, from, settings: given });
          }),
        );
        return await presentNow(programme.code, request);
      },
    );
  };

  /** As it stands after the change. */
  async function presentNow(code: string, { receivedAt }: FastifyRequest) {
    const registry = await loadRegistry(db);
    const programme = registry.programmes.get(code);
    if (!programme) throw new Problem('not_found');
    return present(registry, programme, receivedAt);
  }
}

const present = (registry: Registry, programme: Programme, now: Date) =>
  presentProgramme(programme, registry.settingsOn(programme, undefined, dayOf(now)));

function asksArea(registry: Registry, programme: Programme, { area }: Principal): boolean {
  return area === '*' || covers(programme, provinceOf(registry, area));
}

/** Whoever administers all that it asks. @throws {Problem} not_found */
function refuseOutside(registry: Registry, { area }: Principal, provinces: readonly string[]): void {
  if (!provinces.every((one) => areaWithin(registry, one, area))) throw new Problem('not_found');
}

/** Names in the body, and the fields by which the shell and the form know them. */
const FIELDS: Record<string, string> = {
  code: 'code',
  nameVi: 'name-vi',
  nameEn: 'name-en',
  provinces: 'provinces',
  copyOf: 'copy',
  startsOn: 'starts-on',
  endsOn: 'ends-on',
  period: 'period',
  closesOn: 'closes-on',
};
const SETTINGS: Record<string, string> = {
  cutoff: 'cutoff',
  lockDays: 'lock-days',
  reportingDays: 'reporting-days',
  freshness: 'freshness',
  amber: 'amber',
  deadline: 'deadline',
  missingStreak: 'missing-streak',
  dueSoonMinutes: 'due-soon-minutes',
  indicators: 'indicators',
};
const POINTERS = new Map([
  ...Object.entries(FIELDS).map(([name, field]) => [field, name] as const),
  ...Object.entries(SETTINGS).map(([name, field]) => [field, `settings/${name}`] as const),
]);

/** A body as text fields; null takes away what is set. */
function textsOf(body: object, names: Record<string, string>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const field = names[name];
    if (field === undefined || value === undefined) continue;
    if (value === null) texts[field] = name === 'indicators' ? 'all' : 'none';
    else texts[field] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return texts;
}

/** What one province has otherwise. @throws {Refused} for what is the same in all of them */
function readOwn(rest: object, settings: object): OwnSettings {
  const common = [
    ...Object.keys(rest).map((name) => FIELDS[name] ?? name),
    ...Object.keys(settings).flatMap((name) => {
      const field = SETTINGS[name] ?? name;
      return own(PROVINCE_FIELDS, field) ? [] : [field];
    }),
  ];
  if (common.length > 0)
    throw new Refused(
      common.map((field) => ({
        field,
        vi: 'Mục này chung cho mọi tỉnh, thành phố của đợt.',
        en: 'This is the same in all provinces of a programme.',
      })),
    );
  return readFields(PROVINCE_FIELDS, textsOf(settings, SETTINGS));
}

/** Objections at the places of the body. */
async function atBody(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(
      error.objections.map((one) => ({ ...one, field: POINTERS.get(one.field) ?? one.field })),
    );
  }
}
