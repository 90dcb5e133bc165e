import { areaWithin } from '../access/areas.ts';
import { type Author, writeAudit } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import { readText } from '../fields.ts';
import { refuse, together } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { findOpenData, putOpenData } from './store.ts';

/** What a province opens to anybody; off until somebody turns it on. */
export interface OpenSettings {
  on: boolean;
  /** Terms under which the figures may be used again. */
  licence: string;
  /** Who publishes them. */
  publisher: string;
}

/** The state's own figures may be used again where their source is named. */
export const DEFAULT_LICENCE = 'CC BY 4.0 – được dùng lại, ghi rõ nguồn';

/**
 * Opens the figures of a province, or closes them again; either holds from the next request on.
 * @throws {Refused} where the province does not lie in the area of whoever does it
 */
export async function setOpenData(
  { orm }: Pick<Clients, 'orm'>,
  author: Author,
  registry: Registry,
  area: string,
  province: string,
  given: OpenSettings,
): Promise<void> {
  if (!registry.provinces.has(province) || !areaWithin(registry, province, area))
    refuse('province', [
      'Không có tỉnh, thành phố này trong địa bàn của anh/chị.',
      'There is no such province in your area.',
    ]);
  const [licence, publisher] = together(
    () => readText('licence', given.licence, 200),
    () => readText('publisher', given.publisher, 200),
  );
  const after = { on: given.on, licence, publisher };
  await orm.transaction(async (tx) => {
    const before = await findOpenData(tx, province);
    await putOpenData(tx, {
      province,
      ...after,
      updatedAt: author.now,
      updatedBy: author.name ?? author.actor,
    });
    await writeAudit(tx, author, {
      action: 'open_data.set',
      target: province,
      area: province,
      before: before ? { on: before.on, licence: before.licence, publisher: before.publisher } : null,
      after,
    });
  });
}
