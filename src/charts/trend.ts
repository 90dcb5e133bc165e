import type { Drawn } from './bars.ts';
import { ACCENT, escapedText, INK, LINE } from './ink.ts';

/** A share over days as a line, as a picture that stands alone; from nought to all, so that nothing looks steeper than it is. Pure. */

export interface TrendPoint {
  /** Below the axis, where it is written. */
  label: string;
  /** 0–100; null where nothing was known. */
  percent: number | null;
}

const WIDTH = 720;
const HEIGHT = 300;
const PLOT = { left: 56, right: 26, top: 18, bottom: 44 };
const STEPS = [0, 25, 50, 75, 100];
/** Days that are named below the axis. */
const NAMED = 7;

export function drawTrend(
  points: readonly TrendPoint[],
  { font, say }: { font: string; say: (percent: number) => string },
): Drawn {
  const width = WIDTH - PLOT.left - PLOT.right;
  const height = HEIGHT - PLOT.top - PLOT.bottom;
  const x = (at: number) =>
    round(PLOT.left + (points.length < 2 ? width / 2 : (width * at) / (points.length - 1)));
  const y = (percent: number) => round(PLOT.top + height * (1 - percent / 100));
  const grid = STEPS.map(
    (step) =>
      `<line x1="${PLOT.left}" y1="${y(step)}" x2="${WIDTH - PLOT.right}" y2="${y(step)}" stroke="${LINE}" stroke-width="${step === 0 ? 1.2 : 0.5}"/>` +
      `<text x="${PLOT.left - 8}" y="${y(step) + 4}" font-size="12" fill="${INK}" text-anchor="end">${step} %</text>`,
  );
  const every = Math.max(1, Math.ceil(points.length / NAMED));
  const named = points.map((point, at) =>
    (points.length - 1 - at) % every === 0
      ? `<text x="${x(at)}" y="${HEIGHT - 18}" font-size="12" fill="${INK}" text-anchor="middle">${escapedText(point.label)}</text>`
      : '',
  );
  // A day of which nothing is known is a hole in the line, never a nought.
  let pen = 'M';
  const path = points
    .map(({ percent }, at) => {
      if (percent === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x(at)} ${y(percent)}`;
      pen = 'L';
      return step;
    })
    .join('');
  const known = points.flatMap(({ percent }, at) => (percent === null ? [] : [{ at, percent }]));
  const ends = [known[0], known.at(-1)].filter((one, at, all) => one && all.indexOf(one) === at);
  const marks = ends.flatMap((one) =>
    one
      ? [
          `<circle cx="${x(one.at)}" cy="${y(one.percent)}" r="4" fill="${ACCENT}"/>` +
            `<text x="${x(one.at) + (one === known[0] ? 6 : -6)}" y="${y(one.percent) + (one.percent > 85 ? 20 : -10)}" font-size="14" fill="${ACCENT}" text-anchor="${one === known[0] ? 'start' : 'end'}">${escapedText(say(one.percent))}</text>`,
        ]
      : [],
  );
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="${escapedText(font)}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${grid.join('')}${named.join('')}<path d="${path}" fill="none" stroke="${ACCENT}" stroke-width="2.5" stroke-linejoin="round"/>${marks.join('')}</svg>`,
    width: WIDTH,
    height: HEIGHT,
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
