import type { Day } from '../days.ts';
import { addDays } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { type Order, orderBy } from '../db/order.ts';
import {
  CERTIFICATE_STATES,
  type Certificate,
  type CertificateKind,
  type CertificateState,
  type Counted,
  EXPIRING_DAYS,
} from './types.ts';

/** What is read of the register. What was put in by mistake is never among it, but where that is said. */

const columns = (sql: Sql) => sql`
  id, locality, kind, holder, issuer, subject, serial, valid_from as "validFrom", valid_to as "validTo",
  key_usage as "keyUsage", self_signed as "selfSigned", source, added_by as "addedBy", added_at as "addedAt",
  withdrawn_on as "withdrawnOn", withdrawn_for as "withdrawnFor", withdrawn_by as "withdrawnBy"`;

const stateOn = (sql: Sql, today: Day) => sql`
  case when withdrawn_on is not null then 'withdrawn' when self_signed then 'self_signed'
    when valid_from > ${today} then 'future' when valid_to < ${today} then 'expired'
    when valid_to <= ${addDays(today, EXPIRING_DAYS)} then 'expiring' else 'valid' end`;

/** A certificate with how it stands today. */
export interface ListedCertificate extends Certificate {
  state: CertificateState;
}

export interface CertificateQuery {
  /** Null for all there are. */
  localities: readonly string[] | null;
  kind: CertificateKind | undefined;
  /** `in_force`: valid or expiring. */
  state: CertificateState | 'in_force' | undefined;
  today: Day;
}

const chosen = (sql: Sql, { localities, kind, state, today }: CertificateQuery) => {
  const states = state === 'in_force' ? ['valid', 'expiring'] : state && [state];
  return sql`withdrawn_for is distinct from 'mistake'
    ${localities === null ? sql`` : sql`and locality = any(${localities as string[]})`}
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
    ${states === undefined ? sql`` : sql`and ${stateOn(sql, today)} = any(${states})`}`;
};

/** By what they can be put; localities in the order in which the query names them. */
export const CERTIFICATE_ORDERS = ['locality', 'serial', 'ends', 'state'] as const;
export type CertificateOrder = Order<(typeof CERTIFICATE_ORDERS)[number]>;

/** Certificates by their end, the earliest first, or as asked; `after` the last of the page before, or past so many. */
export async function listCertificates(
  sql: Sql,
  query: CertificateQuery,
  page: {
    limit: number;
    offset?: number;
    after?: { validTo: Day; id: number } | null;
    order?: CertificateOrder;
  },
): Promise<ListedCertificate[]> {
  const { after, offset = 0, limit, order = { key: 'ends', descending: false } } = page;
  const orders = {
    locality: sql`array_position(${(query.localities ?? []) as string[]}::text[], locality)`,
    serial: sql`serial`,
    ends: sql`valid_to`,
    state: sql`array_position(${[...CERTIFICATE_STATES]}::text[], ${stateOn(sql, query.today)})`,
  };
  return await sql<ListedCertificate[]>`
    select ${columns(sql)}, ${stateOn(sql, query.today)} as state from certificate
    where ${chosen(sql, query)}
      ${after ? sql`and (valid_to, id) > (${after.validTo}::date, ${after.id})` : sql``}
    ${orderBy(sql, orders, order, sql`id`)} limit ${limit} offset ${offset}`;
}

/** How many there are of each state, whatever state the query asks for. */
export async function countCertificates(
  sql: Sql,
  query: Omit<CertificateQuery, 'state'>,
): Promise<Map<CertificateState, number>> {
  const rows = await sql<{ state: CertificateState; count: number }[]>`
    select ${stateOn(sql, query.today)} as state, count(*) as count from certificate
    where ${chosen(sql, { ...query, state: undefined })} group by 1`;
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** One certificate, what was put in by mistake included. */
export async function readCertificate(sql: Sql, id: number): Promise<Certificate | undefined> {
  const [row] = await sql<Certificate[]>`select ${columns(sql)} from certificate where id = ${id}`;
  return row;
}

/** Every certificate of localities, what was put in by mistake included. */
export async function readAllOf(tx: Sql | Tx, localities: readonly string[]): Promise<Certificate[]> {
  return await tx<Certificate[]>`
    select ${columns(tx)} from certificate where locality = any(${localities as string[]})`;
}

/** What the figures of localities' registers are made of. */
export async function readRegisters(
  sql: Sql,
  localities: readonly string[],
): Promise<(Counted & { locality: string })[]> {
  return await sql<(Counted & { locality: string })[]>`
    select locality, kind, valid_from as "validFrom", valid_to as "validTo", self_signed as "selfSigned",
      withdrawn_on as "withdrawnOn", withdrawn_for as "withdrawnFor"
    from certificate where locality = any(${localities as string[]}) and withdrawn_for is distinct from 'mistake'`;
}
