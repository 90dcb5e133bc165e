import { COLOURS } from '../charts/colours.ts';
import { daysBetween, formatDay } from '../days.ts';
import { movesByDay } from '../figures/changes.ts';
import { formatAge, formatNumber, formatPercent } from '../i18n/format.ts';
import type { Say } from '../i18n/say.ts';
import type { DigestFacts, Section } from './types.ts';
import { ESCALATED_TO, kindName } from './words.ts';

/** The parts of a summary that are lists: a few lines each, the rest is counted. Pure. */

const LOWEST = 5;
const LISTED = 10;
const GAPS = 5;

export function sections(facts: DigestFacts, say: Say): Section[] {
  return [
    lowest(facts, say),
    ...changed(facts, say),
    gaps(facts, say),
    alerts(facts, say),
    escalations(facts, say),
    promises(facts, say),
  ].filter((section) => section.lines.length > 0 || section.note !== undefined);
}

/** The last of the ranking, last first, as on the board. */
function lowest({ ranking }: DigestFacts, say: Say): Section {
  const last = ranking
    .filter(({ unit }) => unit.colour !== 'green')
    .slice(-LOWEST)
    .reverse();
  return {
    title: say('Cần hỗ trợ nhất', 'Where help is needed most'),
    lines: last.map(({ unit }) => {
      const { sign, words } = COLOURS[unit.colour];
      const how =
        unit.colour === 'grey'
          ? say(...words)
          : `${formatPercent(unit.percent)}, ${say(`thiếu ${formatNumber(unit.lacking)} chỉ tiêu`, `lacks ${formatNumber(unit.lacking)}`)}`;
      return `${sign} ${unit.name}: ${how}`;
    }),
    ...(last.length === 0 && {
      note: say('Tất cả đã đạt mọi điều kiện.', 'All meet every condition.'),
    }),
  };
}

function changed({ change, names }: DigestFacts, say: Say): Section[] {
  if (change === null) return [];
  const nameOf = (code: string) => {
    const known = names.get(code);
    return known ? `${known.type} ${known.name}` : code;
  };
  return [
    named(say('Mới đạt', 'Turned green'), change.turned.map(nameOf), say),
    named(say('Không còn đạt', 'Green no more'), change.fell.map(nameOf), say),
    ...movesByDay(change.moved).map(([day, codes]) =>
      named(
        say(`Do thay đổi quy định từ ${formatDay(day)}`, `By a change of the rules from ${formatDay(day)}`),
        codes.map(nameOf),
        say,
      ),
    ),
  ];
}

function gaps({ totals, gaps: all, indicators }: DigestFacts, say: Say): Section {
  const most = [...totals]
    .sort((a, b) => b.unmet + b.unknown - (a.unmet + a.unknown))
    .slice(0, GAPS)
    .map(({ indicator, unmet, unknown, missing }) => {
      const known = indicators.get(indicator);
      const name = known ? say(known.nameVi, known.nameEn) : indicator;
      const units = formatNumber(unmet + unknown);
      const lacking =
        missing > 0 ? say(`, còn thiếu ${formatNumber(missing)}`, `, ${formatNumber(missing)} missing`) : '';
      return `${name}: ${say(`${units} đơn vị chưa đạt`, `${units} communes`)}${lacking}`;
    });
  return {
    title: say(
      `Còn thiếu nhiều nhất (${formatNumber(all.length)} mục trong danh sách)`,
      `Most common gaps (${formatNumber(all.length)} on the list)`,
    ),
    lines: most,
  };
}

function alerts({ alerts: counts }: DigestFacts, say: Say): Section {
  return {
    title: say('Cảnh báo chưa kết thúc', 'Alerts not resolved'),
    lines: counts.map(({ kind, open, acknowledged }) => {
      const taken = formatNumber(acknowledged);
      const on = acknowledged === 0 ? '' : say(`, ${taken} đang xử lý`, `, ${taken} taken on`);
      return `${kindName(kind, say)}: ${formatNumber(open)}${on}`;
    }),
    ...(counts.length === 0 && { note: say('Không có cảnh báo nào.', 'There are none.') }),
  };
}

function escalations(facts: DigestFacts, say: Say): Section {
  const lines = facts.escalations.map(
    ({ area, kind, role, openedAt: _ }) =>
      `${areaName(facts, area)}: ${kindName(kind, say)} – ${say(...ESCALATED_TO[role])}`,
  );
  return listed(say('Đã báo lên cấp trên', 'Escalated'), lines, say);
}

function promises(facts: DigestFacts, say: Say): Section {
  const lines = facts.promises.map(({ area, kind, subject, owner, promisedOn }) => {
    const indicator = facts.indicators.get(subject);
    const what = indicator ? say(indicator.nameVi, indicator.nameEn) : kindName(kind, say);
    const overdue = daysBetween(promisedOn, facts.day);
    const late =
      overdue > 0
        ? say(` (quá hẹn ${formatAge(overdue, say)})`, ` (${formatAge(overdue, say)} overdue)`)
        : '';
    const who = owner === null ? '' : `${owner}, `;
    return `${areaName(facts, area)}: ${what} – ${who}${say('hẹn', 'promised for')} ${formatDay(promisedOn)}${late}`;
  });
  return listed(say('Cam kết đến hạn hoặc quá hạn', 'Promises due'), lines, say);
}

/** Names alone, in one line. */
function named(title: string, all: readonly string[], say: Say): Section {
  const { lines, note, ...section } = listed(title, all, say);
  const rest = note === undefined ? '' : ` ${note}`;
  return { ...section, lines: lines.length === 0 ? [] : [`${lines.join(', ')}${rest}`] };
}

function listed(title: string, all: readonly string[], say: Say): Section {
  const rest = formatNumber(all.length - LISTED);
  return {
    title: `${title}: ${formatNumber(all.length)}`,
    lines: all.slice(0, LISTED),
    ...(all.length > LISTED && { note: say(`và ${rest} nội dung khác`, `and ${rest} more`) }),
  };
}

function areaName({ names, province }: DigestFacts, area: string): string {
  if (area === province.code) return province.name;
  const known = names.get(area);
  return known ? `${known.type} ${known.name}` : area;
}
