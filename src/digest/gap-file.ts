import type { Attachment } from '../channels/channel.ts';
import { shortProvince } from '../figures/units.ts';
import { gapSheet } from '../gaps/sheet.ts';
import { fold } from '../registry/search.ts';
import type { Registry } from '../registry/snapshot.ts';
import { contentTypeOf } from '../sheets/formats.ts';
import { xlsxStream } from '../sheets/write.ts';
import type { DigestFacts } from './types.ts';

/** The gap list as the page and the API give it, named by its province and day. */
export async function gapFile(
  registry: Registry,
  { gaps, day, province }: Pick<DigestFacts, 'gaps' | 'day' | 'province'>,
): Promise<Attachment> {
  const { columns, cells } = gapSheet(registry, day);
  const chunks: Uint8Array[] = [];
  for await (const chunk of xlsxStream({ sheetName: 'Còn thiếu', columns }, gaps.map(cells)))
    chunks.push(chunk);
  const place = fold(shortProvince(province.name)).replaceAll(' ', '-');
  return {
    fileName: `con-thieu-${place}-${day}.xlsx`,
    contentType: contentTypeOf('xlsx'),
    body: Buffer.concat(chunks),
  };
}
