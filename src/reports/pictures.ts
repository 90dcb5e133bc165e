import { drawBars } from '../charts/bars.ts';
import { PICTURE_FONT } from '../charts/font.ts';
import { isLikeAMap } from '../charts/tile-layout.ts';
import { drawTileMap } from '../charts/tile-map.ts';
import { drawTrend } from '../charts/trend.ts';
import { percent } from '../collect/percent.ts';
import type { Colour } from '../collect/types.ts';
import { COLOUR_WORDS } from '../collect/words.ts';
import { formatDay } from '../days.ts';
import { formatNumber, formatPercent } from '../i18n/format.ts';
import type { Block } from '../papers/paper.ts';
import type { Snapshot } from './types.ts';

/** Pictures of a report, each with what it says in words for who does not see it. Pure. */

const count = (snapshot: Snapshot, colour: Colour) =>
  snapshot.localities.filter((one) => one.colour === colour).length;
const COLOURS_SAID: readonly Colour[] = ['green', 'yellow', 'red', 'grey'];

/** Where every unit stands; none of the nation, whose 3,321 tiles nobody could read. */
export function mapBlocks(snapshot: Snapshot): Block[] {
  const { area, localities, day } = snapshot;
  if (area.code === '*' || localities.length === 0) return [];
  const drawn = drawTileMap(
    localities.map(({ name, colour, tile = null }) => ({ shortName: name, colour, tile })),
    { language: 'vi', countOf: (colour) => formatNumber(count(snapshot, colour)), font: PICTURE_FONT },
  );
  const said = COLOURS_SAID.map(
    (colour) => `${formatNumber(count(snapshot, colour))} đơn vị ${COLOUR_WORDS[colour][0]}`,
  );
  const [title, of] = isLikeAMap(localities)
    ? ['Bản đồ ô các đơn vị', 'Bản đồ ô của']
    : ['Tình trạng các đơn vị, xếp theo tên', 'Các ô xếp theo tên của'];
  return [
    {
      kind: 'picture',
      picture: {
        title: `${title} ngày ${formatDay(day)}`,
        alt: `${of} ${formatNumber(localities.length)} đơn vị: ${said.join(', ')}. Tình trạng từng đơn vị ở phụ lục.`,
        svg: drawn.svg,
        width: drawn.width,
        height: drawn.height,
      },
    },
  ];
}

/** How the share went over the reporting days of the period. */
export function trendBlocks({ trend }: Snapshot): Block[] {
  const points = trend.map(({ day, green, total }) => ({
    day,
    label: formatDay(day).replace(/\/\d{4}$/, ''),
    percent: total === 0 ? null : percent(green, total),
  }));
  const known = points.filter((one) => one.percent !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return [];
  const { svg, width, height } = drawTrend(points, { font: PICTURE_FONT, say: formatPercent });
  return [
    {
      kind: 'picture',
      picture: {
        title: 'Tỷ lệ đơn vị phủ xanh theo ngày',
        alt: `Biểu đồ đường tỷ lệ đơn vị phủ xanh theo ngày: ${formatPercent(first.percent)} ngày ${formatDay(first.day)}, ${formatPercent(last.percent)} ngày ${formatDay(last.day)}.`,
        svg,
        width,
        height,
      },
    },
  ];
}

/** Each condition as a bar of its units. */
export function conditionBlocks({ conditions }: Snapshot): Block[] {
  if (conditions.length === 0) return [];
  const { svg, width, height } = drawBars(
    conditions.map(({ nameVi, counts }) => ({
      label: nameVi,
      parts: [
        { colour: 'green', count: counts.met },
        { colour: 'red', count: counts.unmet },
        { colour: 'grey', count: counts.unknown },
      ],
    })),
    { font: PICTURE_FONT, words: { green: 'Đạt', red: 'Chưa đạt', grey: 'Chưa có số liệu' } },
  );
  const said = conditions.map(({ nameVi, counts }) => `${nameVi} ${formatNumber(counts.met)} đơn vị đạt`);
  return [
    {
      kind: 'picture',
      picture: {
        title: 'Kết quả theo điều kiện',
        alt: `Biểu đồ thanh kết quả theo điều kiện: ${said.join('; ')}. Số liệu ở bảng trên.`,
        svg,
        width,
        height,
      },
    },
  ];
}
