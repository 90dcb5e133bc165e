import { COLOUR_WORDS, GAP_STATES, REPORTING_WORDS } from '../../collect/words.ts';
import { formatDay } from '../../days.ts';
import { formatNumber, formatPercent, NONE } from '../../i18n/format.ts';
import type { Letterhead } from '../../papers/layout.ts';
import { type Block, type Paper, type PaperSection, roman } from '../../papers/paper.ts';
import { list, type Tag, type TemplateRow, text, valuesOf } from '../../papers/template/tag.ts';
import { paperOf } from '../kinds/all.ts';
import {
  alertSentence,
  byLocalities,
  coloursSentence,
  fundingBlocks,
  greenSentence,
  localityName,
  missingOf,
  reportingSentence,
  targetAsked,
  targetBlocks,
  taskBlocks,
} from '../phrases.ts';
import type {
  ConditionFigures,
  IndicatorFigures,
  Lacking,
  LocalityFigures,
  Narrative,
  SectionCode,
  Snapshot,
  TargetFigures,
} from '../types.ts';

/** What templates of reports may say, each tag said once: its name, its words and how it is worked out. Pure. */

export interface TagFacts {
  snapshot: Snapshot;
  narrative: Narrative;
  letterhead: Letterhead;
  paper: Paper;
}

const number = (value: number | null | undefined) =>
  value === null || value === undefined ? NONE : formatNumber(value);
const day = (value: string | null | undefined) => (value ? formatDay(value) : NONE);

interface Row<T> {
  at: number;
  of: T;
}
const counted = <T>(items: readonly T[]): Row<T>[] => items.map((of, at) => ({ at: at + 1, of }));
const order = text<{ at: number }>('tt', ['số thứ tự', 'number in the list'], ({ at }) => formatNumber(at));

const ofLocality: Tag<Row<LocalityFigures>>[] = [
  order,
  text('ma', ['mã đơn vị', 'code'], ({ of }) => of.code),
  text('ten', ['tên xã, phường, đặc khu', 'name with its type'], ({ of }) => localityName(of)),
  text('tinh_trang', ['tình trạng', 'state'], ({ of }) => COLOUR_WORDS[of.colour][0]),
  text('ty_le_dat', ['tỷ lệ đạt', 'share met'], ({ of }) => formatPercent(of.percent)),
  text('bao_cao', ['báo cáo trong ngày', 'report of the day'], ({ of }) => REPORTING_WORDS[of.reporting][0]),
  text('so_ngay_chua_gui', ['số ngày liền chưa gửi', 'days running without a report'], ({ of }) =>
    number(of.missingStreak),
  ),
];

const ofGap: readonly Tag<Row<Gap>>[] = [
  text('ten', ['tên xã, phường, đặc khu', 'locality'], ({ of }) => of.unit),
  text(
    'tinh_trang',
    ['chưa đạt hoặc chưa có số liệu', 'not met or not known'],
    ({ of }) => GAP_STATES[of.gap.state][0],
  ),
  text('hien_co', ['số hiện có', 'have'], ({ of }) => number(of.gap.have)),
  text('can_co', ['số cần có', 'need'], ({ of }) => number(of.gap.need)),
  text('con_thieu', ['số còn thiếu', 'missing'], ({ of }) => number(of.gap.missing)),
  text('tu_ngay', ['từ ngày', 'since'], ({ of }) => day(of.gap.since)),
  text('nguoi_xu_ly', ['người xử lý', 'owner'], ({ of }) => of.gap.promise?.owner ?? NONE),
  text('ngay_hen', ['ngày hẹn hoàn thành', 'promised day'], ({ of }) => day(of.gap.promise?.promisedOn)),
];

interface Gap {
  gap: Lacking;
  unit: string;
  indicator: IndicatorFigures;
}

function gapsOf({ snapshot }: TagFacts, indicators = snapshot.indicators): Gap[] {
  const byCode = new Map(snapshot.localities.map((one) => [one.code, one]));
  return indicators.flatMap((indicator) =>
    indicator.lacking.map((gap) => {
      const locality = byCode.get(gap.locality);
      return { gap, indicator, unit: locality ? localityName(locality) : gap.locality };
    }),
  );
}

const ofCondition: readonly Tag<Row<ConditionFigures>>[] = [
  order,
  text('ten', ['tên điều kiện', 'name'], ({ of }) => of.nameVi),
  text('dat', ['số đơn vị đạt', 'met'], ({ of }) => number(of.counts.met)),
  text('chua_dat', ['số đơn vị chưa đạt', 'not met'], ({ of }) => number(of.counts.unmet)),
  text('chua_co_so_lieu', ['số đơn vị chưa có số liệu', 'not known'], ({ of }) => number(of.counts.unknown)),
  text('khong_ap_dung', ['số đơn vị không áp dụng', 'not applicable'], ({ of }) =>
    number(of.counts.not_applicable),
  ),
];

const ofIndicator: readonly Tag<Row<{ facts: TagFacts; indicator: IndicatorFigures }>>[] = [
  order,
  text('ten', ['tên chỉ tiêu', 'name'], ({ of }) => of.indicator.nameVi),
  text('so_don_vi', ['số đơn vị còn thiếu', 'localities lacking it'], ({ of }) =>
    number(of.indicator.unmet + of.indicator.unknown),
  ),
  text('chua_dat', ['số đơn vị chưa đạt', 'not met'], ({ of }) => number(of.indicator.unmet)),
  text('chua_co_so_lieu', ['số đơn vị chưa có số liệu', 'not known'], ({ of }) =>
    number(of.indicator.unknown),
  ),
  text('con_thieu', ['tổng số còn thiếu', 'units lacking'], ({ of }) =>
    of.indicator.unit === null ? NONE : number(of.indicator.missing),
  ),
  text('don_vi_tinh', ['đơn vị tính', 'unit'], ({ of }) => of.indicator.unit ?? NONE),
  text('co_quan', ['cơ quan phụ trách', 'agency'], ({ of }) => of.indicator.agency),
  list(
    'don_vi_thieu',
    ['đơn vị còn thiếu chỉ tiêu này', 'localities lacking it'],
    ({ of }) => counted(gapsOf(of.facts, [of.indicator])),
    [order, ...ofGap],
  ),
];

const named = (facts: TagFacts, codes: readonly string[]) =>
  counted(facts.snapshot.localities.filter(({ code }) => codes.includes(code)));

const said = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.kind === 'text' ? [block.text] : block.kind === 'list' ? block.items.map((one) => `- ${one}`) : [],
  );

/** What blocks say first, where they say anything. */
const sentence = (blocks: readonly Block[]) => said(blocks)[0] ?? NONE;

const ofTarget: readonly Tag<Row<TargetFigures>>[] = [
  order,
  text('ten', ['tên chỉ tiêu', 'name'], ({ of }) => of.nameVi),
  text('muc', ['mức phải đạt', 'what is asked'], ({ of }) => targetAsked(of)),
  text('nguyen_van', ['nguyên văn trong văn bản', 'the words of the paper'], ({ of }) => of.asWritten),
  text('dat', ['số đơn vị đạt', 'met'], ({ of }) => number(of.counts.met)),
  text('vuot', ['số đơn vị vượt lộ trình', 'ahead of the path'], ({ of }) => number(of.counts.ahead)),
  text('dung', ['số đơn vị đúng lộ trình', 'on the path'], ({ of }) => number(of.counts.on_path)),
  text('cham', ['số đơn vị chậm so với lộ trình', 'behind the path'], ({ of }) => number(of.counts.behind)),
  text('chua_dat', ['số đơn vị chưa đạt', 'not met'], ({ of }) => number(of.counts.not_met)),
  text('chua_co_so_lieu', ['số đơn vị chưa có số liệu', 'not known'], ({ of }) => number(of.counts.no_data)),
];

const paragraph = [text<string>('noi_dung', ['một đoạn', 'a paragraph'], (one) => one)];

const written = (code: SectionCode, name: string, words: readonly [string, string]) =>
  text<TagFacts>(
    name,
    [`phần lời: ${words[0]}`, `words: ${words[1]}`],
    ({ narrative }) => narrative[code] ?? '',
  );

export const REPORT_TAGS: readonly Tag<TagFacts>[] = [
  text('co_quan_chu_quan', ['cơ quan chủ quản, dòng trên bên trái', 'parent body'], ({ letterhead }) =>
    letterhead.parent.toLocaleUpperCase('vi'),
  ),
  text('co_quan', ['cơ quan ban hành, chữ hoa', 'issuer, in capitals'], ({ letterhead }) =>
    letterhead.issuer.toLocaleUpperCase('vi'),
  ),
  text('ten_co_quan', ['cơ quan ban hành', 'issuer'], ({ letterhead }) => letterhead.issuer),
  text('ky_hieu', ['ký hiệu văn bản', 'symbol after the number'], ({ letterhead }) => letterhead.symbol),
  text('dia_danh', ['địa danh', 'place'], ({ letterhead }) => letterhead.place),
  text(
    'kinh_gui',
    ['nơi nhận ở dòng Kính gửi', 'who it goes up to'],
    ({ letterhead }) => letterhead.superior,
  ),
  text('chuc_vu_ky', ['chức vụ người ký', 'title of who signs'], ({ letterhead }) => letterhead.signer),
  list(
    'noi_nhan',
    ['các dòng của Nơi nhận', 'recipients'],
    ({ letterhead }) => letterhead.recipients,
    paragraph,
  ),
  text('trich_yeu', ['trích yếu', 'what it is about'], ({ paper }) => paper.about),
  text('mo_dau', ['đoạn mở đầu', 'opening sentence'], ({ paper }) => paper.opening),
  text('thoi_diem', ['thời điểm của số liệu', 'as of when'], ({ paper }) => paper.asOf),
  text('dia_ban', ['địa bàn', 'area'], ({ paper }) => paper.area),
  text('dot_bao_cao', ['đợt báo cáo', 'programme'], ({ snapshot }) => snapshot.programme.nameVi),
  text('ngay', ['ngày của số liệu', 'day of the figures'], ({ snapshot }) => day(snapshot.day)),
  text('tu_ngay', ['ngày đầu kỳ', 'first day of the period'], ({ snapshot }) => day(snapshot.period.from)),
  text('den_ngay', ['ngày cuối kỳ', 'last day of the period'], ({ snapshot }) => day(snapshot.period.to)),
  text('thoi_han', ['thời hạn', 'deadline'], ({ snapshot }) => day(snapshot.deadline)),
  text('so_don_vi', ['tổng số đơn vị', 'localities'], ({ snapshot }) => number(snapshot.localities.length)),
  text('so_xanh', ['số đơn vị phủ xanh', 'green'], ({ snapshot }) => number(snapshot.summary.green)),
  text('ty_le_xanh', ['tỷ lệ phủ xanh', 'share green'], ({ snapshot }) =>
    formatPercent(snapshot.summary.percentGreen),
  ),
  text('so_gan_dat', ['số đơn vị gần đạt', 'nearly green'], ({ snapshot }) =>
    number(snapshot.summary.yellow),
  ),
  text('so_chua_dat', ['số đơn vị chưa đạt', 'not green'], ({ snapshot }) => number(snapshot.summary.red)),
  text('so_chua_co_so_lieu', ['số đơn vị chưa có số liệu', 'without figures'], ({ snapshot }) =>
    number(snapshot.summary.grey),
  ),
  text('so_phai_bao_cao', ['số đơn vị phải báo cáo', 'expected to report'], ({ snapshot }) =>
    number(snapshot.summary.expected),
  ),
  text('so_da_gui', ['số đơn vị đã gửi báo cáo', 'have reported'], ({ snapshot }) =>
    number(snapshot.summary.received),
  ),
  text('so_dung_han', ['số đơn vị gửi đúng hạn', 'on time'], ({ snapshot }) =>
    number(snapshot.summary.onTime),
  ),
  text('so_muon', ['số đơn vị gửi muộn', 'late'], ({ snapshot }) => number(snapshot.summary.late)),
  text('so_chua_gui', ['số đơn vị chưa gửi báo cáo', 'have not reported'], ({ snapshot }) =>
    number(missingOf(snapshot).length),
  ),
  text('ty_le_kip_thoi', ['tỷ lệ kịp thời', 'timely'], ({ snapshot }) =>
    formatPercent(snapshot.summary.rates.timely.percent),
  ),
  text('ty_le_day_du', ['tỷ lệ đầy đủ', 'complete'], ({ snapshot }) =>
    formatPercent(snapshot.summary.rates.complete.percent),
  ),
  text('ty_le_chinh_xac', ['tỷ lệ chính xác', 'accurate'], ({ snapshot }) =>
    formatPercent(snapshot.summary.rates.accurate.percent),
  ),
  text('ngay_truoc', ['ngày so sánh', 'day that it is compared with'], ({ snapshot }) =>
    day(snapshot.before?.day),
  ),
  text('so_xanh_truoc', ['số đơn vị phủ xanh ở ngày so sánh', 'green on that day'], ({ snapshot }) =>
    number(snapshot.before?.summary.green),
  ),
  text('ty_le_xanh_truoc', ['tỷ lệ phủ xanh ở ngày so sánh', 'share green on that day'], ({ snapshot }) =>
    formatPercent(snapshot.before?.summary.percentGreen ?? null),
  ),
  text(
    'cau_phu_xanh',
    ['câu về kết quả phủ xanh', 'sentence on green'],
    ({ snapshot }) => `${greenSentence(snapshot)}.`,
  ),
  text('cau_tinh_trang', ['câu về tình trạng các đơn vị', 'sentence on states'], ({ snapshot }) =>
    coloursSentence(snapshot),
  ),
  text('cau_bao_cao', ['câu về việc gửi báo cáo', 'sentence on reporting'], ({ snapshot }) =>
    reportingSentence(snapshot),
  ),
  text('cau_canh_bao', ['câu về cảnh báo và cam kết', 'sentence on alerts'], ({ snapshot }) =>
    alertSentence(snapshot),
  ),
  text('cau_nhiem_vu', ['câu về nhiệm vụ được giao', 'sentence on tasks'], ({ snapshot }) =>
    sentence(taskBlocks(snapshot)),
  ),
  text('cau_chi_tieu', ['câu về chỉ tiêu theo kế hoạch', 'sentence on targets'], ({ snapshot }) =>
    sentence(targetBlocks(snapshot)),
  ),
  text('cau_kinh_phi', ['câu về kinh phí của nội dung còn thiếu', 'sentence on money'], ({ snapshot }) =>
    sentence(fundingBlocks(snapshot)),
  ),
  text('so_da_cap', ['số lượng đã cấp kinh phí', 'units allocated'], ({ snapshot }) =>
    number(snapshot.funding?.allocated),
  ),
  text('so_da_ban_giao', ['số lượng đã bàn giao', 'units delivered'], ({ snapshot }) =>
    number(snapshot.funding?.delivered),
  ),
  written('direction', 'loi_chi_dao', ['lãnh đạo, chỉ đạo', 'direction']),
  written('results', 'loi_ket_qua', ['kết quả', 'results']),
  written('shortcomings', 'loi_ton_tai', ['tồn tại, hạn chế', 'shortcomings']),
  written('tasks', 'loi_nhiem_vu', ['nhiệm vụ thời gian tới', 'tasks to come']),
  written('proposals', 'loi_de_xuat', ['đề xuất, kiến nghị', 'proposals']),
  list<TagFacts, { at: number; section: PaperSection }>(
    'phan',
    ['các phần của báo cáo', 'sections'],
    ({ paper }) => paper.sections.map((section, at) => ({ at: at + 1, section })),
    [
      text('so', ['số La Mã', 'Roman number'], ({ at }) => roman(at)),
      text('tieu_de', ['tiêu đề', 'head'], ({ section }) => section.head),
      list(
        'doan',
        ['các đoạn tự tính', 'paragraphs worked out'],
        ({ section }) => said(section.blocks),
        paragraph,
      ),
      list('loi', ['các đoạn phần lời', 'paragraphs written'], ({ section }) => section.written, paragraph),
    ],
  ),
  list(
    'dieu_kien',
    ['kết quả theo điều kiện', 'conditions'],
    ({ snapshot }) => counted(snapshot.conditions),
    ofCondition,
  ),
  list(
    'chi_tieu_ke_hoach',
    ['chỉ tiêu theo kế hoạch so với lộ trình', 'targets against their path'],
    ({ snapshot }) => counted(snapshot.targets ?? []),
    ofTarget,
  ),
  list(
    'chi_tieu',
    ['chỉ tiêu còn thiếu, nhiều đơn vị thiếu nhất trước', 'indicators lacking'],
    (facts) => counted(byLocalities(facts.snapshot.indicators).map((indicator) => ({ facts, indicator }))),
    ofIndicator,
  ),
  list('con_thieu', ['tất cả nội dung còn thiếu', 'all gaps'], (facts) => counted(gapsOf(facts)), [
    order,
    text<Row<Gap>>('chi_tieu', ['tên chỉ tiêu', 'indicator'], ({ of }) => of.indicator.nameVi),
    ...ofGap,
  ]),
  list(
    'don_vi',
    ['tất cả đơn vị', 'all localities'],
    ({ snapshot }) => counted(snapshot.localities),
    ofLocality,
  ),
  list(
    'chua_gui',
    ['đơn vị chưa gửi báo cáo, lâu nhất trước', 'localities that have not reported'],
    ({ snapshot }) => counted(missingOf(snapshot)),
    ofLocality,
  ),
  list(
    'moi_xanh',
    ['đơn vị mới phủ xanh', 'turned green'],
    (facts) => named(facts, facts.snapshot.change.turned),
    ofLocality,
  ),
  list(
    'khong_con_xanh',
    ['đơn vị không còn phủ xanh', 'no longer green'],
    (facts) => named(facts, facts.snapshot.change.fell),
    ofLocality,
  ),
];

/** What a template of a report is filled with. */
export function templateValues(
  snapshot: Snapshot,
  narrative: Narrative,
  letterhead: Letterhead,
  paper = paperOf(snapshot, narrative),
): TemplateRow {
  return valuesOf(REPORT_TAGS, { snapshot, narrative, letterhead, paper });
}
