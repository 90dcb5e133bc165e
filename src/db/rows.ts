import { z } from 'zod';

/**
 * Rows of a raw statement, as a schema says they are: for what a compiler cannot know of a statement, such as what
 * stands in its JSON. Hot statements do without; see ARCHITECTURE.md.
 * @throws {z.ZodError} when the database says something else
 */
export async function rowsAs<Row>(
  shape: z.ZodType<Row>,
  statement: PromiseLike<readonly unknown[]>,
): Promise<Row[]> {
  return z.array(shape).parse(await statement);
}
