import { areaOfProgramme, areaWithin } from '../access/areas.ts';
import { type Author, type Change, writeAudits } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import { readText } from '../fields.ts';
import { type Objection, objectionsOf, Refused, refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { lockCodes, replaceCodes } from './code-store.ts';
import { isUid, valueColumns } from './names-rules.ts';
import { CODE_KINDS, type CodeKind, type ExchangeCode } from './types.ts';

/** The table of what another system's identifiers stand for. */

/** Rows of one change. */
export const CODES_AT_ONCE = 5_000;

/** The area whose business a code is: the nation's, but for a locality, a province and a programme of one. */
export function areaOfCode(registry: Registry, { kind, ours }: Pick<ExchangeCode, 'kind' | 'ours'>): string {
  if (kind === 'data_set') return areaOfProgramme(registry, ours);
  return kind === 'org_unit' ? ours : '*';
}

/** A row as somebody typed or sent it. */
export interface TypedCode {
  kind: string;
  ours: string;
  uid?: string | null | undefined;
  code?: string | null | undefined;
}

/**
 * Sets what things of ours are called elsewhere, all or none; a row without an identifier takes what there was away.
 * `area` is that of whoever does it: what lies outside it is not there for him.
 * @throws {Refused} each objection at `items/<place>/<field>`
 */
export async function setCodes(
  { orm }: Pick<Clients, 'orm'>,
  author: Author,
  registry: Registry,
  area: string,
  typed: readonly TypedCode[],
): Promise<{ set: number; removed: number }> {
  const objections: Objection[] = [];
  const codes: ExchangeCode[] = [];
  for (const [at, one] of typed.entries()) {
    const read = objectionsOf(() => readCode(registry, area, one));
    if ('value' in read) codes.push(read.value);
    else
      objections.push(...read.objections.map((found) => ({ ...found, field: `items/${at}/${found.field}` })));
  }
  if (objections.length > 0) throw new Refused(objections);
  return await orm.transaction(async (tx) => {
    const key = ({ kind, ours }: Pick<ExchangeCode, 'kind' | 'ours'>) => `${kind} ${ours}`;
    const stored = await lockCodes(tx, [...new Set(codes.map(({ kind }) => kind))]);
    const standing = new Map<string, ExchangeCode>(stored.map((row) => [key(row), row]));
    /** What is called so: by scheme, for an identifier of one may be that of another in the other. */
    const holders = new Map(stored.flatMap((row) => namesOf(row).map((name) => [name, row.ours])));
    const changes: Change[] = [];
    const changed = new Map<string, ExchangeCode>();
    let removed = 0;
    for (const [at, one] of codes.entries()) {
      const before = standing.get(key(one));
      const taken = namesOf(one)
        .map((name) => holders.get(name))
        .find((holder) => holder !== undefined && holder !== one.ours);
      if (taken !== undefined)
        refuse(`items/${at}`, [`Mã này đã dùng cho “${taken}”.`, `“${taken}” has this identifier already.`]);
      if (before?.uid === one.uid && before.code === one.code) continue;
      const removes = one.uid === null && one.code === null;
      if (removes && !before) continue;
      for (const name of before ? namesOf(before) : []) holders.delete(name);
      for (const name of namesOf(one)) holders.set(name, one.ours);
      if (removes) {
        standing.delete(key(one));
        removed++;
      } else standing.set(key(one), one);
      changed.set(key(one), one);
      changes.push({
        action: removes ? 'exchange_code.remove' : 'exchange_code.set',
        target: `${one.kind} ${one.ours}`,
        area: areaOfCode(registry, one),
        before: before ? { uid: before.uid, code: before.code } : null,
        after: removes ? null : { uid: one.uid, code: one.code },
      });
    }
    const by = { updatedAt: author.now, updatedBy: author.name ?? author.actor };
    await replaceCodes(
      tx,
      [...changed.values()],
      [...changed.values()].filter((one) => standing.has(key(one))).map((one) => ({ ...one, ...by })),
    );
    await writeAudits(tx, author, changes);
    return { set: changes.length - removed, removed };
  });
}

/** Its identifiers, told apart by scheme. */
const namesOf = ({ kind, uid, code }: ExchangeCode): string[] => [
  ...(uid === null ? [] : [`${kind} uid ${uid}`]),
  ...(code === null ? [] : [`${kind} code ${code}`]),
];

function readCode(registry: Registry, area: string, typed: TypedCode): ExchangeCode {
  const kind = CODE_KINDS.find((one) => one === typed.kind);
  if (!kind)
    refuse('kind', [`Chọn một trong: ${CODE_KINDS.join(', ')}.`, `it is one of ${CODE_KINDS.join(', ')}.`]);
  const { ours } = typed;
  const known = isKnown(registry, kind, ours);
  if (!known || !areaWithin(registry, areaOfCode(registry, { kind, ours }), area))
    refuse('ours', [
      'Không có mã này trong địa bàn của anh/chị.',
      `There is no ${kind} “${ours.slice(0, 100)}” in your area.`,
    ]);
  const uid = typed.uid || null;
  if (uid !== null && !isUid(uid))
    refuse('uid', [
      'UID gồm 11 chữ và số, bắt đầu bằng chữ, ví dụ f7n9E0hX8qk.',
      'a UID is 11 letters and digits, a letter first, such as f7n9E0hX8qk.',
    ]);
  return { kind, ours, uid, code: typed.code ? readText('code', typed.code, 230) : null };
}

function isKnown(registry: Registry, kind: CodeKind, ours: string): boolean {
  if (kind === 'data_element') return valueColumns(registry).has(ours);
  if (kind === 'data_set') return registry.programmes.has(ours);
  return registry.localities.has(ours) || registry.provinces.has(ours);
}
