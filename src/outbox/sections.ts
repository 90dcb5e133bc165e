import { kindOf } from '../alerts/kinds/all.ts';
import type { Names } from '../alerts/names.ts';
import { alertTexts, endedTexts } from '../alerts/texts.ts';
import type { AlertContent, Resolution } from '../alerts/types.ts';

/** An alert as a message is made of it. */
export interface ToldAlert {
  content: AlertContent;
  names: Names;
  /** Set where it is over, with why. */
  ended: { resolution: Resolution | null } | null;
}

/** A paragraph of a message. */
export interface Section {
  heading: string;
  body: string;
}

/** More alerts of one kind than these are told by their places, not one by one. */
const ONE_BY_ONE = 5;
/** So many places are named; the rest are counted. */
const NAMED = 30;

/** What a message about alerts says, in order, in one language. Pure. */
export function sectionsOf(alerts: readonly ToldAlert[], language: 'vi' | 'en'): Section[] {
  const kinds = new Map<string, ToldAlert[]>();
  for (const alert of alerts) {
    const key = `${alert.content.kind} ${alert.ended !== null}`;
    kinds.set(key, [...(kinds.get(key) ?? []), alert]);
  }
  return [...kinds.values()].flatMap((same) =>
    same.length > ONE_BY_ONE
      ? [summed(same, language)]
      : same.map((one) => (one.ended ? endedSection(one, language) : sectionOf(one, language))),
  );
}

function sectionOf({ content, names }: ToldAlert, language: 'vi' | 'en'): Section {
  const texts = alertTexts(content, names);
  return language === 'vi'
    ? { heading: `${texts.reasonVi}.`, body: texts.todoVi }
    : { heading: texts.reason, body: texts.todo };
}

function endedSection({ content, names, ended }: ToldAlert, language: 'vi' | 'en'): Section {
  const [vi, en] = endedTexts(content, names, ended?.resolution ?? null);
  return language === 'vi'
    ? { heading: `${vi}.`, body: 'Anh/chị không cần xử lý thêm.' }
    : { heading: en, body: 'There is nothing more to do.' };
}

function summed(alerts: readonly ToldAlert[], language: 'vi' | 'en'): Section {
  const vi = language === 'vi';
  const [first] = alerts;
  const places = [...new Set(alerts.map(({ names }) => (vi ? names.areaVi : names.areaEn)))];
  const [kindVi, kindEn] = first ? kindOf(first.content.kind).name : ['', ''];
  const over = first?.ended ? (vi ? 'Đã kết thúc: ' : 'Ended: ') : '';
  const times = alerts.length > places.length ? alerts.length : null;
  const count = vi
    ? `${times === null ? '' : `${times} cảnh báo ở `}${places.length} đơn vị`
    : `${times === null ? '' : `${times} at `}${places.length} ${places.length === 1 ? 'locality' : 'localities'}`;
  const rest = places.length - NAMED;
  const more = rest <= 0 ? '' : vi ? ` và ${rest} đơn vị khác` : ` and ${rest} more`;
  return {
    heading: `${over}${vi ? kindVi : kindEn}: ${count}.`,
    body: `${places.slice(0, NAMED).join('; ')}${more}.`,
  };
}
