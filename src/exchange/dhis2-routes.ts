import { isUtf8 } from 'node:buffer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { provincesIn } from '../access/areas.ts';
import { mayWrite } from '../access/localities.ts';
import { ROLES, WRITERS } from '../access/principal.ts';
import { addDays, type Day, dayOf, isDay } from '../days.ts';
import type { Orm, RootSql } from '../db/connect.ts';
import { jsonParser } from '../http/bodies.ts';
import type { Routes } from '../http/context.ts';
import { problemOf, RETRY_AFTER } from '../http/errors.ts';
import { takeApart } from '../http/json-scan.ts';
import { Problem } from '../http/problems.ts';
import { bodyUnchecked } from '../http/schema-compilers.ts';
import { itemsOf } from '../intake/batch-body.ts';
import type { AfterStore } from '../intake/submit.ts';
import { isObject } from '../intake/types.ts';
import { composed } from '../lib/composed.ts';
import { covers } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { readCodes } from './code-store.ts';
import { Conflicts } from './conflicts.ts';
import { type DataValue, EXPORTED_RECORDS, exportValues, unitsOf } from './export.ts';
import { importValues } from './import.ts';
import { createNames, isDefaultCombo, type Names } from './names-rules.ts';
import { type Options, quote, readOptions, refuse } from './options.ts';
import { readPeriod, writePeriod } from './periods-rules.ts';
import { dataValueSet, dataValueSetAnswer, exportQuery, importQuery, versionParams } from './schema.ts';
import { failure, importSummary, messageOf, summaryOf, type WebMessage, webMessage } from './summary.ts';

/** Values of one set; a client with more sends several. */
const VALUES = 100_000;
/** Of what stands beside the values. */
const REST_BYTES = 64 * 1024;
/** Before this version a DHIS2 answered the summary alone, and never 409. */
const FIRST_WITH_MESSAGE = 38;

const PATHS = ['/api/dataValueSets', '/api/dataValueSets.json', '/api/:version/dataValueSets'];

interface Dhis2Deps<S> {
  sql: RootSql;
  bulk: RootSql;
  orm: Orm;
  bodyLimit: number;
  afterStore: AfterStore<S>;
}

/**
 * `dataValueSets` as a DHIS2 has it: its clients post to us and read from us unchanged, with a token of ours. A day
 * is a period, a locality an organisation unit, a programme a data set, and each value a data element.
 */
export function dhis2Routes<S>(deps: Dhis2Deps<S>): Routes {
  return async (app) => {
    const parse = jsonParser(app);
    app.setValidatorCompiler(bodyUnchecked);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    app.setErrorHandler<Error & Parameters<typeof problemOf>[0]>(answerFailure);

    for (const url of PATHS) {
      app.post(
        url,
        {
          config: { access: WRITERS, tokenAsPassword: true },
          bodyLimit: deps.bodyLimit,
          schema: {
            tags: ['exchange'],
            summary: 'Post a DHIS2 data value set',
            description:
              'Values go by the same check as records, and become revisions of their days. Credentials: a token as `Bearer`, as `ApiToken`, or as the password of `Basic`. What is not taken is a conflict in the import summary, with 409; under a version below 38 the summary stands alone, with 200.',
            ...ofVersion(url),
            querystring: importQuery,
            body: dataValueSet,
            response: { 200: z.union([webMessage, importSummary]), ...failures() },
          },
        },
        async (request, reply) => {
          if (!mayWrite(request.registry, request.principal, request.receivedAt))
            throw new Problem('forbidden');
          const { set, items } = await readSet(request.body as unknown as Buffer | undefined, parse);
          const options = readOptions(request.query, set);
          const summary = await take(deps, request, options, set, items);
          if (versionOf(request) < FIRST_WITH_MESSAGE) return reply.send(summary);
          const message = messageOf(summary);
          return reply.code(message.httpStatusCode as 200).send(message);
        },
      );
      app.get(
        url,
        {
          config: { access: ROLES, tokenAsPassword: true, heavy: true },
          schema: {
            tags: ['exchange'],
            summary: 'Read a DHIS2 data value set',
            description: `Latest revisions, up to ${EXPORTED_RECORDS} organisation units and days at once. Values that are not known have no data value; a note is the comment of the first value of its day.`,
            ...ofVersion(url),
            querystring: exportQuery,
            response: { 200: dataValueSetAnswer, ...failures() },
          },
        },
        async (request) => await give(deps, request, request.query),
      );
    }
  };
}

const ofVersion = (url: string) => (url.includes(':version') ? { params: versionParams } : {});

const failures = () =>
  Object.fromEntries(
    [400, 401, 403, 404, 409, 413, 415, 429, 503].map((status) => [status, webMessage]),
  ) as Record<400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503, typeof webMessage>;

type Request = Pick<FastifyRequest, 'registry' | 'principal' | 'caller' | 'receivedAt'>;

/** Whatever fails, in a DHIS2's words. */
function answerFailure(error: Parameters<typeof problemOf>[0], request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(error);
  // A DHIS2 knows no 422.
  const status = problem.status === 422 ? 400 : problem.status;
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  if (status === 401) reply.header('www-authenticate', ['Bearer', 'Basic realm="DHIS2"']);
  if (status === 503) reply.header('retry-after', RETRY_AFTER);
  const faults = problem.errors.slice(0, 5).map(({ pointer, message }) => `${pointer} ${message}`.trim());
  const code = /^(E\d{4}) /.exec(problem.message)?.[1];
  const message = [code ? problem.message.slice(code.length + 1) : problem.message, ...faults].join('; ');
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer((body: WebMessage) => JSON.stringify(body))
    .send(failure(status, message, code));
}

function versionOf({ params }: FastifyRequest): number {
  const { version } = params as { version?: string };
  return /^\d+$/.test(version ?? '') ? Number(version) : FIRST_WITH_MESSAGE;
}

type Sent = Record<string, unknown>;

/**
 * What stands beside the values, and the values, each parsed when it is its turn.
 * @throws {Problem} malformed_json, invalid_body, too_large
 */
async function readSet(body: Buffer | undefined, parse: (text: string) => unknown) {
  if (body === undefined || body.length === 0) refuse('The body is empty');
  if (!isUtf8(body)) throw new Problem('malformed_json', [], 'The body is not UTF-8');
  const { rest, elements } = await takeApart(body, VALUES);
  if (rest.length > REST_BYTES) throw new Problem('too_large', [], 'Too much stands beside the data values');
  if (elements.length > VALUES) throw new Problem('too_large', [], `More than ${VALUES} data values at once`);
  const set = parse(rest);
  if (!isObject(set)) refuse('A data value set is a JSON object');
  const [list] = Object.keys(set).filter((name) => Array.isArray(set[name]));
  const values = set.dataValues;
  if (list === undefined && (values === undefined || values === null)) return { set, items: [] };
  if (!Array.isArray(values)) refuse('dataValues is a list');
  if (list !== 'dataValues' || values.length > 0) refuse('dataValues stands before any other list');
  return { set: set as Sent, items: itemsOf(body, elements, parse) };
}

async function take<S>(
  { bulk, orm, afterStore }: Dhis2Deps<S>,
  { registry, principal, caller, receivedAt: now }: Request,
  { schemes, named, strategy, dryRun, strict }: Options,
  set: Sent,
  items: Iterable<{ raw?: unknown }>,
) {
  const names = createNames(await readCodes(orm), schemes);
  const conflicts = new Conflicts();
  const text = (name: string) => {
    const given = set[name];
    return typeof given === 'string' || typeof given === 'number' ? composed(String(given).trim()) : '';
  };
  const [sentSet, period, orgUnit] = [text('dataSet'), text('period'), text('orgUnit')];
  const attributeOptionCombo = text('attributeOptionCombo');
  const programme = programmeOf(registry, principal, names, sentSet);
  if (sentSet !== '' && !programme) conflicts.add('E7600', null, [sentSet]);
  if (sentSet === '' && strict) conflicts.add('E7602', null, []);
  if (orgUnit !== '' && !unitsOf(registry, principal, names.ours('org_unit', orgUnit), false, dayOf(now)))
    conflicts.add('E7603', null, [orgUnit]);
  if (attributeOptionCombo !== '' && !isDefaultCombo(attributeOptionCombo))
    conflicts.add('E7604', null, [attributeOptionCombo]);
  const options = { dryRun, strategy, idSchemes: named };
  if (conflicts.list.length > 0) {
    let ignored = 0;
    for (const _ of items) conflicts.pass(ignored++);
    const count = { imported: 0, updated: 0, ignored, deleted: 0 };
    return summaryOf({ conflicts, count, aborted: true }, options);
  }
  const taken = await importValues(bulk, afterStore, items, {
    registry,
    principal,
    caller,
    now,
    names,
    dataSet: programme ? { sent: sentSet, programme } : null,
    ofSet: { period, orgUnit, attributeOptionCombo },
    strategy,
    dryRun,
    strict,
  });
  return summaryOf({ ...taken, aborted: false }, options);
}

/** A programme that asks something of the caller's area, by what a DHIS2 calls it. */
function programmeOf(
  registry: Request['registry'],
  principal: Request['principal'],
  names: Names,
  theirs: string,
): Programme | undefined {
  const programme = registry.programmes.get(names.ours('data_set', theirs));
  const own = registry.localities.get(principal.area)?.province ?? principal.area;
  return programme && provincesIn(registry, own).some((one) => covers(programme, one))
    ? programme
    : undefined;
}

const listOf = (given: string | string[] | undefined): string[] =>
  (typeof given === 'string' ? given.split(/[,;]/) : (given ?? [])).filter((one) => one !== '');

async function give<S>(
  { sql, orm }: Dhis2Deps<S>,
  { registry, principal, receivedAt: now }: Request,
  query: z.infer<typeof exportQuery>,
): Promise<z.infer<typeof dataValueSetAnswer>> {
  const { schemes } = readOptions(query);
  const names = createNames(await readCodes(orm), schemes);
  const today = dayOf(now);
  const [sets, elements, periods, units] = [
    listOf(query.dataSet),
    listOf(query.dataElement),
    listOf(query.period),
    listOf(query.orgUnit),
  ];
  const conflict = (message: string): never => {
    throw new Problem('conflict', [], message);
  };
  if (sets.length === 0 && elements.length === 0)
    conflict('E2001 At least one data element, data set or data element group must be specified');
  const updatedSince = query.lastUpdated === undefined ? null : readInstant(query.lastUpdated);
  const ranged = query.startDate !== undefined && query.endDate !== undefined;
  if (periods.length === 0 && !ranged && updatedSince === null)
    conflict(
      'E2002 At least one period, start/end dates, last updated or last updated duration must be specified',
    );
  if (periods.length > 0 && ranged) conflict('E2003 Both periods and start/end date cannot be specified');
  if (units.length === 0)
    conflict('E2006 At least one organisation unit or organisation unit group must be specified');
  const days =
    periods.length === 0
      ? null
      : periods.map((one) => readPeriod(one) ?? refuse(`Invalid period: ${quote(one)}`));
  const [from, to] = days
    ? [days.reduce(earlier), days.reduce(later)]
    : ranged
      ? [readDate(query.startDate ?? ''), readDate(query.endDate ?? '')]
      : [addDays(today, -3_660), today];
  if (from > to) conflict('E2004 Start date must be before end date');
  const programmes = sets.map(
    (one) =>
      programmeOf(registry, principal, names, one) ??
      conflict(`E1105 Data set not found or not accessible: \`${one.slice(0, 100)}\``),
  );
  const children = query.children ?? false;
  const localities = new Map<string, Locality>();
  for (const one of units) {
    const found = unitsOf(registry, principal, names.ours('org_unit', one), children, today);
    for (const locality of found ??
      conflict(`E1102 Organisation unit not found or not accessible: \`${one.slice(0, 100)}\``))
      localities.set(locality.code, locality);
  }
  const values = await exportValues(sql, registry, names, {
    localities: [...localities.values()],
    days,
    from,
    to,
    programmes: programmes.length > 0 ? programmes : null,
    elements: elements.length > 0 ? new Set(elements.map((one) => names.ours('data_element', one))) : null,
    updatedSince,
  });
  if (!values)
    return conflict(`More than ${EXPORTED_RECORDS} organisation units and days; ask for fewer at once`);
  const most = typeof query.limit === 'string' ? readLimit(query.limit) : values.length;
  return { ...headOf(query, sets, days, units), dataValues: values.slice(0, most) satisfies DataValue[] };
}

/** One set of one unit and period is told as a whole. */
function headOf(
  query: z.infer<typeof exportQuery>,
  [dataSet, ...sets]: string[],
  days: readonly Day[] | null,
  [orgUnit, ...units]: string[],
) {
  const [day, ...others] = days ?? [];
  const single = dataSet && orgUnit && day && sets.length + units.length + others.length === 0;
  return single && query.children !== true ? { dataSet, period: writePeriod(day), orgUnit } : {};
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
const later = (a: Day, b: Day): Day => (a > b ? a : b);

function readDate(text: string): Day {
  if (!isDay(text)) refuse(`Invalid date: ${quote(text)}`);
  return text;
}

function readInstant(text: string): Date {
  const ms = /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)
    ? Date.parse(isDay(text) ? `${text}T00:00:00+07:00` : text)
    : Number.NaN;
  return Number.isNaN(ms) ? refuse(`Invalid date: ${quote(text)}`) : new Date(ms);
}

function readLimit(text: string): number {
  return /^\d{1,7}$/.test(text)
    ? Number(text)
    : refuse(`Value ${quote(text)} is not valid for parameter limit`);
}
