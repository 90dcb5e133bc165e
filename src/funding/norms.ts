import type { Day } from '../days.ts';
import { inForce } from '../registry/types.ts';

/** What the norms of the state say of the equipment of offices: data, by the day from which it holds. */

export const NORM_ITEMS = [
  'computer',
  'desk',
  'cabinet',
  'telephone',
  'printer',
  'scanner',
  'shredder',
  'copier',
  'shelf',
  'video_terminal',
] as const;
export type NormItem = (typeof NORM_ITEMS)[number];

export const NORM_NAMES: Record<NormItem, readonly [vi: string, en: string]> = {
  computer: ['Máy vi tính để bàn hoặc xách tay hoặc máy tính bảng', 'Desktop, laptop or tablet computer'],
  desk: ['Bộ bàn ghế ngồi làm việc', 'Desk and chair'],
  cabinet: ['Tủ đựng tài liệu', 'Cabinet'],
  telephone: ['Điện thoại cố định', 'Fixed telephone'],
  printer: ['Máy in', 'Printer'],
  scanner: ['Máy scan tài liệu', 'Document scanner'],
  shredder: ['Máy hủy tài liệu', 'Shredder'],
  copier: ['Máy photocopy', 'Copier'],
  shelf: ['Giá đựng tài liệu', 'Shelf'],
  video_terminal: ['Thiết bị đầu cuối hội nghị truyền hình', 'Video conference terminal'],
};

/** So many of an item for so many posts, each at most at a price. */
export interface Norm {
  section: 'A' | 'B';
  item: NormItem;
  /** One for each `per` posts, a part of them counted whole. */
  per: number;
  /** Of which posts: all of the office, or those of specialists. */
  of: 'posts' | 'specialists';
  /** đồng */
  ceiling: number;
}

export interface NormSet {
  basis: string;
  validFrom: Day;
  validTo: Day | null;
  norms: readonly Norm[];
  /** Items of section C, for digital work: no ceiling, the price by who decides; had by it, not had by A or B. */
  sectionC: readonly NormItem[];
}

const million = (of: number) => of * 1_000_000;

/**
 * What was in force before is not here: the annexes of 15/2025/QĐ-TTg were replaced, and their figures are not known to
 * us. Equipment of one-stop desks is specialised: its norms and prices are the province's own.
 */
export const NORM_SETS: readonly NormSet[] = [
  {
    basis: 'Quyết định số 10/2026/QĐ-TTg ngày 9/3/2026',
    validFrom: '2026-03-09',
    validTo: null,
    norms: [
      { section: 'A', item: 'computer', per: 1, of: 'posts', ceiling: million(20) },
      { section: 'A', item: 'desk', per: 1, of: 'posts', ceiling: million(7) },
      { section: 'A', item: 'cabinet', per: 1, of: 'posts', ceiling: million(7) },
      { section: 'A', item: 'telephone', per: 1, of: 'posts', ceiling: million(1) },
      { section: 'B', item: 'printer', per: 3, of: 'specialists', ceiling: million(13) },
      { section: 'B', item: 'scanner', per: 15, of: 'posts', ceiling: million(22) },
      { section: 'B', item: 'shredder', per: 15, of: 'posts', ceiling: million(10) },
      { section: 'B', item: 'copier', per: 15, of: 'posts', ceiling: million(110) },
      { section: 'B', item: 'shelf', per: 10, of: 'posts', ceiling: million(1.5) },
    ],
    sectionC: ['computer', 'printer', 'scanner', 'copier', 'shredder', 'video_terminal'],
  },
];

/** From where money may come (224/2026/NĐ-CP); a paper may name another. */
export const SOURCES = ['Chi đầu tư phát triển', 'Chi thường xuyên'] as const;

export function normsOn(day: Day): NormSet | undefined {
  return NORM_SETS.find((set) => inForce(set, day));
}

export const isNormItem = (text: string): text is NormItem =>
  (NORM_ITEMS as readonly string[]).includes(text);
