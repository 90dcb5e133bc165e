import type { LocalityName } from '../../registry/types.ts';
import { formatPercent } from '../format.ts';
import { COLOURS, REPORTING } from '../words.ts';
import type { BoardRow } from './facts.ts';
import { layTiles, wrapName } from './tile-layout.ts';

const SIZE = 64;
const STEP = SIZE + 4;
/** Characters of the tile's font that fit a line. */
const LINE_WIDTH = 7;
const LINE_HEIGHT = 14;
/** Baseline of a name of one line, in the room that the sign leaves. */
const MIDDLE = 44;

/** One tile a locality near where it lies: a picture of the table that follows, so it is one image. */
export function TileMap({ title, rows }: { title: string; rows: readonly BoardRow[] }) {
  const { columns, rows: height, tiles } = layTiles(rows, (row) => row.tile);
  return (
    <svg
      class="map"
      role="img"
      aria-label={`${title}. Bảng tình trạng từng đơn vị ở dưới ghi cùng nội dung.`}
      viewBox={`0 0 ${columns * STEP - 4} ${height * STEP - 4}`}
      width={columns * STEP - 4}
    >
      {tiles.map(({ item, column, row }) => (
        <g
          key={item.named.code}
          class={`tile ${item.colour}`}
          transform={`translate(${column * STEP} ${row * STEP})`}
        >
          <title>{describe(item)}</title>
          <rect width={SIZE} height={SIZE} rx="6" />
          <text class="sign" x="6" y="15">
            {COLOURS[item.colour].sign}
          </text>
          <Name named={item.named} />
        </g>
      ))}
    </svg>
  );
}

/** The name below the sign, its lines centred in what room there is. */
function Name({ named }: { named: LocalityName }) {
  const lines = wrapName(named.name, LINE_WIDTH, 3);
  const top = MIDDLE - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return (
    <text class="name" text-anchor="middle">
      {lines.map((line, index) => (
        <tspan key={line} x={SIZE / 2} y={top + index * LINE_HEIGHT}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function describe({ named, colour, percent, reporting }: BoardRow): string {
  const share = percent === null ? '' : ` ${formatPercent(percent)}`;
  return `${named.type} ${named.name}: ${COLOURS[colour].word}${share}, báo cáo ${REPORTING[reporting]}`;
}
