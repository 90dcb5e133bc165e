import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { fault } from '../faults.ts';
import { type Element, MOST_PARTS, takeApart } from '../http/json-scan.ts';
import { Problem } from '../http/problems.ts';
import { zodFaults } from '../zod-faults.ts';
import type { BatchItem } from './batch.ts';
import { BATCH_LIMIT } from './schema.ts';

export const batchBody = z.strictObject({
  records: z
    .array(z.unknown())
    .min(1)
    .max(BATCH_LIMIT)
    .meta({ items: { $ref: '#/components/schemas/Record' } }),
});

/** Of what stands beside the records. */
const REST_BYTES = 64 * 1024;
/** A record as large as one that is sent alone. */
const RECORD_BYTES = 1024 * 1024;
/** Parsed at a time. */
const PIECE_BYTES = 64 * 1024;

/**
 * The records of a batch, each parsed when it is its turn and then dropped: a body of 16 MB would be ten times
 * as large as a whole. What is too large for a record is not parsed at all.
 * @throws {Problem} malformed_json, also while the records are taken; invalid_body
 */
export async function readBatch(
  body: Buffer | undefined,
  parse: (text: string) => unknown,
): Promise<Iterable<BatchItem>> {
  if (body === undefined) throw new Problem('invalid_body', [fault('', 'required')]);
  if (!isUtf8(body)) throw new Problem('malformed_json', [], 'The body is not UTF-8');
  const { rest, elements } = await takeApart(body, BATCH_LIMIT);
  if (rest.length > REST_BYTES)
    throw new Problem('too_large', [], 'Too much stands beside the list of records');
  const shape = parse(rest);
  const records = typeof shape === 'object' && shape !== null && 'records' in shape ? shape.records : null;
  const whole = Array.isArray(records) && records.length === 0 ? elements : records;
  const checked = batchBody.safeParse(
    typeof shape === 'object' && shape !== null && 'records' in shape ? { ...shape, records: whole } : shape,
    { reportInput: true },
  );
  if (!checked.success) throw new Problem('invalid_body', zodFaults(checked.error.issues));
  // A list that came later under the same name has taken the place of the one that was found.
  if (whole !== elements) throw new Problem('malformed_json');
  return itemsOf(body, elements, parse);
}

/** Those elements one by one, each parsed when it is its turn. @throws {Problem} malformed_json */
export function* itemsOf(
  body: Buffer,
  elements: readonly Element[],
  parse: (text: string) => unknown,
): Generator<BatchItem> {
  for (const piece of piecesOf(elements)) {
    const [first] = piece;
    const last = piece.at(-1);
    if (!first || !last) continue;
    if (isTooLarge(first)) {
      yield { faults: [TOO_LARGE] };
      continue;
    }
    const records = parse(`[${body.toString('utf8', first.from, last.to)}]`);
    if (!Array.isArray(records) || records.length !== piece.length) throw new Problem('malformed_json');
    for (const raw of records) yield { raw, faults: [] };
  }
}

/** Elements that are parsed together; one that is too large stands alone. */
function* piecesOf(elements: readonly Element[]): Generator<Element[]> {
  let piece: Element[] = [];
  for (const element of elements) {
    const [first] = piece;
    if (first && (isTooLarge(first) || isTooLarge(element) || element.to - first.from > PIECE_BYTES)) {
      yield piece;
      piece = [];
    }
    piece.push(element);
  }
  if (piece.length > 0) yield piece;
}

const isTooLarge = ({ from, to, parts }: Element) => parts > MOST_PARTS || to - from > RECORD_BYTES;

const TOO_LARGE = fault('', 'record_too_large', { most: MOST_PARTS, kilobytes: RECORD_BYTES / 1024 });
