import { type Day, formatDay } from '../days.ts';

/**
 * How an administrative paper is laid out: Decree 30/2020/NĐ-CP, Annex I. Lengths in millimetres, sizes in points.
 * Data, so that another province or a later decree changes figures and not code.
 */
export const LAYOUT = {
  font: 'Times New Roman',
  page: { width: 210, height: 297 },
  margins: { top: 20, bottom: 20, left: 30, right: 15, header: 10 },
  sizes: {
    nation: 12,
    motto: 13,
    issuer: 12,
    number: 13,
    date: 13,
    title: 14,
    about: 14,
    body: 14,
    table: 11,
    pageNumber: 13,
    recipientsHead: 12,
    recipients: 11,
    annex: 14,
  },
  body: { firstLine: 12.7, before: 6, line: 1.15 },
};

export type Layout = typeof LAYOUT;
/** What is laid out otherwise, by the names of {@link LAYOUT}; what is null or not named is as it stands there. */
export interface LayoutChanges {
  font?: string | null | undefined;
  margins?: Partial<Record<keyof Layout['margins'], number | null | undefined>> | undefined;
  sizes?: Partial<Record<keyof Layout['sizes'], number | null | undefined>> | undefined;
  body?: Partial<Record<keyof Layout['body'], number | null | undefined>> | undefined;
}

export function layoutWith({ font, margins, sizes, body }: LayoutChanges): Layout {
  const { page } = LAYOUT;
  return {
    page,
    font: font ?? LAYOUT.font,
    margins: { ...LAYOUT.margins, ...said(margins) },
    sizes: { ...LAYOUT.sizes, ...said(sizes) },
    body: { ...LAYOUT.body, ...said(body) },
  };
}

const said = <T extends object>(group: T | undefined) =>
  Object.fromEntries(
    Object.entries(group ?? {}).filter(([, value]) => value !== null && value !== undefined),
  ) as Record<string, number>;

/**
 * Lays out all that this process writes from now on. For the process that writes one paper and ends: it is told how
 * before it loads what writes.
 */
export function layOut(changes: LayoutChanges): void {
  Object.assign(LAYOUT, layoutWith(changes));
}

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** Numbers are given when a paper is issued: until then there is none, and no day. */
export interface Issued {
  /** With its symbol: `1234/SKHCN-CĐS`. */
  number: string;
  day: Day;
}

/** Who issues a paper, and to whom it goes. */
export interface Letterhead {
  /** Above the issuer, as it is written. */
  parent: string;
  issuer: string;
  /** After the number: `BC-SKHCN`. */
  symbol: string;
  /** Before the date. */
  place: string;
  /** "Kính gửi": who it goes up to. */
  superior: string;
  /** Where it goes to others than that. */
  addressees?: readonly string[];
  issued?: Issued;
  signer: string;
  recipients: readonly string[];
}

const BLANK = '\u2003';

/** "Số: 1234/SKHCN-CĐS" */
export const numberLine = ({ symbol, issued }: Letterhead): string =>
  `Số: ${issued?.number ?? `${BLANK}${BLANK}\u2002/${symbol}`}`;

/** "Hải Phòng, ngày 05 tháng 02 năm 2026": days below 10 and the first two months have a nought before them. */
export function dateLine({ place, issued }: Letterhead): string {
  if (!issued) return `${place}, ngày ${BLANK}\u2002 tháng ${BLANK}\u2002 năm ${BLANK}${BLANK}`;
  const [year, month, day] = issued.day.split('-');
  return `${place}, ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
}

/** Below the head of an annex: of which paper it is a part. */
export function annexLine(name: string, { symbol, issuer, issued }: Letterhead): string {
  const [number, day] = issued
    ? [issued.number, formatDay(issued.day)]
    : [`${BLANK}${BLANK}/${symbol}`, `${BLANK}/${BLANK}/${BLANK}${BLANK}`];
  return `(Kèm theo ${name} số ${number} ngày ${day} của ${issuer})`;
}

/** Of the department that reports to its People's Committee; of the nation, of the ministry. */
export function letterheadOf({ code, name }: { code: string; name: string }): Letterhead {
  if (code === '*')
    return {
      parent: 'Chính phủ',
      issuer: 'Bộ Khoa học và Công nghệ',
      symbol: 'BC-BKHCN',
      place: 'Hà Nội',
      superior: 'Chính phủ',
      signer: 'Bộ trưởng',
      recipients: ['Như trên;', 'Lưu: VT, CĐSQG.'],
    };
  const committee = `Ủy ban nhân dân ${withinSentence(name)}`;
  return {
    parent: committee,
    issuer: 'Sở Khoa học và Công nghệ',
    symbol: 'BC-SKHCN',
    place: name.replace(/^(Thành phố|Tỉnh) /, ''),
    superior: committee,
    signer: 'Giám đốc',
    recipients: ['Như trên;', 'Lưu: VT, CĐS.'],
  };
}

/** “thành phố Hải Phòng”: what kind of place it is begins with a small letter. */
export const withinSentence = (name: string) =>
  name.replace(/^(Thành phố|Tỉnh|Cả nước)/, (kind) => kind.toLocaleLowerCase('vi'));
