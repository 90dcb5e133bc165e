import { COLOUR_WORDS, GAP_STATES, REPORTING_WORDS } from '../collect/words.ts';
import { dayOf, formatDay, timeOf } from '../days.ts';
import { FUNDING_WORDS, unitsFunded } from '../funding/words.ts';
import { formatNumber, formatPercent } from '../i18n/format.ts';
import type { Annex, Block, Figure, Table } from '../papers/paper.ts';
import { TARGET_STATES, type TargetState } from '../targets/types.ts';
import { askedWords, TARGET_WORDS } from '../targets/words.ts';
import { valueWords } from './differences.ts';
import type { IndicatorFigures, LocalityFigures, Snapshot, TargetFigures } from './types.ts';

/** Sentences and tables that several kinds of report share. Vietnamese alone: a report is a paper of the office. Pure. */

/** Beyond so many names a sentence says how many more there are: the annex has them all. */
const NAMES = 12;

export function asOfWords({ asOf }: Snapshot): string {
  const at = new Date(asOf);
  const [hours = '', minutes = ''] = timeOf(at).split(':');
  const clock = minutes === '00' ? `${Number(hours)} giờ` : `${Number(hours)} giờ ${minutes} phút`;
  return `tính đến ${clock} ngày ${formatDay(dayOf(at))}`;
}

export const localityName = ({ type, name }: Pick<LocalityFigures, 'type' | 'name'>) => `${type} ${name}`;

export function namesOf(snapshot: Snapshot, codes: readonly string[]): string {
  const byCode = new Map(snapshot.localities.map((one) => [one.code, one]));
  const names = codes.flatMap((code) => {
    const found = byCode.get(code);
    return found ? [localityName(found)] : [];
  });
  const shown = names.slice(0, NAMES).join(', ');
  return names.length > NAMES ? `${shown} và ${formatNumber(names.length - NAMES)} đơn vị khác` : shown;
}

/** "41/114 đơn vị phủ xanh (36,0 %), tăng 3 so với ngày 26/9/2025" */
export function greenSentence({ summary, before, localities }: Snapshot): string {
  // Where nothing is known of anybody, none is no figure.
  if (localities.length > 0 && summary.grey === localities.length)
    return `Chưa có số liệu của đơn vị nào trong ${formatNumber(localities.length)} đơn vị`;
  const share = `${formatNumber(summary.green)}/${formatNumber(localities.length)} đơn vị phủ xanh (${formatPercent(summary.percentGreen)})`;
  if (before === null) return share;
  const difference = summary.green - before.summary.green;
  const moved =
    difference === 0
      ? 'bằng'
      : `${difference > 0 ? 'tăng' : 'giảm'} ${formatNumber(Math.abs(difference))} đơn vị so với`;
  return `${share}, ${difference === 0 ? 'bằng ngày' : `${moved} ngày`} ${formatDay(before.day)}`;
}

export function coloursSentence({ summary }: Snapshot): string {
  const { yellow, red, grey } = summary;
  return `${formatNumber(yellow)} đơn vị ${COLOUR_WORDS.yellow[0]}, ${formatNumber(red)} đơn vị ${COLOUR_WORDS.red[0]}, ${formatNumber(grey)} đơn vị ${COLOUR_WORDS.grey[0]}.`;
}

/** The first lines of every report: how many are green, and what the others are. */
export function stateBlocks(snapshot: Snapshot): Block[] {
  const figures = COLOURS.map((colour): Figure => [COLOUR_WORDS[colour][0], `colour:${colour}`]);
  return [{ kind: 'text', text: `${greenSentence(snapshot)}. ${coloursSentence(snapshot)}`, figures }];
}

const COLOURS = ['green', 'yellow', 'red', 'grey'] as const;

export function reportingBlock(snapshot: Snapshot): Block {
  const { expected } = snapshot.summary;
  const states = expected === 0 ? [] : (['on_time', 'late', 'missing', 'due'] as const);
  const figures = states
    .filter((state) => snapshot.localities.some((one) => one.reporting === state))
    .map((state): Figure => [REPORTING_WORDS[state][0], `reporting:${state}`]);
  return { kind: 'text', text: reportingSentence(snapshot), figures };
}

export function reportingSentence({ summary, day }: Snapshot): string {
  if (summary.expected === 0) return `Ngày ${formatDay(day)} không đơn vị nào phải báo cáo.`;
  const { received, expected, onTime, late, rates } = summary;
  return `${formatNumber(received)}/${formatNumber(expected)} đơn vị đã gửi báo cáo ngày ${formatDay(day)}: ${formatNumber(onTime)} đúng hạn, ${formatNumber(late)} muộn. Tỷ lệ kịp thời ${formatPercent(rates.timely.percent)}, đầy đủ ${formatPercent(rates.complete.percent)}, chính xác ${formatPercent(rates.accurate.percent)}.`;
}

export function changeBlocks(snapshot: Snapshot): Block[] {
  const { turned, fell, moved } = snapshot.change;
  const line = (codes: readonly string[], what: string, key: string): Block[] =>
    codes.length === 0
      ? []
      : [
          {
            kind: 'text',
            text: `${formatNumber(codes.length)} đơn vị ${what}: ${namesOf(snapshot, codes)}.`,
            figures: [[what, `change:${key}`]],
          },
        ];
  return [
    ...line(turned, 'mới phủ xanh', 'turned'),
    ...line(fell, 'không còn phủ xanh', 'fell'),
    ...line(moved, 'đổi tình trạng do thay đổi quy định', 'moved'),
  ];
}

export function missingBlocks(snapshot: Snapshot): Block[] {
  const missing = missingOf(snapshot);
  if (missing.length === 0) return [];
  const long = missing.filter((one) => one.missingStreak > 1);
  const streaks =
    long.length === 0
      ? ''
      : ` Trong đó ${formatNumber(long.length)} đơn vị chưa gửi từ 2 ngày liền trở lên: ${long
          .slice(0, NAMES)
          .map((one) => `${localityName(one)} (${formatNumber(one.missingStreak)} ngày)`)
          .join(', ')}${long.length > NAMES ? ', …' : ''}.`;
  const names = namesOf(
    snapshot,
    missing.map((one) => one.code),
  );
  return [
    {
      kind: 'text',
      text: `${formatNumber(missing.length)} đơn vị chưa gửi báo cáo ngày ${formatDay(snapshot.day)}: ${names}.${streaks}`,
      figures: [
        ['chưa gửi', 'missing'],
        ...(long.length > 0 ? [['từ 2 ngày liền', 'missing:2'] as const] : []),
      ],
    },
  ];
}

/** Who owes the day's report, the longest first. */
export function missingOf({ localities }: Snapshot): LocalityFigures[] {
  return localities
    .filter((one) => one.reporting === 'missing' || one.reporting === 'due')
    .sort((a, b) => b.missingStreak - a.missingStreak || (a.code < b.code ? -1 : 1));
}

export function conditionTable({ conditions }: Snapshot): Block {
  const rows = conditions.map(({ nameVi, counts }) => [
    nameVi,
    counts.met,
    counts.unmet,
    counts.unknown,
    counts.not_applicable,
  ]);
  return {
    kind: 'table',
    table: {
      title: 'Kết quả theo điều kiện (số đơn vị)',
      columns: [
        { head: 'Điều kiện', share: 4 },
        { head: 'Đạt', share: 1, align: 'right', kind: 'number' },
        { head: 'Chưa đạt', share: 1, align: 'right', kind: 'number' },
        { head: 'Chưa có số liệu', share: 1, align: 'right', kind: 'number' },
        { head: 'Không áp dụng', share: 1, align: 'right', kind: 'number' },
      ],
      rows,
      figures: conditions.map(({ group }) => [
        null,
        ...['met', 'unmet', 'unknown', 'not_applicable'].map((state) => `condition:${group}:${state}`),
      ]),
    },
  };
}

/** Most localities first. */
export const byLocalities = (indicators: readonly IndicatorFigures[]): IndicatorFigures[] =>
  [...indicators].sort((a, b) => b.unmet + b.unknown - (a.unmet + a.unknown));

export function lackingTable(title: string, indicators: readonly IndicatorFigures[]): Table {
  return {
    title,
    columns: [
      { head: 'Chỉ tiêu', share: 5 },
      { head: 'Số đơn vị chưa đạt', share: 1.3, align: 'right', kind: 'number' },
      { head: 'Chưa có số liệu', share: 1.3, align: 'right', kind: 'number' },
      { head: 'Tổng số còn thiếu', share: 1.3, align: 'right', kind: 'number' },
      { head: 'Đơn vị tính', share: 1.2 },
      { head: 'Cơ quan phụ trách', share: 2 },
    ],
    rows: indicators.map(({ nameVi, unmet, unknown, missing, unit, agency }) => [
      nameVi,
      unmet,
      unknown,
      unit === null ? null : missing,
      unit,
      agency,
    ]),
    figures: indicators.map(({ code }) => [
      null,
      `indicator:${code}:unmet`,
      `indicator:${code}:unknown`,
      `indicator:${code}:unmet`,
    ]),
  };
}

export function alertSentence({ alerts, promises }: Snapshot): string {
  return `Cảnh báo: ${formatNumber(alerts.open)} chưa xử lý, ${formatNumber(alerts.acknowledged)} đang được xử lý. Cam kết: ${formatNumber(promises.open)} còn trong hạn (${formatNumber(promises.dueToday)} đến hạn trong ngày), ${formatNumber(promises.passed)} đã quá ngày hẹn.`;
}

export function alertBlock(snapshot: Snapshot): Block {
  return {
    kind: 'text',
    text: alertSentence(snapshot),
    figures: [
      ['cam kết còn trong hạn', 'promise:open'],
      ['cam kết quá hẹn', 'promise:passed'],
    ],
  };
}

/** How much of what is lacking is paid for, handed over and recorded; nothing where no money was granted. */
export function fundingBlocks({ funding }: Snapshot): Block[] {
  const units = funding && unitsFunded(funding);
  if (!funding || !units) return [];
  const { proposed, allocated, delivered, not_shown: notShown } = funding.gaps;
  const paid = allocated + delivered + notShown;
  const gaps = `${formatNumber(paid)} nội dung còn thiếu đã được cấp kinh phí, trong đó ${formatNumber(allocated)} chờ bàn giao, ${formatNumber(delivered)} đã bàn giao chờ báo cáo, ${formatNumber(notShown)} đã bàn giao nhưng báo cáo chưa ghi nhận đủ; ${formatNumber(proposed)} nội dung đã được duyệt, chờ cấp kinh phí.`;
  const figures = FUNDED.filter((state) => funding.gaps[state] > 0).map(
    (state): Figure => [FUNDING_WORDS[state][0], `funding:${state}`],
  );
  return [{ kind: 'text', text: `${units[0]} Đến nay ${gaps}`, figures }];
}

const FUNDED = ['allocated', 'delivered', 'not_shown'] as const;

const SHOWN_TARGETS = ['met', 'ahead', 'on_path', 'behind', 'not_met', 'no_data'] as const;

/** Targets against their path: in a sentence, and each with how many stand how. */
export function targetBlocks({ targets }: Snapshot): Block[] {
  if (!targets || targets.length === 0) return [];
  const n = formatNumber;
  const count = (state: TargetState) => targets.reduce((sum, one) => sum + one.counts[state], 0);
  const said = TARGET_STATES.filter((state) => count(state) > 0)
    .map((state) => `${TARGET_WORDS[state][0].toLocaleLowerCase('vi')} ${n(count(state))}`)
    .join(', ');
  const all = targets.reduce((sum, one) => sum + one.localities.length, 0);
  return [
    {
      kind: 'text',
      text: `Chỉ tiêu theo kế hoạch: ${n(targets.length)} chỉ tiêu, ${n(all)} lượt giao cho đơn vị: ${said}.`,
    },
    {
      kind: 'table',
      table: {
        title: 'Kết quả thực hiện chỉ tiêu so với lộ trình (số đơn vị)',
        columns: [
          { head: 'Chỉ tiêu', share: 3.4 },
          { head: 'Mức phải đạt', share: 1.6 },
          ...SHOWN_TARGETS.map((state) => ({
            head: TARGET_WORDS[state][0],
            share: 1,
            align: 'right' as const,
            kind: 'number' as const,
          })),
        ],
        rows: targets.map((one) => [
          one.nameVi,
          targetAsked(one),
          ...SHOWN_TARGETS.map((state) => (one.comparator === null ? null : one.counts[state])),
        ]),
        figures: targets.map(({ programme, indicator }) => [
          null,
          null,
          ...SHOWN_TARGETS.map((state) => `target:${programme}:${indicator}:${state}`),
        ]),
      },
    },
  ];
}

/** “> 80 % (năm 2030)”; of words alone, that it is in words. */
export function targetAsked({ comparator, target, unit, year }: TargetFigures): string {
  const by = year === null ? '' : ` (năm ${year})`;
  if (comparator === null) return TARGET_WORDS.qualitative[0].toLocaleLowerCase('vi');
  return `${askedWords({ comparator, value: target, unit, asWritten: '' })}${by}`;
}

/** Of a later version: what is otherwise than in the one before it. */
export function correctionSentence({ corrects, localities }: Snapshot): string {
  if (!corrects) return '';
  const { version, localities: units, figures } = corrects;
  const begun = `Báo cáo này đính chính báo cáo lần ${version}. `;
  if (units.length + figures.length === 0) return `${begun}Số liệu không thay đổi. `;
  const names = units.slice(0, NAMES).map(({ locality }) => localityName(locality));
  const rest = units.length > NAMES ? ` và ${formatNumber(units.length - NAMES)} đơn vị khác` : '';
  const where =
    units.length === 0
      ? ''
      : ` ở ${formatNumber(units.length)}/${formatNumber(localities.length)} đơn vị: ${names.join(', ')}${rest}`;
  return `${begun}Số liệu thay đổi${where}. `;
}

/** Each figure that is otherwise than in the version before, with both. */
export function correctionAnnex({ corrects }: Snapshot): Annex[] {
  if (!corrects) return [];
  const title = `Số liệu thay đổi so với báo cáo lần ${corrects.version}`;
  const lines = [
    ...corrects.localities.flatMap(({ locality, figures }) =>
      figures.map((one) => [localityName(locality), one] as const),
    ),
    ...corrects.figures.map((one) => ['Toàn địa bàn', one] as const),
  ];
  return [
    {
      title,
      landscape: false,
      table: {
        title,
        columns: [
          { head: 'TT', share: 0.6, align: 'right', kind: 'number' },
          { head: 'Đơn vị', share: 2 },
          { head: 'Số liệu', share: 3.4 },
          { head: `Lần ${corrects.version}`, share: 1.3, align: 'right' },
          { head: 'Lần này', share: 1.3, align: 'right' },
        ],
        rows: lines.map(([unit, { figure, nameVi, before, after }], at) => [
          at + 1,
          unit,
          nameVi,
          shownValue(figure, before),
          shownValue(figure, after),
        ]),
      },
    },
  ];
}

function shownValue(figure: string, value: string | number | null): string | null {
  const words = valueWords({ figure }, value);
  return typeof words === 'number'
    ? formatNumber(words)
    : typeof words === 'string'
      ? words
      : (words?.[0] ?? null);
}

/** Every locality, as an annex has them. */
export function localityAnnex(snapshot: Snapshot): Annex {
  const ofNation = snapshot.area.code === '*';
  return {
    title: 'Tình trạng của từng đơn vị',
    landscape: false,
    table: {
      title: 'Tình trạng của từng đơn vị',
      columns: [
        { head: 'TT', share: 0.6, align: 'right', kind: 'number' },
        { head: 'Mã', share: 0.8 },
        ...(ofNation ? [{ head: 'Mã tỉnh', share: 0.6 }] : []),
        { head: 'Đơn vị', share: 3 },
        { head: 'Tình trạng', share: 1.5 },
        { head: 'Tỷ lệ đạt (%)', share: 1, align: 'right', kind: 'number' },
        { head: 'Báo cáo trong ngày', share: 1.5 },
      ],
      rows: snapshot.localities.map((one, at) => [
        at + 1,
        one.code,
        ...(ofNation ? [one.province] : []),
        localityName(one),
        COLOUR_WORDS[one.colour][0],
        one.percent,
        REPORTING_WORDS[one.reporting][0],
      ]),
    },
  };
}

/** Every gap, as an annex has them: what to propose for whom. */
export function gapAnnex(snapshot: Snapshot): Annex {
  const byCode = new Map(snapshot.localities.map((one) => [one.code, one]));
  const rows = snapshot.indicators.flatMap((indicator) =>
    indicator.lacking.map((gap) => ({ indicator, gap, locality: byCode.get(gap.locality) })),
  );
  const isPaid = snapshot.funding !== undefined;
  return {
    title: 'Danh sách đơn vị còn thiếu điều kiện',
    landscape: true,
    onlyInWorkbook: snapshot.area.code === '*',
    table: {
      title: 'Danh sách đơn vị còn thiếu điều kiện',
      columns: [
        { head: 'TT', share: 0.5, align: 'right', kind: 'number' },
        { head: 'Đơn vị', share: 2.2 },
        { head: 'Chỉ tiêu', share: 3.2 },
        { head: 'Tình trạng', share: 1.2 },
        { head: 'Hiện có', share: 0.8, align: 'right', kind: 'number' },
        { head: 'Cần có', share: 0.8, align: 'right', kind: 'number' },
        { head: 'Còn thiếu', share: 0.8, align: 'right', kind: 'number' },
        { head: 'Từ ngày', share: 1.1, kind: 'day' },
        { head: 'Người xử lý', share: 1.6 },
        { head: 'Nguyên nhân', share: 2 },
        { head: 'Ngày hẹn hoàn thành', share: 1.1, kind: 'day' },
        ...(isPaid ? [{ head: 'Kinh phí', share: 1.4 }] : []),
      ],
      rows: rows.map(({ indicator, gap, locality }, at) => [
        at + 1,
        locality ? localityName(locality) : gap.locality,
        indicator.nameVi,
        GAP_STATES[gap.state][0],
        gap.have,
        gap.need,
        gap.missing,
        gap.since,
        gap.promise?.owner ?? null,
        gap.promise?.reason ?? null,
        gap.promise?.promisedOn ?? null,
        ...(isPaid ? [gap.funding ? FUNDING_WORDS[gap.funding.state][0] : null] : []),
      ]),
    },
  };
}

/** The sentence that everyone looks for: tasks by how they stand, and which are late. */
export function taskBlocks({ tasks }: Snapshot): Block[] {
  if (!tasks) return [];
  const { total, doneOnTime, doneLate, inTime, overdue, ongoing, claimed, cancelled } = tasks.totals;
  const n = formatNumber;
  const waiting = claimed === 0 ? '' : ` (${n(claimed)} đã báo cáo hoàn thành, chờ xác nhận)`;
  const text =
    `Nhiệm vụ được giao: ${n(total)}; đã hoàn thành ${n(doneOnTime + doneLate)} (đúng hạn ${n(doneOnTime)}, quá hạn ${n(doneLate)}); ` +
    `đang thực hiện trong hạn ${n(inTime)}; quá hạn chưa hoàn thành ${n(overdue)}; thường xuyên ${n(ongoing)}${waiting}.` +
    (cancelled === 0 ? '' : ` Ngoài ra ${n(cancelled)} nhiệm vụ đã hủy.`);
  if (tasks.overdue.length === 0) return [{ kind: 'text', text }];
  return [
    { kind: 'text', text },
    {
      kind: 'table',
      table: {
        title: 'Nhiệm vụ quá hạn chưa hoàn thành',
        columns: [
          { head: 'Số', share: 0.6 },
          { head: 'Nhiệm vụ', share: 4 },
          { head: 'Cơ quan chủ trì', share: 2.4 },
          { head: 'Thời hạn', share: 1.2 },
          { head: 'Số ngày chậm', share: 1, align: 'right', kind: 'number' },
        ],
        rows: tasks.overdue.map(({ no, title, leads, lastDay, daysLate }) => [
          no,
          title,
          leads.join('; '),
          lastDay === null ? '' : formatDay(lastDay),
          daysLate,
        ]),
      },
    },
  ];
}
