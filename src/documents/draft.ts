import { findLocality } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type Fault, fault } from '../faults.ts';
import { requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';
import { writesFor } from './access.ts';
import { addressedLocalities, addresseeOf, addresseesOf } from './addressees-rules.ts';
import { choiceOfFilter, type GapsWanted, gapKey, within } from './choose.ts';
import { KINDS } from './paper.ts';
import type { Addressee, Choice, DocumentKind } from './types.ts';
import type { NewDraft } from './verbs.ts';

/** What somebody asks for, as a request or a form brings it. */
export interface Wanted {
  kind: DocumentKind;
  addressees: readonly string[];
  subject: string;
  gaps?:
    | (GapsWanted & { condition?: string | undefined })
    | { locality: string; indicator: string }[]
    | undefined;
  localities?: readonly string[] | undefined;
  text?: string | undefined;
  province?: string | undefined;
  programme?: string | undefined;
}

interface Asker {
  registry: Registry;
  principal: Principal;
  receivedAt: Date;
}

/**
 * The document that is meant.
 * @throws {Problem} invalid_body with every fault: an addressee that is not there or has ended, a gap of nothing known;
 * not_found for what lies outside the caller's area
 */
export async function draftFrom(sql: RootSql, asker: Asker, wanted: Wanted): Promise<NewDraft> {
  const { registry, principal, receivedAt: now } = asker;
  const today = dayOf(now);
  if ((wanted.gaps === undefined) === (wanted.localities === undefined))
    throw new Problem('invalid_body', [
      fault(wanted.gaps === undefined ? '/gaps' : '/localities', 'invalid_value', {
        why: 'either gaps or localities are given',
        whyVi: 'cần đúng một trong hai: gaps hoặc localities',
      }),
    ]);
  const province = provinceOf(asker, wanted);
  if (!writesFor(registry, principal, province)) throw new Problem('not_found');
  const programme = requireProgramme(asker, wanted.programme, province);
  const { addressees, faults } = addresseesOf(registry, province, wanted.addressees, today);
  faults.push(
    ...faultsOfFilter(registry, wanted, today),
    ...faultsOfLocalities(asker, wanted, province, today),
  );
  if (faults.length > 0) throw new Problem('invalid_body', faults);

  const choice = await choiceOf(sql, { ...asker, programme, now }, wanted, province);
  const { kind, subject, text = KINDS[kind].text } = wanted;
  const draft = { kind, province, programme, subject, text, addressees };
  return { ...draft, choice: ofAddressed(registry, province, addressees, choice, today) };
}

/** Where localities are addressed, what concerns others is none of theirs. */
function ofAddressed(
  registry: Registry,
  province: string,
  addressees: readonly Addressee[],
  choice: Choice,
  today: Day,
): Choice {
  if (addressees.every(({ kind }) => kind === 'agency')) return choice;
  return within(choice, new Set(addressedLocalities(registry, province, addressees, today)));
}

async function choiceOf(
  sql: RootSql,
  chooser: Parameters<typeof choiceOfFilter>[1],
  { gaps, localities }: Wanted,
  province: string,
): Promise<Choice> {
  if (localities !== undefined) return { gaps: [], localities: [...new Set(localities)], owing: null };
  if (Array.isArray(gaps)) return { gaps: [...new Set(gaps.map(gapKey))], localities: [], owing: null };
  const { condition, ...filter } = gaps ?? {};
  return await choiceOfFilter(sql, chooser, { ...filter, group: filter.group ?? condition, province });
}

/** Of which province it is: the caller's own, else what the request names. @throws {Problem} */
function provinceOf({ registry, principal }: Asker, wanted: Wanted): string {
  const { gaps, localities = [], addressees } = wanted;
  const named = [wanted.province, Array.isArray(gaps) ? undefined : gaps?.province].filter(
    (one) => one !== undefined,
  );
  if (principal.area !== '*') {
    if (named.some((one) => one !== principal.area)) throw new Problem('not_found');
    return principal.area;
  }
  const codes = [
    ...localities,
    ...(Array.isArray(gaps) ? gaps.map((one) => one.locality) : []),
    ...addressees,
  ];
  const found = [...named, ...codes.flatMap((code) => registry.localities.get(code)?.province ?? [])];
  const asking = registry.programmes.get(wanted.programme ?? '')?.provinces ?? [];
  const [only, ...others] = found.length > 0 ? new Set(found) : new Set(asking.filter((one) => one !== '*'));
  if (only === undefined || others.length > 0)
    throw new Problem('invalid_body', [
      only === undefined
        ? fault('/province', 'required')
        : fault('/province', 'invalid_value', {
            why: 'a document is of one province',
            whyVi: 'mỗi văn bản thuộc một tỉnh, thành phố',
          }),
    ]);
  return only;
}

function faultsOfFilter(registry: Registry, { gaps }: Wanted, today: Day): Fault[] {
  if (gaps === undefined) return [];
  const unknown = (pointer: string) =>
    fault(pointer, 'invalid_value', { why: 'there is none of that code', whyVi: 'không có mã này' });
  if (Array.isArray(gaps))
    return gaps.flatMap(({ indicator }, at) =>
      registry.indicatorsOn(today).has(indicator) ? [] : [unknown(`/gaps/${at}/indicator`)],
    );
  const { indicator, notReported } = gaps;
  const groups = (['group', 'condition'] as const).filter(
    (name) => gaps[name] !== undefined && !registry.conditions.some((one) => one.code === gaps[name]),
  );
  return [
    ...(indicator !== undefined && !registry.indicatorsOn(today).has(indicator)
      ? [unknown('/gaps/indicator')]
      : []),
    ...groups.map((name) => unknown(`/gaps/${name}`)),
    ...(notReported !== undefined && notReported > today
      ? [fault('/gaps/notReported', 'future_day', { day: notReported, today })]
      : []),
  ];
}

/** @throws {Problem} not_found for one that does not lie in the caller's area */
function faultsOfLocalities(
  { registry, principal }: Asker,
  { localities, gaps }: Wanted,
  province: string,
  today: Day,
): Fault[] {
  const given = localities?.map((code, at) => [code, `/localities/${at}`] as const) ?? [];
  const ofGaps = Array.isArray(gaps)
    ? gaps.map(({ locality }, at) => [locality, `/gaps/${at}/locality`] as const)
    : [];
  return [...given, ...ofGaps].flatMap(([code, pointer]) => {
    const found = findLocality(registry, principal, code);
    if (!found) throw new Problem('not_found');
    if (found.province === province && inForce(found, today)) return [];
    const why = addresseeOf(registry, province, code, today);
    return 'why' in why ? [fault(pointer, 'invalid_value', why)] : [];
  });
}
