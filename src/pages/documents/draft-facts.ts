import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { ALL_LOCALITIES, addresseeOf } from '../../documents/addressees-rules.ts';
import type { Wanted } from '../../documents/draft.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../documents/types.ts';
import { findProgramme } from '../../http/lookup.ts';
import { inForce } from '../../registry/types.ts';
import { notReported } from '../../reminders/choose.ts';
import { gapsAddress } from '../addresses.ts';
import { gapsQuery, queryOf } from '../gaps/question.ts';
import { gapsAsked } from '../gaps/routes.tsx';
import { safeNext } from '../next.ts';
import type { Option } from '../parts/form.tsx';
import { owingAddress } from '../reminders/addresses.ts';

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [given ?? []].flat());

export const draftQuery = gapsQuery.extend({
  kind: z.enum(DOCUMENT_KINDS).default('cong_van'),
  /** Codes of localities. */
  unit: several,
  /** Rows of the gap list: a locality and an indicator each, parted by a colon. */
  gap: several,
  /** All that the gap list shows as it is filtered; or who has not reported today. */
  all: z.enum(['yes', 'owing']).optional(),
  /** Where a list that brought its choice along is gone back to. */
  next: z.string().optional(),
});
export type DraftQuestion = z.infer<typeof draftQuery>;

/** In place of codes: the localities that were chosen. */
const CHOSEN = 'chosen';

export interface DraftFacts {
  kind: DocumentKind;
  chosen: { gaps: number; localities: number; owing: Day | null };
  /** What it is drafted of. */
  of: Pick<Wanted, 'gaps' | 'localities' | 'programme' | 'province'>;
  /** Codes of the localities that were chosen. */
  codes: string[];
  options: Option[];
  /** Which of them stand ticked. */
  ticked: string;
  empty: boolean;
  back: string;
}

/** What an address chooses, and to whom it can be written. */
export async function loadDraft(
  sql: RootSql,
  request: FastifyRequest,
  asked: DraftQuestion,
): Promise<DraftFacts> {
  const { registry, receivedAt: now } = request;
  const today = dayOf(now);
  const { of, gaps, codes } = await chosenBy(sql, request, asked, today);
  const province = provinceAsked(request, asked, codes);
  const agencies = registry.agencies.filter((one) => one.province === province && inForce(one, today));
  const upwards = asked.kind !== 'cong_van';
  const committee = agencies.find(({ kind }) => kind === 'committee')?.code;
  const [only] = codes;
  const named = only === undefined ? undefined : addresseeOf(registry, province ?? '', only, today);
  return {
    kind: asked.kind,
    chosen: { gaps, localities: codes.length, owing: asked.all === 'owing' ? today : null },
    of: { ...of, programme: asked.programme, province },
    codes,
    options: [
      ...(codes.length === 0
        ? []
        : [
            [
              CHOSEN,
              codes.length === 1 && named && 'nameVi' in named
                ? named.nameVi
                : `Ủy ban nhân dân ${codes.length} đơn vị đã chọn`,
            ] as const,
          ]),
      [ALL_LOCALITIES, 'Ủy ban nhân dân các xã, phường, đặc khu'],
      ...agencies.map(({ code, nameVi }): Option => [code, nameVi]),
    ],
    ticked: upwards ? (committee ?? '') : codes.length > MOST_LINES ? ALL_LOCALITIES : CHOSEN,
    empty: codes.length === 0,
    back:
      asked.next !== undefined
        ? safeNext(asked.next)
        : asked.all === 'owing'
          ? owingAddress({ programme: asked.programme })
          : gapsAddress(queryOf(asked)),
  };
}

/** More would be a page of names: all of them are written to together. */
const MOST_LINES = 20;

/** Codes in place of what stands for several. */
export function addresseesTicked(ticked: string, codes: readonly string[]): string[] {
  return ticked
    .split(' ')
    .filter((one) => one !== '')
    .flatMap((one) => (one === CHOSEN ? codes : [one]));
}

function provinceAsked(
  { registry, principal, receivedAt, ...rest }: FastifyRequest,
  { province, programme }: DraftQuestion,
  [code]: readonly string[],
): string | undefined {
  if (principal.area !== '*') return registry.localities.get(principal.area)?.province ?? principal.area;
  const found = findProgramme({ ...rest, registry, principal, receivedAt }, programme);
  const [only] = found?.provinces ?? [];
  return registry.localities.get(code ?? '')?.province ?? province ?? (only === '*' ? undefined : only);
}

async function chosenBy(
  sql: RootSql,
  request: FastifyRequest,
  asked: DraftQuestion,
  today: Day,
): Promise<{ of: Pick<Wanted, 'gaps' | 'localities'>; gaps: number; codes: string[] }> {
  const { registry, principal, receivedAt: now } = request;
  if (asked.all === 'owing') {
    const programme = findProgramme(request, asked.programme);
    const owing = programme
      ? await notReported(
          sql,
          { registry, principal, programme, now },
          { day: today, province: asked.province },
        )
      : [];
    return {
      of: { gaps: { notReported: today, province: asked.province } },
      gaps: 0,
      codes: owing.map(({ code }) => code),
    };
  }
  const { all, found } = await gapsAsked(sql, request, { ...asked, view: 'list' });
  if (asked.unit.length > 0) {
    const units = new Set(asked.unit);
    const of = found.filter(({ locality }) => units.has(locality));
    return chosen(of);
  }
  const keys = new Set(asked.gap);
  return chosen(
    asked.all === 'yes'
      ? found
      : all.filter(({ locality, indicator }) => keys.has(`${locality}:${indicator}`)),
  );
}

function chosen(rows: readonly { locality: string; indicator: string }[]) {
  return {
    of: { gaps: rows.map(({ locality, indicator }) => ({ locality, indicator })) },
    gaps: rows.length,
    codes: [...new Set(rows.map(({ locality }) => locality))],
  };
}
