import { describe, expect, it } from 'vitest';
import { allDone } from '../../src/lib/all-done.ts';
import { inPieces } from '../../src/lib/turns.ts';

/** A promise with its ends in hand. */
function later() {
  const ends = { done: () => {}, failed: (_why: Error) => {} };
  const promise = new Promise<void>((resolve, reject) => {
    ends.done = resolve;
    ends.failed = reject;
  });
  return { promise, ...ends };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('work that ends together', () => {
  it('is not over while any of it goes on, though one has failed', async () => {
    const [slow, broken] = [later(), later()];
    let told: unknown;
    const both = allDone([slow.promise, broken.promise]).catch((error: unknown) => {
      told = error;
    });
    broken.failed(new Error('full'));
    await soon();
    expect(told).toBeUndefined();
    slow.done();
    await both;
    expect(told).toEqual(new Error('full'));
  });

  it('gives what each gave', async () => {
    expect(await allDone([Promise.resolve(1), undefined, 'two'] as const)).toEqual([1, undefined, 'two']);
  });
});

describe('rows in pieces', () => {
  it('come all, in order, the next one made while the one before is carried out', async () => {
    const sent: [number[], string[]][] = [];
    const first = later();
    const whole = inPieces(
      [
        [1, 2, 3, 4, 5],
        ['a', 'b', 'c'],
      ],
      2,
      async (numbers, letters) => {
        sent.push([[...numbers], [...letters]]);
        if (sent.length === 1) await first.promise;
      },
    );
    await soon();
    expect(sent).toEqual([
      [
        [1, 2],
        ['a', 'b'],
      ],
      [[3, 4], ['c']],
    ]);
    first.done();
    await whole;
    expect(sent.at(-1)).toEqual([[5], []]);
  });

  it('end with the first that fails: nothing is sent after it', async () => {
    let sent = 0;
    const whole = inPieces([[1, 2, 3, 4, 5, 6], []], 1, async () => {
      sent++;
      throw new Error(`piece ${sent}`);
    });
    await expect(whole).rejects.toThrow('piece 1');
    await soon();
    // The second was on its way already.
    expect(sent).toBe(2);
  });
});
