import { z } from 'zod';
import type { Conflicts } from './conflicts.ts';
import type { Strategy } from './merge-rules.ts';

/** Answers as a DHIS2 of version 2.40 gives them. */

export interface ImportCount {
  imported: number;
  updated: number;
  ignored: number;
  deleted: number;
}

const importCount = z.object({ imported: z.int(), updated: z.int(), ignored: z.int(), deleted: z.int() });

export const importSummary = z
  .object({
    responseType: z.literal('ImportSummary'),
    status: z.enum(['SUCCESS', 'WARNING', 'ERROR']),
    importOptions: z.object({
      idSchemes: z.record(z.string(), z.string()),
      dryRun: z.boolean(),
      async: z.boolean(),
      importStrategy: z.string(),
      mergeMode: z.string(),
      reportMode: z.string(),
    }),
    description: z.string(),
    importCount,
    conflicts: z.array(
      z.object({
        object: z.string(),
        objects: z.record(z.string(), z.string()),
        value: z.string(),
        errorCode: z.string(),
        property: z.string().optional(),
        indexes: z.array(z.int()).meta({ description: 'Places among the values sent, from 0' }),
      }),
    ),
    rejectedIndexes: z.array(z.int()),
    dataSetComplete: z.string(),
  })
  .meta({ id: 'Dhis2ImportSummary' });

export const webMessage = z
  .object({
    httpStatus: z.string(),
    httpStatusCode: z.int(),
    status: z.enum(['OK', 'WARNING', 'ERROR']),
    errorCode: z.string().optional(),
    message: z.string(),
    response: importSummary.optional(),
  })
  .meta({ id: 'Dhis2WebMessage', description: 'A message as DHIS2 gives it' });

export type ImportSummary = z.infer<typeof importSummary>;
export type WebMessage = z.infer<typeof webMessage>;

export interface SummaryOptions {
  dryRun: boolean;
  strategy: Strategy;
  idSchemes: Record<string, string>;
}

/** `aborted`: something is wrong with the set itself, so that none of its values was looked at. */
export function summaryOf(
  { conflicts, count, aborted }: { conflicts: Conflicts; count: ImportCount; aborted: boolean },
  { dryRun, strategy, idSchemes }: SummaryOptions,
): ImportSummary {
  const found = conflicts.list;
  return {
    responseType: 'ImportSummary',
    status: aborted ? 'ERROR' : found.length > 0 ? 'WARNING' : 'SUCCESS',
    importOptions: {
      idSchemes,
      dryRun,
      async: false,
      importStrategy: strategy,
      mergeMode: 'REPLACE',
      reportMode: 'FULL',
    },
    description: aborted ? 'Import process was aborted' : 'Import process completed successfully',
    importCount: count,
    conflicts: found,
    rejectedIndexes: conflicts.rejectedIndexes,
    // Whether a day is complete follows from its values here; nobody declares it.
    dataSetComplete: 'false',
  };
}

/** A summary with the status that goes with it: what was not wholly taken is 409. */
export function messageOf(summary: ImportSummary): WebMessage {
  if (summary.status === 'SUCCESS') return of(200, 'OK', 'Import was successful.', { response: summary });
  return of(
    409,
    summary.status,
    summary.status === 'ERROR'
      ? 'An error occurred, please check import summary.'
      : 'One more conflicts encountered, please check import summary.',
    { response: summary },
  );
}

const NAMES: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

export function failure(httpStatusCode: number, message: string, errorCode?: string): WebMessage {
  return of(httpStatusCode, 'ERROR', message, errorCode === undefined ? {} : { errorCode });
}

function of(
  httpStatusCode: number,
  status: WebMessage['status'],
  message: string,
  more: Partial<WebMessage>,
): WebMessage {
  const httpStatus = NAMES[httpStatusCode] ?? 'Internal Server Error';
  return { httpStatus, httpStatusCode, status, message, ...more };
}
