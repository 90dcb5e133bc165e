import type { FastifyRequest } from 'fastify';
import { type Day, dayOf, instantOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { programmeInAddress, requireProgramme } from '../../http/lookup.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Contact } from '../../registry/contacts.ts';
import { readContactsOf } from '../../registry/contacts-store.ts';
import { compareNames } from '../../registry/search.ts';
import type { LocalityName, Programme } from '../../registry/types.ts';
import { notReported } from '../../reminders/choose.ts';
import { type ReminderRow, readReminders } from '../../reminders/store.ts';

/** A unit of which today's report has not come. */
export interface OwingUnit {
  named: LocalityName;
  officers: Contact[];
  leaders: Contact[];
  /** Of today. */
  reminded: ReminderRow[];
  calls: ReminderRow[];
}

export interface OwingFacts {
  programme: Programme;
  inAddress: string | undefined;
  province: string | undefined;
  /** By name. */
  units: OwingUnit[];
  today: Day;
  now: Date;
}

/** More reminders and calls of one day are not read. */
const MOST_OF_A_DAY = 20_000;

export async function loadOwing(
  sql: RootSql,
  request: FastifyRequest,
  asked: { programme?: string | undefined; province?: string | undefined },
): Promise<OwingFacts> {
  const { registry, principal, receivedAt: now } = request;
  const programme = requireProgramme(request, asked.programme);
  const today = dayOf(now);
  const { province } = asked;
  const owing = await notReported(sql, { registry, principal, programme, now }, { day: today, province });
  const codes = owing.map(({ code }) => code);
  const query = { localities: codes, since: instantOf(today), limit: MOST_OF_A_DAY, before: null };
  const [contacts, reminders] = await Promise.all([
    readContactsOf(sql, codes, []),
    readReminders(sql, query),
  ]);
  const people = groupBy(contacts, (one) => one.locality ?? '');
  const told = groupBy(reminders, (one) => one.locality);
  return {
    programme,
    inAddress: programmeInAddress(request, programme),
    province,
    units: owing
      .map((locality) => {
        const of = people.get(locality.code) ?? [];
        const rows = told.get(locality.code) ?? [];
        return {
          named: registry.nameOn(locality, today),
          officers: of.filter(({ role }) => role === 'officer'),
          leaders: of.filter(({ role }) => role === 'leader'),
          reminded: rows.filter(({ kind }) => kind === 'message'),
          calls: rows.filter(({ kind }) => kind === 'call'),
        };
      })
      .sort((a, b) => compareNames(a.named, b.named)),
    today,
    now,
  };
}
