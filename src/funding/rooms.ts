import { type Day, dayOf } from '../days.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { receiversOf } from './heir-rules.ts';
import { amountOf, sumOf } from './money-rules.ts';
import { type AskedLine, type Candidate, type FromSource, roomOn } from './proposal-rules.ts';
import {
  type LineRow,
  readAcceptances,
  readAllocations,
  readDeliveries,
  readDisbursements,
  readLines,
} from './proposal-store.ts';

/** How much of a proposal may still be delivered, accepted and paid on a day. */

type AskedOn = Pick<AskedLine, 'locality' | 'item'> & { day: Day };

async function linesAsked(tx: Orm | OrmTx, registry: Registry, id: number, { locality, item, day }: AskedOn) {
  return (await readLines(tx, [id]))
    .filter((line) => line.item === item)
    .map((line) => ({ line, receivers: receiversOf(registry, line.locality, day) }))
    .filter(({ line, receivers }) => line.locality === locality || receivers.includes(locality));
}

/** Lines of which something may be delivered, each with how much of it on the day. */
export async function toDeliver(
  tx: Orm | OrmTx,
  registry: Registry,
  id: number,
  asked: AskedOn,
): Promise<Candidate[]> {
  const [lines, allocations, deliveries] = [
    await linesAsked(tx, registry, id, asked),
    await readAllocations(tx, id),
    await readDeliveries(tx, id),
  ];
  const granted = allocations.flatMap((one) => one.lines.map((of) => ({ ...of, day: sinceWhen(one) })));
  return lines.map((one) => ({ ...one, onDay: roomOfLine(one.line, granted, deliveries, asked.day) }));
}

/** Lines of which something may be accepted, each with how much of it on the day. */
export async function toAccept(
  tx: Orm | OrmTx,
  registry: Registry,
  id: number,
  asked: AskedOn,
): Promise<Candidate[]> {
  const [lines, deliveries, acceptances] = [
    await linesAsked(tx, registry, id, asked),
    await readDeliveries(tx, id),
    await readAcceptances(tx, id),
  ];
  return lines.map((one) => ({ ...one, onDay: roomOfLine(one.line, deliveries, acceptances, asked.day) }));
}

type OfLine = { line: number; quantity: number; day: Day };
function roomOfLine({ id }: LineRow, given: readonly OfLine[], taken: readonly OfLine[], day: Day): number {
  const of = (all: readonly OfLine[]) =>
    all.filter(({ line }) => line === id).map((one) => ({ day: one.day, amount: one.quantity }));
  return Number(roomOn(of(given), of(taken), day));
}

/**
 * From which day on an allocation counts. One that is dated on the day on which it was written down may be of an earlier
 * paper whose day nobody said: it forbids no day.
 */
const sinceWhen = ({ day, at }: { day: Day; at: Date }): Day => (day === dayOf(at) ? ALWAYS : day);
const ALWAYS: Day = '0000-01-01';

/** What was granted and paid, by source. */
export async function bySource(
  tx: Orm | OrmTx,
  id: number,
): Promise<{ granted: FromSource[]; paid: FromSource[] }> {
  const prices = new Map((await readLines(tx, [id])).map((line) => [line.id, line.unitPrice]));
  const granted = (await readAllocations(tx, id)).map(({ source, lines, ...one }) => ({
    source,
    day: sinceWhen(one),
    amount: sumOf(lines.map(({ line, quantity }) => amountOf(quantity, prices.get(line) ?? 0) ?? 0n)),
  }));
  return { granted, paid: await readDisbursements(tx, [id]) };
}
