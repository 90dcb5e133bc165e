import type { Author } from '../access/author.ts';
import { setCondition } from '../changes/conditions.ts';
import { setIndicators } from '../changes/indicators.ts';
import { type CopyAlong, createProgramme } from '../changes/programme-create.ts';
import { loadRegistry } from '../changes/registry.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { PLAN_233 } from './plan-233.ts';
import { setTarget } from './verbs.ts';

const PROGRAMME = 'rg-233-kh-tu';
const GROUP = 'target';
/** An Giang; the ward that bears the city's name since July 2025. */
const PROVINCE = '91';
const LOCALITY = '30742';
const SOURCE = 'Kế hoạch số 233-KH/TU (2025) của Ban Thường vụ Thành ủy Rạch Giá';

/**
 * Sets the targets of plan 233-KH/TU as an example: their indicators, asked once a year of one ward, and their targets
 * as written. Not done in production, where each province sets its own. Returns how many.
 */
export async function seedTargets(
  db: Clients,
  author: Author,
  copiedAlong: readonly CopyAlong[],
): Promise<number> {
  const today = dayOf(author.now);
  const before = await loadRegistry(db);
  if (before.programmes.has(PROGRAMME)) return 0;
  await setCondition(db, author, GROUP, { nameVi: 'Chỉ tiêu kế hoạch', nameEn: 'Targets of plans' });
  const measured = PLAN_233.filter((one) => one.comparator !== null);
  await setIndicators(
    db,
    author,
    measured.map(({ code, nameVi, nameEn, unit, comparator, place }) => ({
      code: `${GROUP}.${code}`,
      from: today,
      group: GROUP,
      kind: comparator === 'done' ? 'boolean' : 'number',
      period: 'year',
      fields: {
        nameVi,
        nameEn,
        unit,
        agency: 'Ủy ban nhân dân',
        basis: `${SOURCE}, mục ${place}`,
        required: false,
      },
    })),
  );
  await createProgramme(
    db,
    author,
    {
      code: PROGRAMME,
      nameVi: 'Chỉ tiêu Kế hoạch số 233-KH/TU',
      nameEn: 'Targets of plan 233-KH/TU',
      provinces: [PROVINCE],
      period: 'year',
      // The first year that is reported is the one that ends next.
      startsOn: `${today.slice(0, 4)}-12-31`,
      settings: { indicators: measured.map(({ code }) => `${GROUP}.${code}`) },
    },
    copiedAlong,
  );
  const registry = await loadRegistry(db);
  for (const { code, place, assumed = [], ...target } of PLAN_233)
    await setTarget(db, author, registry, {
      ...target,
      programme: PROGRAMME,
      indicator: target.comparator === null ? `${PROGRAMME}.${code}` : `${GROUP}.${code}`,
      locality: LOCALITY,
      from: today,
      path: [],
      between: 'line',
      assumed,
      source: `${SOURCE}, mục ${place}`,
    });
  return PLAN_233.length;
}
