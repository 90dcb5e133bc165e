import { GAP_STATES } from '../collect/words.ts';
import { dayOf, formatDay, timeOf } from '../days.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Words } from '../i18n/say.ts';
import { groupBy } from '../lib/group-by.ts';
import { type Letterhead, letterheadOf } from '../papers/layout.ts';
import { type Annex, type Block, type Column, type Paper, type PaperCell, roman } from '../papers/paper.ts';
import type { Indicator, LocalityName } from '../registry/types.ts';
import { type Addressee, type DocumentKind, type DocumentRow, REPORT } from './types.ts';

/** A document as it reads: of its kept figures and of what people wrote, and of nothing else. Pure. */

/** All that a document is made of. */
export interface DocumentFacts {
  kind: DocumentKind;
  subject: string;
  text: string;
  asOf: Date;
  programmeVi: string;
  province: { code: string; name: string };
  addressees: readonly Pick<Addressee, 'code' | 'nameVi'>[];
  rows: readonly DocumentRow[];
  /** As they were called on the day of the figures, in the order of the annexes. */
  localities: readonly LocalityName[];
  /** In the catalogue's order. */
  indicators: readonly Pick<
    Indicator,
    'code' | 'condition' | 'kind' | 'nameVi' | 'nameEn' | 'unit' | 'agency'
  >[];
  issued: { number: string; day: string; signerTitle: string } | null;
}

interface KindOfDocument {
  name: Words;
  /** What stands first in it. */
  opening: (of: DocumentFacts, said: Said) => string;
  /** What is worked out, by indicator. */
  items: (of: DocumentFacts) => string[];
  /** What people begin with. */
  text: string;
  closing: string;
  /** What it is about, where nobody has said anything else. */
  subject: string;
  /** Whether each locality has an annex of its own. */
  apart: boolean;
}

interface Said {
  asOf: string;
  issuer: string;
  /** "45 đơn vị còn 312 nội dung chưa hoàn thành" */
  lacking: string;
  mention: string;
}

/** Every kind of document, each said once; one that is forgotten does not compile. */
export const KINDS: Record<DocumentKind, KindOfDocument> = {
  cong_van: {
    name: ['Công văn', 'Official letter'],
    subject: 'đôn đốc hoàn thành các điều kiện còn thiếu',
    opening: ({ programmeVi }, { asOf, lacking, mention }) =>
      lacking === ''
        ? `Thực hiện đợt báo cáo “${programmeVi}”.`
        : `Theo số liệu của đợt báo cáo “${programmeVi}”, ${asOf}, ${lacking}${mention}.`,
    items: lackingItems,
    text: [
      'Để hoàn thành đúng thời hạn, đề nghị các cơ quan, đơn vị:',
      '- Khẩn trương hoàn thành các nội dung còn thiếu; cập nhật số liệu đầy đủ, chính xác, kịp thời trong báo cáo hằng ngày.',
      '- Trường hợp có khó khăn, vướng mắc, nêu rõ nguyên nhân và thời gian dự kiến hoàn thành trên hệ thống.',
    ].join('\n'),
    closing: 'Đề nghị các cơ quan, đơn vị quan tâm, thực hiện./.',
    apart: true,
  },
  to_trinh: {
    name: ['Tờ trình', 'Proposal'],
    subject: 'đề nghị cấp chứng thư số và bảo đảm hạ tầng mạng cho các xã, phường, đặc khu',
    opening: ({ programmeVi }, { asOf, issuer, lacking, mention }) =>
      `Qua rà soát số liệu của đợt báo cáo “${programmeVi}”, ${asOf}, ${lacking === '' ? 'không đơn vị nào còn thiếu' : lacking}${mention}. ${issuer} trình cấp có thẩm quyền xem xét các nội dung sau:`,
    items: proposalItems,
    text: '',
    closing: 'Kính trình cấp có thẩm quyền xem xét, quyết định./.',
    apart: false,
  },
  bao_cao: {
    name: ['Báo cáo', 'Report'],
    subject: 'kết quả rà soát các điều kiện còn thiếu của các xã, phường, đặc khu',
    opening: ({ programmeVi }, { asOf, lacking, mention }) =>
      `Theo số liệu của đợt báo cáo “${programmeVi}”, ${asOf}, ${lacking === '' ? 'không đơn vị nào còn thiếu' : lacking}${mention}:`,
    items: lackingItems,
    text: '',
    closing: 'Trân trọng báo cáo./.',
    apart: false,
  },
};

export function documentPaper(of: DocumentFacts): Paper {
  const kind = KINDS[of.kind];
  const annexes = kind.apart ? annexesApart(of) : annexTogether(of);
  const items = kind.items(of);
  const head = documentLetterhead(of);
  const said = {
    asOf: asOfWords(of.asOf),
    issuer: head.issuer,
    lacking: lackingWords(of),
    mention: mentionOf(annexes.length),
  };
  const blocks: Block[] = items.length === 0 ? [] : [{ kind: 'list', items }];
  const written = of.text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    name: kind.name[0],
    about: of.subject,
    untitled: of.kind === 'cong_van',
    area: of.province.name,
    asOf: said.asOf,
    opening: kind.opening(of, said),
    sections: [{ code: 'text', head: '', blocks, written }],
    closing: kind.closing,
    annexes,
  };
}

/** Who issues it, to whom, under which number. */
export function documentLetterhead(of: DocumentFacts): Letterhead {
  const base = letterheadOf(of.province);
  const symbol = documentSymbol(of.kind, base);
  const names = of.addressees.map(({ nameVi }) => nameVi);
  const upwards = names.some((name) => name.toLowerCase() === base.superior.toLowerCase());
  const { issued } = of;
  return {
    ...base,
    symbol,
    addressees: names,
    recipients:
      of.kind === 'cong_van' && !upwards
        ? ['Như trên;', `${base.superior} (để báo cáo);`, ...base.recipients.slice(-1)]
        : base.recipients,
    ...(issued === null
      ? {}
      : {
          issued: { number: referenceOf(issued.number, symbol), day: issued.day },
          signer: issued.signerTitle,
        }),
  };
}

/** `SKHCN-CĐS` of a công văn, `TTr-SKHCN` of a tờ trình. */
function documentSymbol(kind: DocumentKind, { symbol, recipients }: Letterhead): string {
  const issuer = symbol.replace(/^BC-/, '');
  if (kind === 'bao_cao') return symbol;
  if (kind === 'to_trinh') return `TTr-${issuer}`;
  const unit = /VT, ([^.,;]+)/.exec(recipients.at(-1) ?? '')?.[1];
  return unit === undefined ? issuer : `${issuer}-${unit}`;
}

/** A number with its symbol; as it was typed where it has one. */
export const referenceOf = (number: string, symbol: string): string =>
  /^\d+$/.test(number) ? `${number}/${symbol}` : number;

function asOfWords(at: Date): string {
  const [hours = '', minutes = ''] = timeOf(at).split(':');
  const clock = minutes === '00' ? `${Number(hours)} giờ` : `${Number(hours)} giờ ${minutes} phút`;
  return `tính đến ${clock} ngày ${formatDay(dayOf(at))}`;
}

const count = formatNumber;
const placesOf = (rows: readonly DocumentRow[]) => new Set(rows.map((row) => row.locality)).size;

/** Who lacks how much, in a sentence without its end; blank where nobody does. */
function lackingWords({ rows }: DocumentFacts): string {
  const gaps = rows.filter((row) => row.indicator !== REPORT);
  const reports = rows.filter((row) => row.indicator === REPORT);
  const days = [...new Set(reports.map((row) => row.since))].sort();
  return [
    ...(gaps.length === 0
      ? []
      : [`còn ${count(gaps.length)} nội dung chưa hoàn thành ở ${count(placesOf(gaps))} đơn vị`]),
    ...days.map(
      (day) =>
        `còn ${count(reports.filter((row) => row.since === day).length)} đơn vị chưa gửi báo cáo ngày ${formatDay(day)}`,
    ),
  ].join('; ');
}

function mentionOf(annexes: number): string {
  if (annexes === 0) return '';
  return annexes === 1 ? ' (chi tiết tại Phụ lục)' : ` (chi tiết tại các Phụ lục I–${roman(annexes)})`;
}

/** Of each indicator who lacks it, and how many units that comes to. */
function byIndicator({ rows, indicators }: DocumentFacts) {
  const groups = groupBy(rows, (row) => row.indicator);
  return indicators.flatMap((indicator) => {
    const of = groups.get(indicator.code) ?? [];
    if (of.length === 0) return [];
    const known = isCounted(indicator) ? of.flatMap((row) => row.missing ?? []) : [];
    const missing = known.reduce((sum, one) => sum + one, 0);
    const unknown = of.filter((row) => row.state === 'unknown').length;
    return [{ indicator, places: of.length, unmet: of.length - unknown, unknown, missing }];
  });
}

/** Whether what is missing of it is so many units; of a date it is not. */
const isCounted = ({ kind, unit }: Pick<Indicator, 'kind' | 'unit'>) =>
  unit !== null && (kind === 'ratio' || kind === 'number');

function lackingItems(of: DocumentFacts): string[] {
  return byIndicator(of).map(
    ({ indicator: { nameVi, unit }, places, missing }) =>
      `${nameVi}: ${count(places)} đơn vị${unit !== null && missing > 0 ? `, còn thiếu ${count(missing)} ${unit}` : ''}.`,
  );
}

/** "Đề nghị cấp 123 chứng thư cho 45 đơn vị: …" */
function proposalItems(of: DocumentFacts): string[] {
  return byIndicator(of).map(({ indicator, unmet, unknown, missing }) => {
    const { condition, nameVi, unit } = indicator;
    const verb = condition === 'network' ? 'bảo đảm' : ISSUED.has(condition) ? 'cấp' : 'bổ sung';
    const what = nameVi.replace(/^Đã (có )?/, '');
    const asked =
      unit !== null && missing > 0
        ? `Đề nghị ${verb} ${count(missing)} ${unit} cho ${count(unmet)} đơn vị: ${what}`
        : `Đề nghị ${verb} cho ${count(unmet)} đơn vị: ${what.charAt(0).toLocaleLowerCase('vi')}${what.slice(1)}`;
    const open = `${count(unknown)} đơn vị chưa có số liệu`;
    if (unmet === 0) return `${nameVi}: ${open}.`;
    return `${asked}${unknown === 0 ? '' : `; ${open}`}.`;
  });
}

/** Conditions of what is issued to somebody. */
const ISSUED = new Set(['certificate', 'signature', 'procedures']);

const PLACE: Column = { head: 'Đơn vị', share: 2.2 };
const OWN: readonly Column[] = [
  { head: 'TT', share: 0.5, align: 'right', kind: 'number' },
  { head: 'Nội dung còn thiếu', share: 3.4 },
  { head: 'Tình trạng', share: 1.3 },
  { head: 'Hiện có', share: 0.8, align: 'right', kind: 'number' },
  { head: 'Cần có', share: 0.8, align: 'right', kind: 'number' },
  { head: 'Còn thiếu', share: 0.8, align: 'right', kind: 'number' },
  { head: 'Đơn vị tính', share: 1 },
  { head: 'Từ ngày', share: 1.1, kind: 'day' },
  { head: 'Cơ quan phụ trách', share: 1.5 },
];

/** An annex for each locality that lacks something: what it lacks, and nothing of others. */
function annexesApart(of: DocumentFacts): Annex[] {
  const rows = groupBy(of.rows, (row) => row.locality);
  return of.localities.flatMap((named) => {
    const own = rows.get(named.code) ?? [];
    if (own.length === 0) return [];
    const title = `Nội dung còn thiếu của ${named.type} ${named.name}`;
    return [
      {
        title,
        landscape: true,
        table: { title, columns: OWN, rows: ordered(of, own).map((row, at) => [at + 1, ...cells(of, row)]) },
      },
    ];
  });
}

/** One list of all. */
function annexTogether(of: DocumentFacts): Annex[] {
  if (of.rows.length === 0) return [];
  const title = 'Danh sách đơn vị và nội dung còn thiếu';
  const rows = groupBy(of.rows, (row) => row.locality);
  const [first, ...others] = OWN;
  const lines = of.localities.flatMap((named) =>
    ordered(of, rows.get(named.code) ?? []).map((row) => [`${named.type} ${named.name}`, ...cells(of, row)]),
  );
  return [
    {
      title,
      landscape: true,
      table: {
        title,
        columns: [...(first ? [first] : []), PLACE, ...others],
        rows: lines.map((line, at) => [at + 1, ...line]),
      },
    },
  ];
}

/** The report first, then in the catalogue's order. */
function ordered({ indicators }: DocumentFacts, rows: readonly DocumentRow[]): DocumentRow[] {
  const rank = new Map(indicators.map(({ code }, at) => [code, at]));
  return [...rows].sort((a, b) => (rank.get(a.indicator) ?? -1) - (rank.get(b.indicator) ?? -1));
}

function cells({ indicators }: DocumentFacts, row: DocumentRow): PaperCell[] {
  if (row.indicator === REPORT)
    return [
      'Báo cáo hằng ngày',
      row.streak !== null && row.streak > 1 ? `Chưa gửi, ${count(row.streak)} ngày liền` : 'Chưa gửi',
      ...[null, null, null, null],
      row.since,
      null,
    ];
  const of = indicators.find(({ code }) => code === row.indicator);
  const counted = of !== undefined && isCounted(of);
  return [
    of?.nameVi ?? row.indicator,
    GAP_STATES[row.state === 'unknown' ? 'unknown' : 'unmet'][0],
    counted ? row.have : null,
    counted ? row.need : null,
    counted ? row.missing : null,
    counted ? (of?.unit ?? null) : null,
    row.since,
    of?.agency ?? null,
  ];
}

/** "Công văn số 1234/SKHCN-CĐS, ngày 27/9/2025"; of a draft its name alone. */
export function documentName(
  kind: DocumentKind,
  province: { code: string; name: string },
  issued: { number: string | null; day: string | null },
): string {
  const name = KINDS[kind].name[0];
  if (issued.number === null || issued.day === null) return `Dự thảo ${name.toLowerCase()}`;
  return `${name} số ${referenceOf(issued.number, documentSymbol(kind, letterheadOf(province)))}, ngày ${formatDay(issued.day)}`;
}

/** The number of a document with its symbol; null of a draft. */
export function referenceOfDocument(
  registry: { provinces: ReadonlyMap<string, string> },
  { kind, province, number }: { kind: DocumentKind; province: string; number: string | null },
): string | null {
  if (number === null) return null;
  const name = registry.provinces.get(province) ?? province;
  return referenceOf(number, documentSymbol(kind, letterheadOf({ code: province, name })));
}
