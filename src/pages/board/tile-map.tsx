import { shareStep } from '../../charts/share-steps.ts';
import { layTiles, wrapName } from '../../charts/tile-layout.ts';
import type { Unit } from '../../figures/units.ts';
import { formatPercent } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { COLOURS } from '../words.ts';

const WIDTH = 48;
const HEIGHT = 54;
const GAP = 3;
/** So few that their tiles may be larger, and are large enough for names on a phone. */
const FEW_COLUMNS = 8;
/** How much larger; the nation is higher than wide. */
const WIDE = 1.5;
const HIGH = 1.2;
/** Characters of the tile's font that fit a line. */
const LINE_WIDTH = 7;
const LINE_HEIGHT = 12;
/** Baseline of a name of one line, in the room that the sign leaves. */
const MIDDLE = 37.5;

interface MapProps {
  label: string;
  units: readonly Unit[];
  hrefOf: (unit: Unit) => string;
  /** Whether tiles are shaded by the share of what is green in them, with the figure. */
  shaded?: boolean;
}

/** One tile a unit, near where it lies where that is known, each a link to what is behind it. */
export function TileMap({ label, units, hrefOf, shaded = false }: MapProps) {
  const say = useSay();
  const { columns, rows, tiles } = layTiles(units, (unit) => unit.tile);
  const width = columns * (WIDTH + GAP) - GAP;
  const roomy = columns <= FEW_COLUMNS;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of links is no fieldset
    <svg
      class={roomy ? 'map roomy' : 'map'}
      role="group"
      aria-label={label}
      viewBox={`0 0 ${width} ${rows * (HEIGHT + GAP) - GAP}`}
      width={roomy ? width * (shaded ? HIGH : WIDE) : width}
    >
      {tiles.map(({ item, column, row }) => (
        <a key={item.code} class={shaded ? shadeOf(item) : `tile ${item.colour}`} href={hrefOf(item)}>
          <title>{describe(item, say)}</title>
          <g transform={`translate(${column * (WIDTH + GAP)} ${row * (HEIGHT + GAP)})`}>
            <rect width={WIDTH} height={HEIGHT} rx="5" />
            {shaded ? (
              <text class="figure" x={WIDTH / 2} y="14" text-anchor="middle">
                {item.percent === null ? COLOURS.grey.sign : formatPercent(item.percent)}
              </text>
            ) : (
              <text class="sign" x="4" y="12">
                {COLOURS[item.colour].sign}
              </text>
            )}
            <Name name={item.shortName} />
          </g>
        </a>
      ))}
    </svg>
  );
}

/** Of a province: how much of it is green; grey while nothing is known. */
function shadeOf({ percent }: Unit): string {
  return percent === null ? 'tile grey' : `tile shade-${shareStep(percent)}`;
}

/** The name below the sign, its lines centred in what room there is. */
function Name({ name }: { name: string }) {
  const lines = wrapName(name, LINE_WIDTH, 3);
  const top = MIDDLE - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return (
    <text class="name" text-anchor="middle">
      {lines.map((line, index) => (
        <tspan key={line} x={WIDTH / 2} y={top + index * LINE_HEIGHT}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** "phường Hồng Bàng: gần đạt 89,5 %" */
export function describe({ name, colour, percent }: Unit, say: Say): string {
  const share = percent === null ? '' : ` ${formatPercent(percent)}`;
  return `${name}: ${say(...COLOURS[colour].words)}${share}`;
}
