import { PAINT } from './colours.ts';
import { escapedText, INK, LINE } from './ink.ts';
import { drawSign } from './tile-map.ts';

/** Bars of shares, one below another, as a picture that stands alone: for paper, where no style sheet reaches. Pure. */

export interface Bar {
  label: string;
  /** Of the whole bar, in the order in which they are drawn. */
  parts: readonly { colour: keyof typeof PAINT; count: number }[];
}

export interface Drawn {
  /** An SVG document. */
  svg: string;
  width: number;
  height: number;
}

const WIDTH = 720;
const LABEL = 250;
/** Letters of a label; the table beside it has the whole. */
const LETTERS = 34;
const ROW = 34;
const THICK = 20;
const LEGEND = 44;
const MARGIN = 10;
/** A count is written into its part where it has room. */
const NARROWEST = 26;

export function drawBars(
  bars: readonly Bar[],
  { font, words }: { font: string; words: Partial<Record<keyof typeof PAINT, string>> },
): Drawn {
  const height = MARGIN + bars.length * ROW + LEGEND;
  const room = WIDTH - LABEL - 2 * MARGIN;
  const rows = bars.map(({ label, parts }, at) => {
    const total = parts.reduce((sum, { count }) => sum + count, 0);
    const y = MARGIN + at * ROW;
    let x = MARGIN + LABEL;
    const drawn = parts
      .filter(({ count }) => count > 0)
      .map(({ colour, count }) => {
        const width = (room * count) / total;
        const { fill, ink } = PAINT[colour];
        const from = x;
        x += width;
        const text =
          width < NARROWEST
            ? ''
            : `<text x="${round(from + width / 2)}" y="${y + 20}" font-size="12" fill="${ink}" text-anchor="middle">${count}</text>`;
        return `<rect x="${round(from)}" y="${y + 6}" width="${round(width)}" height="${THICK}" fill="${fill}" stroke="#fff" stroke-width="1"/>${text}`;
      });
    return `<text x="${MARGIN}" y="${y + 21}" font-size="14" fill="${INK}">${escapedText(shortened(label))}</text>${drawn.join('')}`;
  });
  const keys = Object.entries(words) as [keyof typeof PAINT, string][];
  const step = room / Math.max(keys.length, 1);
  const legend = keys.map(([colour, text], at) => {
    const x = MARGIN + LABEL + at * step;
    const y = height - 14;
    const { fill, ink } = PAINT[colour];
    return `<rect x="${round(x)}" y="${y - 13}" width="16" height="16" fill="${fill}"/><g transform="translate(${round(x + 8)} ${y - 5})">${drawSign(colour, ink, 5)}</g><text x="${round(x + 22)}" y="${y}" font-size="13" fill="${INK}">${escapedText(text)}</text>`;
  });
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="${escapedText(font)}"><rect width="${WIDTH}" height="${height}" fill="#fff"/><line x1="${MARGIN + LABEL}" y1="${MARGIN}" x2="${MARGIN + LABEL}" y2="${MARGIN + bars.length * ROW}" stroke="${LINE}"/>${rows.join('')}${legend.join('')}</svg>`,
    width: WIDTH,
    height,
  };
}

const shortened = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);
const round = (value: number) => Math.round(value * 10) / 10;
