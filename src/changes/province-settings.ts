import type { Author } from '../access/author.ts';
import type { Day } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { putProvinceSettings } from '../registry/changes-store.ts';
import { unlockedFrom } from '../registry/locks.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import type { LocalSettings, Programme, ProvinceSettings } from '../registry/types.ts';
import { checkCutoff, programmeOf } from './programmes.ts';
import { changeRegistry, checkNotBefore } from './registry.ts';

/** What a province has otherwise; null: as the programme has it again. What is left out stays as it is. */
export type OwnSettings = { [K in keyof LocalSettings]?: LocalSettings[K] | null };

export interface ProvinceChange {
  province: string;
  /** The first day of the settings. */
  from: Day;
  settings: OwnSettings;
}

/** Sets what a province of a programme has otherwise, from a day on. */
export async function setProvinceSettings(
  db: Clients,
  author: Author,
  code: string,
  wanted: ProvinceChange,
): Promise<void> {
  const { province, from, settings } = wanted;
  await changeRegistry(db, author, async (tx, registry) => {
    const programme = programmeOf(registry, code);
    await putProvinceSettings(tx, code, planProvince(registry, programme, wanted, author.now));
    return {
      action: 'programme.province',
      target: `${code} ${province}`,
      area: province,
      before: ownOn(programme, province, from) ?? null,
      after: { settings, from },
    };
  });
}

/**
 * What a province then has of its own from a day on.
 * @throws {Refused} when the programme does not ask it, or that day is locked there, or its cutoff has passed
 */
export function planProvince(
  registry: Registry,
  programme: Programme,
  { province, from, settings }: ProvinceChange,
  now: Date,
): ProvinceSettings {
  if (!registry.provinces.has(province) || !covers(programme, province))
    refuse('province', [
      'Đợt này không có tỉnh, thành phố đó. Chọn một mục trong danh sách.',
      `${programme.code} asks no province “${province}”.`,
    ]);
  checkNotBefore(unlockedFrom(registry, programme, province, now), from, 'from');
  const planned = { ...AS_THE_PROGRAMME, ...ownOn(programme, province, from), ...settings };
  const own = { ...planned, province, validFrom: from };
  const cutoffIn = (one: Programme) => registry.settingsOn(one, province, from).cutoff;
  const changed = { ...programme, provinceSettings: [own] };
  checkCutoff(cutoffIn(programme), cutoffIn(changed), from, now);
  return own;
}

const AS_THE_PROGRAMME: { [K in keyof LocalSettings]: null } = {
  cutoff: null,
  lockDays: null,
  freshness: null,
  amberThreshold: null,
  missingStreak: null,
  dueSoonMinutes: null,
};

function ownOn({ provinceSettings }: Programme, province: string, day: Day): ProvinceSettings | undefined {
  return provinceSettings.findLast((one) => one.province === province && one.validFrom <= day);
}
