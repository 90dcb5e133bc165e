/**
 * Long work in turns: a nation's batch is checked and answered in the same thread that takes everybody else's
 * records, so it must let them have their turn every few milliseconds.
 */

/** Milliseconds that long work holds the event loop at a time. */
const SLICE_MS = 8;

const waiting: (() => void)[] = [];

/** One piece of work goes on after each round of the event loop: ten at once would hold it ten times as long. */
function letNextGoOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letNextGoOn);
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(letNextGoOn);
  });
}

/**
 * The items one by one, with turns for others between them: for work of well under a millisecond an item.
 */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  const pause = createPauses();
  for (const item of items) {
    await pause();
    yield item;
  }
}

/** Rows of one statement of long work: writing them as JSON takes a few milliseconds. */
export const ROWS_AT_A_TIME = 200;

/**
 * Sends rows in statements of `atATime` each, with turns for others between them; one is made while the one before is
 * carried out. With `Infinity` all are in one, which is on its way before this returns.
 */
export async function inPieces<A, B>(
  [first, second]: readonly [readonly A[], readonly B[]],
  atATime: number,
  send: (first: readonly A[], second: readonly B[]) => Promise<unknown>,
): Promise<void> {
  const pause = createPauses();
  const most = Math.max(first.length, second.length);
  let before: Promise<unknown> | undefined;
  for (let at = 0; at < most; at += atATime) {
    if (at > 0) await pause();
    const piece = send(first.slice(at, at + atATime), second.slice(at, at + atATime));
    // It fails as well when the one before has failed, which is what is told.
    piece.catch(() => {});
    await before;
    before = piece;
  }
  await before;
}

/** What long work calls between two steps: lets others have their turn when its own is over. */
export function createPauses(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
}
