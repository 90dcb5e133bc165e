import { type Author, writeAudit } from '../access/author.ts';
import { addDays, type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { type Objection, Refused, refuse } from '../refused.ts';
import { startVersion } from '../registry/changes.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import { inForce, type Programme } from '../registry/types.ts';
import { checkRule } from './rules.ts';
import {
  dropTargetVersionsAfter,
  endTargetVersion,
  findTarget,
  nextTargetPosition,
  putTarget,
  readTargetVersions,
} from './store.ts';
import type { TargetRule } from './types.ts';

/** What can be done with targets, the same for page, API and shell. */

export interface TargetGiven extends TargetRule {
  programme: string;
  indicator: string;
  locality: string | null;
  /** First day on which it holds so. */
  from: Day;
  nameVi?: string | undefined;
  nameEn?: string | undefined;
  unit?: string | null | undefined;
  asWritten: string;
  assumed?: readonly string[];
  source?: string | null;
}

const CODE = /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$/;

/**
 * Sets a target from a day on; what held before ends on the day before it, and stays readable.
 * @throws {Refused} with all that speaks against it
 */
export async function setTarget(
  db: Clients,
  author: Author,
  registry: Registry,
  given: TargetGiven,
): Promise<number> {
  const { programme, indicator, locality, from, comparator, value, year, path, between } = given;
  const known = check(registry, given);
  const put = { createdAt: author.now, createdBy: author.name ?? author.actor };
  return await db.orm.transaction(async (tx) => {
    const versions = await readTargetVersions(tx, given);
    const { base, ends, validTo } = startVersion(versions, from);
    if (ends) await endTargetVersion(tx, ends.id, addDays(from, -1), put);
    const nameVi = given.nameVi ?? base?.nameVi ?? known?.nameVi ?? given.asWritten;
    const row = {
      programme,
      indicator,
      locality,
      validFrom: from,
      validTo,
      position: base?.position ?? (await nextTargetPosition(tx, programme)),
      nameVi,
      nameEn: given.nameEn ?? base?.nameEn ?? known?.nameEn ?? nameVi,
      comparator,
      value,
      unit: given.unit === undefined ? (known?.unit ?? null) : given.unit,
      year,
      path: [...path],
      between,
      asWritten: given.asWritten,
      assumed: [...(given.assumed ?? [])],
      source: given.source ?? base?.source ?? null,
    };
    const id = await putTarget(tx, { ...row, ...put });
    if (id === undefined) throw new Problem('conflict');
    await writeAudit(tx, author, {
      action: 'target.set',
      target: `${programme} ${indicator}`,
      area: locality ?? areaOf(registry, programme),
      before: base ?? null,
      after: { id, ...row },
    });
    return id;
  });
}

/** Ends a target after a day; versions that were to begin later are dropped. @throws {Refused} */
export async function endTarget(
  db: Clients,
  author: Author,
  registry: Registry,
  id: number,
  lastDay: Day,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    const found = await findTarget(tx, id);
    if (!found) throw new Problem('not_found');
    if (lastDay < found.validFrom)
      refuse('lastDay', [
        `Chỉ tiêu này áp dụng từ ngày ${formatDay(found.validFrom)}.`,
        `This target holds from ${found.validFrom} on.`,
      ]);
    await dropTargetVersionsAfter(tx, found, lastDay, author.now);
    await endTargetVersion(tx, id, lastDay, {
      createdAt: author.now,
      createdBy: author.name ?? author.actor,
    });
    await writeAudit(tx, author, {
      action: 'target.end',
      target: `${found.programme} ${found.indicator}`,
      area: found.locality ?? areaOf(registry, found.programme),
      before: { validTo: found.validTo },
      after: { validTo: lastDay },
    });
  });
}

/** What there is in the catalogue of it; undefined of a target of words. @throws {Refused} */
function check(registry: Registry, given: TargetGiven) {
  const wrong: Objection[] = [];
  const say = (field: string, vi: string, en: string) => void wrong.push({ field, vi, en });
  const programme = registry.programmes.get(given.programme);
  if (!programme)
    say('programme', 'Không có đợt báo cáo này.', `There is no programme “${given.programme}”.`);
  else if (programme.period === 'day')
    say(
      'programme',
      'Chỉ tiêu kế hoạch thuộc đợt báo cáo 6 tháng hoặc hằng năm.',
      `“${given.programme}” is daily; targets are of half-yearly and yearly programmes.`,
    );
  if (programme && given.locality !== null) checkLocality(registry, programme, given, say);
  const known = registry.indicators.findLast((one) => one.code === given.indicator);
  if (given.comparator === null) {
    if (known || !CODE.test(given.indicator))
      say(
        'indicator',
        'Chỉ tiêu định tính có mã riêng dạng ke-hoach.muc, không trùng chỉ tiêu trong danh mục.',
        'A target of words has a code of its own like plan.part, none of the catalogue.',
      );
  } else if (!known)
    say('indicator', 'Không có chỉ tiêu này trong danh mục.', `There is no indicator “${given.indicator}”.`);
  else {
    if (programme && programme.period !== 'day' && known.period !== programme.period)
      say(
        'indicator',
        'Chỉ tiêu này không báo cáo theo kỳ của đợt.',
        `“${given.indicator}” is not asked by period of this programme.`,
      );
    const fits =
      given.comparator === 'done' ? known.kind === 'boolean' : ['ratio', 'number'].includes(known.kind);
    if (!fits)
      say(
        'comparator',
        given.comparator === 'done'
          ? 'Chỉ tiêu có/không mới tính là hoàn thành hay chưa.'
          : 'So sánh chỉ dùng cho chỉ tiêu là số hoặc tỷ lệ.',
        `“${given.comparator}” does not fit a ${known.kind}.`,
      );
  }
  if (given.asWritten.trim() === '')
    say('asWritten', 'Nhập nguyên văn trong văn bản.', 'Write the words of the paper.');
  try {
    checkRule(given);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    wrong.push(...error.objections);
  }
  if (wrong.length > 0) throw new Refused(wrong);
  return known;
}

function checkLocality(
  registry: Registry,
  programme: Programme,
  { locality: code, from }: TargetGiven,
  say: (field: string, vi: string, en: string) => void,
): void {
  const locality = registry.localities.get(code ?? '');
  if (!locality || !covers(programme, locality.province))
    say('locality', 'Đợt này không hỏi đơn vị đó.', 'The programme does not ask that locality.');
  else if (!inForce(locality, from))
    say(
      'locality',
      `Đơn vị không hoạt động vào ngày ${formatDay(from)}.`,
      `${locality.code} is not in force on ${from}.`,
    );
}

/** The province of a programme of one; else the nation. */
function areaOf(registry: Registry, code: string): string {
  const provinces = registry.programmes.get(code)?.provinces ?? ['*'];
  return provinces.length === 1 ? (provinces[0] ?? '*') : '*';
}
