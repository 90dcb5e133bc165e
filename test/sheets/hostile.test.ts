import { it } from 'vitest';
import { BOMBS, FORGERIES } from './hostile.ts';
import { expectRefusal } from './refusal.ts';

/** A few of those that the long run tries in full. */
const few = [...BOMBS.slice(1, 2), ...FORGERIES.slice(0, 4)].map(
  (hostile) => [hostile.name, hostile] as const,
);

it.each(few)('a workbook of %s is refused', async (_, hostile) => {
  await expectRefusal(hostile);
});
