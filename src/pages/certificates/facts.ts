import { localitiesInArea, mayWrite } from '../../access/localities.ts';
import { type Principal, WRITERS } from '../../access/principal.ts';
import {
  CERTIFICATE_ORDERS,
  type CertificateOrder,
  type CertificateQuery,
  countCertificates,
  type ListedCertificate,
  listCertificates,
} from '../../certificates/store.ts';
import type { CertificateState } from '../../certificates/types.ts';
import { type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { inForce, type Locality, type LocalityName } from '../../registry/types.ts';
import { type PageOf, pageAsked } from '../parts/pager.tsx';
import { placesAsked, provincesOf } from '../parts/places.tsx';
import { readSort } from '../parts/sort.ts';
import type { ListAsked } from './addresses.ts';

export interface CertificateRow {
  certificate: ListedCertificate;
  named: LocalityName;
}

/** How many certificates there are of each state. */
export type StateCounts = Record<CertificateState | 'in_force', number>;

export interface ListFacts {
  asked: ListAsked;
  today: Day;
  counts: StateCounts;
  page: PageOf<CertificateRow>;
  order: CertificateOrder;
  provinces: { code: string; name: string }[];
  /** The caller's own unit, where he speaks for one. */
  own: LocalityName | undefined;
  mayWrite: boolean;
}

interface Asker {
  registry: Registry;
  principal: Principal;
  now: Date;
}

/** Of one locality: an office has some tens of officials, and keeps what is over. */
const MOST_OF_ONE = 500;

/** Certificates of the caller's area. */
export async function loadCertificates(
  sql: RootSql,
  { registry, principal, now, asked, size }: Asker & { asked: ListAsked; size: number },
): Promise<ListFacts> {
  const today = dayOf(now);
  const area = localitiesInArea(registry, principal, today);
  const named = placesAsked(registry, area, asked, today);
  const query = { localities: [...named.keys()], kind: asked.kind, state: asked.state, today };
  const counts = countsOf(await countCertificates(sql, query));
  const count = asked.state === undefined ? sum(counts) : counts[asked.state];
  const page = pageAsked(count, asked.page ?? 1, size);
  const order = readSort(asked.sort, CERTIFICATE_ORDERS, { key: 'ends', descending: false });
  const found = await listCertificates(sql, query, { ...page, order });
  const rows = found.flatMap((certificate): CertificateRow[] => {
    const name = named.get(certificate.locality);
    return name ? [{ certificate, named: name }] : [];
  });
  const own = registry.localities.get(principal.area);
  return {
    asked,
    today,
    counts,
    page: page.of(rows),
    order,
    provinces: provincesOf(registry, area),
    own: own && named.get(own.code),
    mayWrite: writes({ registry, principal, now }),
  };
}

export interface RegisterFacts {
  named: LocalityName;
  today: Day;
  counts: StateCounts;
  /** In use, by their end; then those that are not. */
  inUse: ListedCertificate[];
  outOfUse: ListedCertificate[];
  mayWrite: boolean;
}

/** The register of one locality; of one that has ended it can only be read. */
export async function loadRegister(
  sql: RootSql,
  { registry, principal, now, locality }: Asker & { locality: Locality },
): Promise<RegisterFacts> {
  const today = dayOf(now);
  const query: CertificateQuery = { localities: [locality.code], kind: undefined, state: undefined, today };
  const [all, counts] = await Promise.all([
    listCertificates(sql, query, { limit: MOST_OF_ONE }),
    countCertificates(sql, query),
  ]);
  const there = inForce(locality, today);
  return {
    named: registry.nameOn(locality, there ? today : (locality.validTo ?? locality.validFrom)),
    today,
    counts: countsOf(counts),
    inUse: all.filter(({ state }) => state !== 'withdrawn'),
    outOfUse: all.filter(({ state }) => state === 'withdrawn'),
    mayWrite: there && writes({ registry, principal, now }),
  };
}

const writes = ({ registry, principal, now }: Asker) =>
  WRITERS.includes(principal.role) && mayWrite(registry, principal, now);

function countsOf(counts: ReadonlyMap<CertificateState, number>): StateCounts {
  const of = (state: CertificateState) => counts.get(state) ?? 0;
  return {
    in_force: of('valid') + of('expiring'),
    valid: of('valid'),
    expiring: of('expiring'),
    expired: of('expired'),
    future: of('future'),
    self_signed: of('self_signed'),
    withdrawn: of('withdrawn'),
  };
}

const sum = ({ in_force, expired, future, self_signed, withdrawn }: StateCounts) =>
  in_force + expired + future + self_signed + withdrawn;
