import type { Column } from './paper.ts';

/** How wide the columns of a table are, in twentieths of a point. Pure. */

export const CELL_MARGIN = 60;
/** Of the size of the font: a digit is half as wide; bold letters, and capitals among them, come to more. */
const LETTER = 0.52;
const BOLD_LETTER = 0.58;

/**
 * Columns by their shares, but none narrower than its longest word: a day or a figure on two lines is misread. What one
 * needs more the others give, by what they have to spare.
 * @param texts rows of cells as they are written
 * @param size of the font, in points
 */
export function widthsOf(
  columns: readonly Pick<Column, 'head' | 'share'>[],
  texts: readonly (readonly string[])[],
  total: number,
  size: number,
): number[] {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const wanted = columns.map((column) => (total * column.share) / shares);
  const longest = columns.map(({ head }, at) =>
    texts.reduce(
      (most, row) => Math.max(most, lettersOf(row[at] ?? '') * LETTER),
      lettersOf(head) * BOLD_LETTER,
    ),
  );
  const least = longest.map((letters) => letters * size * 20 + 2 * CELL_MARGIN);
  const lacking = sum(wanted.map((width, at) => Math.max(0, (least[at] ?? 0) - width)));
  const spare = wanted.map((width, at) => Math.max(0, width - (least[at] ?? 0)));
  const all = sum(spare);
  // Words that are too long for the paper break: the shares are then as good as anything.
  if (lacking === 0 || all < lacking) return wanted.map(Math.round);
  return wanted.map((width, at) =>
    Math.round(Math.max(width, least[at] ?? 0) - (lacking * (spare[at] ?? 0)) / all),
  );
}

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);

const lettersOf = (text: string) => {
  let most = 0;
  let run = 0;
  for (const letter of text) {
    run = letter === ' ' || letter === '\n' ? 0 : run + 1;
    if (run > most) most = run;
  }
  return most;
};
