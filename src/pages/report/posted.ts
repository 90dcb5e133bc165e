import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { daySchema } from '../../day-schema.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { inForce } from '../../registry/types.ts';
import { loadReport, type ReportFacts, type ReportQuestion } from './facts.ts';
import { type ReadReport, readReport } from './read.ts';

export const reportParams = z.object({ code: z.string() });
export const reportBody = z.record(z.string(), z.string());
/** What a form of ours always brings back. */
const head = z.object({ day: daySchema, replaces: z.coerce.number().int().min(0) });

/** A form that came back: of which report, what is known of that, and what it says. */
export interface Posted {
  question: ReportQuestion;
  facts: ReportFacts;
  read: ReadReport;
  /** The revision that it was filled in over; 0 where there was none. */
  replaces: number;
}

/**
 * Reads what was posted, for whoever may report.
 * @throws {Problem} forbidden, not_found, bad_request
 */
export async function readPosted(
  sql: RootSql,
  request: Pick<FastifyRequest, 'registry' | 'principal' | 'receivedAt'>,
  code: string,
  body: Record<string, string>,
): Promise<Posted> {
  const { registry, principal, receivedAt: now } = request;
  if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
  const locality = requireLocality(registry, principal, code);
  const given = head.safeParse(body);
  if (!given.success) throw new Problem('bad_request');
  const { day, replaces } = given.data;
  if (day > dayOf(now) || !inForce(locality, day)) throw new Problem('not_found');
  const question = { registry, principal, locality, day, now };
  const facts = await loadReport(sql, question);
  return { question, facts, read: readReport(body, facts), replaces };
}
