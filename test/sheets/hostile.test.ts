import { expect, it } from 'vitest';
import { readBook } from '../../src/sheets/read.ts';
import { BOMBS, FORGERIES } from './hostile.ts';
import { expectRefusal } from './refusal.ts';
import { text, workbook } from './zip.ts';

/** A few of those that the long run tries in full. */
const few = [...BOMBS.slice(1, 2), ...FORGERIES.slice(0, 4)].map(
  (hostile) => [hostile.name, hostile] as const,
);

it.each(few)('a workbook of %s is refused', async (_, hostile) => {
  await expectRefusal(hostile);
});

it('a machine that is too busy to read a sound workbook says so, and nothing against the workbook', async () => {
  const body = workbook(`<row r="1">${text('A1', 'locality')}</row>`);
  // So little that the process is not even begun by then.
  await expect(readBook(body, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'busy' });
});
