import { z } from 'zod';
import { mayWrite } from '../access/localities.ts';
import { WRITERS } from '../access/principal.ts';
import { type Day, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import type { Lanes } from '../db/lanes.ts';
import { type Fault, fault } from '../faults.ts';
import { problems } from '../http/answers.ts';
import { jsonParser } from '../http/bodies.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { flag } from '../http/query.ts';
import { bodyUnchecked } from '../http/schema-compilers.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type PlaceFaults, type PreviewOf, runBatch } from './batch.ts';
import { batchBody, readBatch } from './batch-body.ts';
import { checkRecord } from './check-record.ts';
import { noticesOf } from './notices.ts';
import { batchAnswer, documentedRecord, recordAnswer } from './schema.ts';
import type { AfterStore } from './submit.ts';
import { createSubmitter } from './submit-together.ts';

/** What a record did, as the next stage says it. */
export type RecordEffect = Pick<z.infer<typeof recordAnswer>, 'reporting' | 'status'>;

export interface IntakeDeps<S> {
  /** For single records. */
  lanes: Lanes;
  /** For many at once. */
  bulk: RootSql;
  bodyLimit: number;
  afterStore: AfterStore<S>;
  previewOf: PreviewOf<S>;
  /** The state of a locality's day once its record is in; `settled` is what {@link AfterStore} gave. */
  effectOf(
    registry: Registry,
    locality: string,
    day: Day,
    settled: readonly S[],
    now: Date,
  ): Promise<RecordEffect>;
}

/** Records in, one by one or many at once. */
export function intakeRoutes<S>(deps: IntakeDeps<S>): Routes {
  const submitOne = createSubmitter(deps.lanes, 'api', deps.afterStore);
  return async (app) => {
    app.post(
      '/api/v1/records',
      {
        config: { access: WRITERS },
        // Checked by hand, so that faults of shape and of values come in one answer.
        validatorCompiler: () => (data) => ({ value: data }),
        schema: {
          tags: ['records'],
          summary: 'Post the record of a locality and day',
          description:
            'The same record again is `200` with `unchanged`. A change is a new revision. Receipt is stamped by the server.',
          body: documentedRecord,
          response: {
            200: recordAnswer,
            201: recordAnswer,
            ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
          },
        },
      },
      async (request, reply) => {
        noQuery(request.query);
        const { registry, principal, receivedAt: now } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const checked = checkRecord(request.body, { registry, principal, now });
        if (!checked.ok) {
          if (checked.unknownLocality) throw new Problem('not_found', checked.faults);
          throw new Problem('invalid_record', checked.faults);
        }
        const { locality, record } = checked;
        const { outcome, settled } = await submitOne(registry, {
          ...checked,
          receivedAt: now,
          sender: { ...request.caller, ...principal },
        });
        if (outcome.outcome === 'rejected')
          throw new Problem(outcome.reason, [outcome.fault], outcome.fault.message);
        const notices = noticesOf(registry, record);
        const effect = await deps.effectOf(registry, locality.code, record.day, settled, now);
        return reply.code(outcome.outcome === 'accepted' ? 201 : 200).send({
          locality: registry.nameOn(locality, record.day),
          day: record.day,
          revision: outcome.revision,
          receivedAt: isoLocal(outcome.receivedAt),
          ...(outcome.outcome === 'unchanged' ? { unchanged: true as const } : {}),
          ...effect,
          ...(notices.length > 0 ? { notices } : {}),
        });
      },
    );

    await app.register(batchRoute(deps));
  };
}

/** Many records at once. Their body is not parsed as a whole, see {@link readBatch}. */
function batchRoute<S>(deps: IntakeDeps<S>): Routes {
  return async (app) => {
    const parse = jsonParser(app);
    app.setValidatorCompiler(bodyUnchecked);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

    app.post(
      '/api/v1/records/batch',
      {
        config: { access: WRITERS },
        bodyLimit: deps.bodyLimit,
        schema: {
          tags: ['records'],
          summary: 'Post up to 5,000 records at once',
          description:
            'Valid rows are stored in one transaction, faulty ones are `rejected`. With `atomic=true` any fault stores nothing and answers 422 with the same body.',
          querystring: z.strictObject({ atomic: flag.default(false), dryRun: flag.default(false) }),
          body: batchBody,
          response: { 200: batchAnswer, 422: batchAnswer, ...problems(400, 401, 403, 413, 415, 429) },
        },
      },
      async (request, reply) => {
        const { atomic, dryRun } = request.query;
        const { registry, principal, caller, receivedAt: now } = request;
        const { previewOf } = deps;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const items = await readBatch(request.body as unknown as Buffer | undefined, parse);
        const options = {
          registry,
          principal,
          caller,
          now,
          channel: 'batch',
          atomic,
          dryRun,
          previewOf,
        } as const;
        const answer = await runBatch(deps.bulk, deps.afterStore, items, options, placeInBatch);
        return reply.code(atomic && answer.rejected > 0 ? 422 : 200).send(answer);
      },
    );
  };
}

const placeInBatch: PlaceFaults<Fault> = (index, known, found) =>
  [...known, ...found].map((one) => ({ ...one, pointer: `/records/${index}${one.pointer}` }));

/** A record's route takes no query parameters; what is not known is refused, not passed over. */
function noQuery(query: unknown): void {
  const names = Object.keys(query as object);
  if (names.length > 0)
    throw new Problem(
      'invalid_query',
      names.map((name) => fault(`?${name}`, 'unknown_key', { name })),
    );
}
