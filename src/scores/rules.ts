import type { Objection } from '../refused.ts';
import type {
  Criterion,
  Definition,
  Grade,
  Line,
  OwnFigures,
  Said,
  SaidOfAll,
  Sheet,
  Step,
  Total,
} from './types.ts';
import { FIGURE_WORDS } from './words.ts';

/** How points are worked out, added up and ranked, and what a criteria set must be like. Pure. */

/** Points have two decimals at most; they are added up as hundredths. */
const hundredths = (points: number) => Math.round(points * 100);
const fits = (points: number) => Math.abs(points * 100 - Math.round(points * 100)) < 1e-6;

/** A criterion's points by what was said of it, and by the service's own figures. */
export function lineOf(
  criterion: Criterion,
  said: { self: Said | undefined; verified: Said | undefined },
  figures: OwnFigures,
): Line {
  const { code, max } = criterion;
  const by = (one: Said | undefined) => resolve(criterion, one, figures);
  const counts = by(said.verified ?? said.self);
  const pointsOf = (one: Said | undefined) => (one === undefined ? null : by(one).points);
  const spoken = said.verified ?? said.self;
  return {
    code,
    max,
    points: counts.points,
    state: counts.state,
    self: pointsOf(said.self),
    verified: pointsOf(said.verified),
    how: counts.how[1],
    howVi: counts.how[0],
    note: spoken?.note ?? null,
    evidence: [...new Set([...(said.self?.evidence ?? []), ...(said.verified?.evidence ?? [])])],
  };
}

interface Resolved {
  points: number | null;
  state: Line['state'];
  how: readonly [vi: string, en: string];
}

function resolve(criterion: Criterion, said: Said | undefined, figures: OwnFigures): Resolved {
  const { how, max, figure } = criterion;
  if (said?.notApplicable)
    return {
      points: null,
      state: 'not_applicable',
      how: [
        `Không áp dụng: không tính ${show(max)} điểm tối đa`,
        `Not applicable: leaves its maximum of ${max}`,
      ],
    };
  const unknown: Resolved = {
    points: 0,
    state: 'unknown',
    how: [`Chưa có số liệu: 0/${show(max)} điểm`, `Unknown: 0 of ${max}`],
  };
  if (said?.unknown) return unknown;
  if (how === 'figure') {
    const own = figure === null ? undefined : figures[figure];
    if (!own || figure === null || own.of === 0) return unknown;
    const [vi, en] = FIGURE_WORDS[figure];
    return shared(criterion, own.have, own.of, [
      `${show(own.have)}/${show(own.of)} ${vi}`,
      `${own.have} of ${own.of} ${en}`,
    ]);
  }
  if (!said) return unknown;
  if (how === 'hand') {
    if (said.points === undefined) return unknown;
    return counted(said.points, [
      `Chấm ${show(said.points)}/${show(max)} điểm`,
      `Given ${said.points} of ${max}`,
    ]);
  }
  if (said.have !== undefined && said.need !== undefined && said.need > 0)
    return shared(criterion, said.have, said.need, [
      `${show(said.have)}/${show(said.need)}`,
      `${said.have} of ${said.need}`,
    ]);
  if (said.value === undefined) return unknown;
  if (how === 'steps') return stepped(criterion, said.value, [show(said.value), String(said.value)]);
  return shared(criterion, said.value, 100, null);
}

/** A share of the maximum, or what the steps give for it. */
function shared(
  criterion: Criterion,
  have: number,
  of: number,
  shown: readonly [string, string] | null,
): Resolved {
  const { max, steps } = criterion;
  const percent = (have * 100) / of;
  const [vi, en] = shown ?? ['', ''];
  const said = [`${show(round2(percent))} %`, `${round2(percent)} %`] as const;
  const told = shown ? ([`${vi} = ${said[0]}`, `${en} = ${said[1]}`] as const) : said;
  if (steps.length > 0) return stepped(criterion, percent, told);
  const points = Math.round((hundredths(max) * have) / of) / 100;
  return counted(points, [
    `${told[0]} × ${show(max)} điểm = ${show(points)} điểm`,
    `${told[1]} × ${max} = ${points}`,
  ]);
}

function stepped({ steps }: Criterion, value: number, [vi, en]: readonly [string, string]): Resolved {
  const step = bandOf(steps, value);
  if (!step)
    return {
      points: 0,
      state: 'unknown',
      how: [`${vi}: ngoài các bậc điểm`, `${en}: outside of the steps`],
    };
  return counted(step.points, [
    `${vi}, thuộc bậc từ ${show(step.from)} đến ${isTop(steps, step) ? '' : 'dưới '}${show(step.to)}: ${show(step.points)} điểm`,
    `${en}, in the step from ${step.from} to ${isTop(steps, step) ? '' : 'below '}${step.to}: ${step.points}`,
  ]);
}

const counted = (points: number, how: Resolved['how']): Resolved => ({ points, state: 'counted', how });

/** What does not apply leaves points and maximum; what is unknown gives 0 of its maximum, and is counted. */
export function totalOf(lines: readonly Pick<Line, 'points' | 'max' | 'state'>[]): Total {
  const applying = lines.filter((one) => one.state !== 'not_applicable');
  const points = sum(applying.map((one) => hundredths(one.points ?? 0)));
  const max = sum(applying.map((one) => hundredths(one.max)));
  return {
    points: points / 100,
    max: max / 100,
    percent: max === 0 ? null : Math.round((points * 10_000) / max) / 100,
    notApplicable: lines.length - applying.length,
    unknown: lines.filter((one) => one.state === 'unknown').length,
  };
}

/** The same place for the same percentage, and the places after it are left out: 1, 2, 2, 4. */
export function ranksOf(percents: readonly (number | null)[]): (number | null)[] {
  return percents.map((percent) =>
    percent === null ? null : 1 + percents.filter((other) => other !== null && other > percent).length,
  );
}

export function gradeOf(grades: readonly Grade[], percent: number | null): string | null {
  return percent === null ? null : (bandOf(grades, percent)?.grade ?? null);
}

/** A locality's sheet without its place among the others. */
export function sheetOf(
  definition: Definition,
  of: Pick<Sheet, 'locality' | 'state'>,
  said: { self: SaidOfAll | undefined; verified: SaidOfAll | undefined },
  figures: OwnFigures,
): Sheet {
  const criteria = criteriaOf(definition).map((one) =>
    lineOf(one, { self: said.self?.[one.code], verified: said.verified?.[one.code] }, figures),
  );
  return totalled(definition, of, criteria);
}

/** Lines added up, without a place yet. */
export function totalled(
  { grades }: Pick<Definition, 'grades'>,
  { locality, state }: Pick<Sheet, 'locality' | 'state'>,
  criteria: Line[],
): Sheet {
  const total = totalOf(criteria);
  return { locality, state, ...total, rank: null, grade: gradeOf(grades, total.percent), criteria };
}

/** With their places, the first first; those without a percentage at the end. */
export function ranked(sheets: readonly Sheet[]): Sheet[] {
  const ranks = ranksOf(sheets.map((one) => one.percent));
  return sheets
    .map((sheet, at) => ({ ...sheet, rank: ranks[at] ?? null }))
    .sort(
      (a, b) =>
        (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) ||
        (a.locality.code < b.locality.code ? -1 : 1),
    );
}

export const criteriaOf = ({ groups }: Pick<Definition, 'groups'>): Criterion[] =>
  groups.flatMap((group) => group.criteria);

function bandOf<T extends { from: number; to: number }>(bands: readonly T[], value: number): T | undefined {
  return bands.find(
    (one) => one.from <= value && (value < one.to || (isTop(bands, one) && value === one.to)),
  );
}

const isTop = (bands: readonly { to: number }[], band: { to: number }) =>
  bands.every((one) => one.to <= band.to);

/* --- what a set must be like --- */

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
export const LARGEST_MAX = 100_000;

/** All that speaks against a criteria set, each at its place in the body. */
export function objectionsTo({ max, groups, grades }: Definition): Objection[] {
  const wrong: Objection[] = [];
  const say = (field: string, vi: string, en: string) => void wrong.push({ field, vi, en });
  const seen = new Set<string>();
  const sound = (field: string, figure: number) => {
    if (!(figure > 0 && figure <= LARGEST_MAX && fits(figure)))
      say(
        field,
        'Điểm tối đa lớn hơn 0, nhiều nhất hai chữ số thập phân.',
        'A maximum is above 0 with two decimals at most.',
      );
  };
  sound('max', max);
  for (const [at, group] of groups.entries()) {
    sound(`groups/${at}/max`, group.max);
    for (const [place, criterion] of group.criteria.entries()) {
      const where = `groups/${at}/criteria/${place}`;
      const { code } = criterion;
      if (!CODE.test(code))
        say(`${where}/code`, 'Mã gồm chữ không dấu, số, dấu chấm, “-”.', `“${code}” is no code.`);
      else if (seen.has(code)) say(`${where}/code`, `Mã ${code} dùng hai lần.`, `“${code}” stands twice.`);
      seen.add(code);
      sound(`${where}/max`, criterion.max);
      wrong.push(...howFaults(criterion, where));
    }
    const added = sum(group.criteria.map((one) => hundredths(one.max))) / 100;
    if (group.criteria.length === 0)
      say(`groups/${at}/criteria`, 'Nhóm chưa có tiêu chí nào.', 'The group has no criteria.');
    else if (hundredths(added) !== hundredths(group.max))
      say(
        `groups/${at}/max`,
        `Nhóm “${group.nameVi}” ghi tối đa ${show(group.max)} điểm, các tiêu chí cộng lại là ${show(added)}.`,
        `“${group.nameVi}” says ${group.max}; its criteria add up to ${added}.`,
      );
  }
  const added = sum(groups.map((one) => hundredths(one.max))) / 100;
  if (groups.length === 0) say('groups', 'Bộ tiêu chí chưa có nhóm nào.', 'The set has no groups.');
  else if (hundredths(added) !== hundredths(max))
    say(
      'max',
      `Bộ tiêu chí ghi tối đa ${show(max)} điểm, các nhóm cộng lại là ${show(added)}.`,
      `The set says ${max}; its groups add up to ${added}.`,
    );
  if (grades.length > 0) wrong.push(...bandFaults(grades, 'grades', [0, 100]));
  const names = grades.map((one) => one.grade);
  for (const [at, name] of names.entries())
    if (names.indexOf(name) !== at)
      say(`grades/${at}/grade`, `Xếp loại “${name}” được nhập hai lần.`, `“${name}” stands twice.`);
  return wrong;
}

function howFaults({ how, figure, steps, max }: Criterion, where: string): Objection[] {
  const wrong: Objection[] = [];
  const say = (field: string, vi: string, en: string) => void wrong.push({ field, vi, en });
  if ((how === 'figure') !== (figure !== null))
    say(
      `${where}/figure`,
      how === 'figure' ? 'Chọn số liệu của hệ thống.' : 'Cách chấm này không lấy số liệu của hệ thống.',
      how === 'figure' ? 'Name the figure.' : 'Only “figure” takes a figure of the service.',
    );
  if (how === 'steps' && steps.length === 0) say(`${where}/steps`, 'Nhập các bậc điểm.', 'Steps are needed.');
  if ((how === 'hand' || how === 'share') && steps.length > 0)
    say(`${where}/steps`, 'Cách chấm này không có bậc điểm.', 'Only “steps” and “figure” have steps.');
  if (steps.length === 0) return wrong;
  wrong.push(...bandFaults(steps, `${where}/steps`, how === 'figure' ? [0, 100] : null));
  for (const [at, { points }] of steps.entries())
    if (!(points >= 0 && points <= max && fits(points)))
      say(
        `${where}/steps/${at}/points`,
        `Điểm của bậc từ 0 đến ${show(max)}.`,
        `The points of a step are 0 to ${max}.`,
      );
  if (steps.every((one) => hundredths(one.points) !== hundredths(max)))
    say(
      `${where}/steps`,
      `Không bậc nào đạt điểm tối đa ${show(max)} của tiêu chí.`,
      `No step gives the criterion’s maximum of ${max}.`,
    );
  const inOrder = [...steps].sort((a, b) => a.from - b.from).map((one) => one.points);
  const rises = inOrder.every((one, at) => at === 0 || one >= (inOrder[at - 1] ?? one));
  const falls = inOrder.every((one, at) => at === 0 || one <= (inOrder[at - 1] ?? one));
  if (!rises && !falls)
    say(
      `${where}/steps`,
      'Điểm các bậc không tăng dần hoặc giảm dần. Kiểm tra lại thứ tự.',
      'The points of the steps go up and down.',
    );
  return wrong;
}

/** A hole, an overlap or an inversion of bands, each where it is. `covers`: from where to where they have to reach. */
export function bandFaults(
  bands: readonly Pick<Step, 'from' | 'to'>[],
  where: string,
  covers: readonly [number, number] | null,
): Objection[] {
  const wrong: Objection[] = [];
  const say = (at: number, vi: string, en: string) => void wrong.push({ field: `${where}/${at}`, vi, en });
  for (const [at, { from, to }] of bands.entries())
    if (from >= to)
      say(
        at,
        `Bậc ${show(from)}–${show(to)} bị ngược: điểm đầu phải nhỏ hơn điểm cuối.`,
        `The band ${from}–${to} is upside down.`,
      );
  if (wrong.length > 0) return wrong;
  const inOrder = bands.map((band, at) => ({ ...band, at })).sort((a, b) => a.from - b.from);
  for (const [place, band] of inOrder.entries()) {
    const before = inOrder[place - 1];
    if (!before) continue;
    if (before.to < band.from)
      say(
        band.at,
        `Có khoảng trống giữa ${show(before.to)} và ${show(band.from)}: bậc sau bắt đầu đúng chỗ bậc trước kết thúc (bậc trên gồm cả mốc này).`,
        `There is a hole between ${before.to} and ${band.from}: a band begins where the one below ends.`,
      );
    else if (before.to > band.from)
      say(
        band.at,
        `Chồng nhau từ ${show(band.from)} đến ${show(before.to)}.`,
        `Bands overlap from ${band.from} to ${before.to}.`,
      );
  }
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (covers && first && last) {
    if (first.from !== covers[0])
      say(
        first.at,
        `Bậc thấp nhất phải từ ${show(covers[0])}.`,
        `The lowest band has to begin at ${covers[0]}.`,
      );
    if (last.to !== covers[1])
      say(
        last.at,
        `Bậc cao nhất phải đến ${show(covers[1])}.`,
        `The highest band has to end at ${covers[1]}.`,
      );
  }
  return wrong;
}

/** All that speaks against what was said of criteria; `withFiles`: those that a file stands for already. */
export function saidFaults(
  definition: Definition,
  said: readonly ({ code: string } & Said)[],
  asked: { evidence: boolean; withFiles: ReadonlySet<string> },
): Objection[] {
  const wrong: Objection[] = [];
  const all = new Map(criteriaOf(definition).map((one) => [one.code, one]));
  for (const [at, one] of said.entries()) {
    const say = (field: string, vi: string, en: string) =>
      void wrong.push({ field: `criteria/${at}/${field}`, vi, en });
    const criterion = all.get(one.code);
    if (!criterion) {
      say('code', `Bộ tiêu chí không có mã ${one.code}.`, `There is no criterion “${one.code}”.`);
      continue;
    }
    if (said.findIndex(({ code }) => code === one.code) !== at)
      say('code', `Mã ${one.code} được nhập hai lần.`, `“${one.code}” stands twice.`);
    const { points, value, have, need } = one;
    const figures = [points, value, have ?? need].filter((figure) => figure !== undefined).length;
    const words = Number(one.notApplicable === true) + Number(one.unknown === true);
    if (figures + words > 1) {
      say(
        'points',
        'Chỉ chọn một: điểm hoặc số liệu, không áp dụng, hoặc chưa có số liệu.',
        'Either a figure, or not applicable, or unknown.',
      );
      continue;
    }
    if (one.notApplicable && !one.note?.trim())
      say('note', 'Nêu lý do không áp dụng.', 'Say why it does not apply.');
    if (words > 0) continue;
    wrong.push(...figureFaults(criterion, one, say));
    const isAsked = asked.evidence && criterion.evidence !== null && figures > 0 && (points ?? 1) > 0;
    if (isAsked && (one.evidence ?? []).length === 0 && !asked.withFiles.has(one.code))
      say('evidence', `Cần minh chứng: ${criterion.evidence}.`, `Evidence is needed: ${criterion.evidence}.`);
  }
  return wrong;
}

function figureFaults(
  criterion: Criterion,
  { points, value, have, need }: Said,
  say: (field: string, vi: string, en: string) => void,
): Objection[] {
  const { how, max, steps } = criterion;
  if (how === 'figure') {
    if (points !== undefined || value !== undefined || have !== undefined)
      say(
        'points',
        'Điểm này lấy từ số liệu của hệ thống, không nhập tay.',
        'These points are of the service’s own figures.',
      );
    return [];
  }
  if (how === 'hand') {
    if (points === undefined) say('points', 'Nhập điểm.', 'Points are needed.');
    else if (!(points >= 0 && points <= max && fits(points)))
      say(
        'points',
        `Điểm từ 0 đến ${show(max)}, nhiều nhất hai chữ số thập phân.`,
        `Points are 0 to ${max} with two decimals at most.`,
      );
    return [];
  }
  if (points !== undefined) {
    say(
      'points',
      'Điểm của tiêu chí này tính từ số liệu: nhập số liệu.',
      'These points are worked out of a value: give the value.',
    );
    return [];
  }
  if ((have === undefined) !== (need === undefined))
    say('have', 'Nhập đủ cả hai số.', 'Both have and need are needed.');
  else if (have !== undefined && need !== undefined) {
    if (!(need > 0)) say('need', 'Số cần lớn hơn 0.', 'Need is above 0.');
    else if (!(have >= 0 && have <= need)) say('have', `Từ 0 đến ${show(need)}.`, `Have is 0 to ${need}.`);
  } else if (value === undefined) say('value', 'Nhập số liệu.', 'A value is needed.');
  else if (how === 'share' && !(value >= 0 && value <= 100))
    say('value', 'Tỷ lệ từ 0 đến 100.', 'A share is 0 to 100.');
  else if (how === 'steps' && bandOf(steps, value) === undefined)
    say('value', 'Số liệu ngoài các bậc điểm.', 'The value lies outside of the steps.');
  return [];
}

/** “1 không áp dụng, 1 chưa có số liệu”; blank where all is known. */
export function leftOutWords({ notApplicable, unknown }: Pick<Total, 'notApplicable' | 'unknown'>) {
  const parts = (some: readonly (readonly [number, string])[]) =>
    some.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join(', ');
  return [
    parts([
      [notApplicable, 'không áp dụng'],
      [unknown, 'chưa có số liệu'],
    ]),
    parts([
      [notApplicable, 'not applicable'],
      [unknown, 'unknown'],
    ]),
  ] as const;
}

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);
const round2 = (figure: number) => Math.round(figure * 100) / 100;
const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });
/** Points and percentages have two decimals. */
export const show = (figure: number) => figures.format(figure);
