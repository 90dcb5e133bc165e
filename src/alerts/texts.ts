import type { Words } from '../i18n/say.ts';
import type { AlertTexts, TextsOf } from './kind.ts';
import { findKind } from './kinds/all.ts';
import type { Names } from './names.ts';
import { RESOLUTIONS, type Resolution } from './resolutions.ts';
import type { AlertContent } from './types.ts';

/**
 * The texts of an alert, made from its kind and facts. Where the facts do not fit, as those of another release may
 * not, they say its kind and place alone, and that the rest cannot be read: one such row must not keep a list or a
 * message with all the others back.
 */
export function alertTexts(content: { kind: string; facts: unknown }, names: Names): AlertTexts {
  const kind = findKind(content.kind);
  const textsOf: TextsOf = (of) => alertTexts(of, names);
  try {
    if (kind) return kind.texts(content.facts, names, textsOf);
  } catch {
    // Said below, as of a kind that this release does not know.
  }
  const [vi, en] = kind?.name ?? [content.kind, content.kind];
  return {
    reasonVi: `${names.areaVi}: ${vi.toLowerCase()} (không đọc được chi tiết)`,
    reason: `${names.areaEn}: ${en.toLowerCase()} (its details cannot be read).`,
    todoVi: 'Anh/chị mở cảnh báo trên hệ thống để xem.',
    todo: 'Please open it in the service.',
  };
}

/** What is said of an alert that has ended: a sentence of its own, the Vietnamese one without a full stop. */
export function endedTexts(content: AlertContent, names: Names, resolution: Resolution | null): Words {
  const kind = findKind(content.kind);
  try {
    const own = resolution && kind?.ends[resolution]?.(content.facts, names);
    if (own) return own;
  } catch {
    // Its facts do not fit: what is said of any kind holds for it as well.
  }
  const [vi, en] = kind?.name ?? [content.kind, content.kind];
  const [whyVi, why] = resolution === null ? ['', ''] : RESOLUTIONS[resolution];
  return [
    `Đã kết thúc cảnh báo “${vi}” đối với ${names.areaVi}${whyVi && `: ${whyVi}`}`,
    `The alert “${en}” of ${names.areaEn} has ended${why && `: ${why}`}.`,
  ];
}
