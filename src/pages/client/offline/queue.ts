import { database } from './database.ts';
import { isSameReport, type Key, keyOf, type Queued } from './types.ts';

/** Reports that were sent and are not known to have arrived, in the order of sending. */

/**
 * Puts a report last. The one that its form held already gives way to it, if it cannot have arrived yet; if
 * it may have, it stays before, so that it becomes known what the new one replaces. Others stay: another tab
 * sent them, and the server shows the two side by side.
 */
export async function enqueue(report: Queued): Promise<number> {
  const tx = (await database()).transaction(['queue', 'drafts'], 'readwrite');
  const queue = tx.objectStore('queue');
  const held = report.over === undefined ? undefined : await queue.get(report.over);
  const earlier = held && isSameReport(held, report) && !held.tried ? held : undefined;
  if (earlier?.id !== undefined) await queue.delete(earlier.id);
  const id = await queue.add(earlier ? { ...report, over: earlier.over } : report);
  await tx.objectStore('drafts').delete(keyOf(report));
  await tx.done;
  return id;
}

export async function queueOf(sender: string): Promise<Queued[]> {
  return (await (await database()).getAll('queue')).filter((one) => one.sender === sender);
}

/** What is to be sent, of whomever. */
export async function waiting(): Promise<Queued[]> {
  return (await (await database()).getAll('queue')).filter((one) => one.refused === null);
}

export async function findQueued(id: number): Promise<Queued | undefined> {
  return await (await database()).get('queue', id);
}

export async function putQueued(report: Queued): Promise<void> {
  await (await database()).put('queue', report);
}

export async function dropQueued(id: number): Promise<void> {
  await (await database()).delete('queue', id);
}

/** The refused one of a day that its form shows now. */
export async function dropRefused(key: Key): Promise<void> {
  for (const one of await queueOf(key.sender))
    if (one.id !== undefined && one.refused && one.opened && isSameReport(one, key)) await dropQueued(one.id);
}

/** It has arrived: what was typed over it now goes over what it has become. */
export async function arrived(report: Queued, revision: number): Promise<void> {
  const tx = (await database()).transaction(['queue', 'drafts'], 'readwrite');
  const [queue, drafts] = [tx.objectStore('queue'), tx.objectStore('drafts')];
  if (report.id !== undefined) await queue.delete(report.id);
  const follows = (one: Queued) => one.over === report.id && one.replaces === report.replaces;
  for (const other of await queue.getAll())
    if (follows(other) && !other.refused) await queue.put({ ...other, replaces: revision });
  const draft = await drafts.get(keyOf(report));
  if (draft && draft.over === report.id) await drafts.put({ ...draft, replaces: revision });
  await tx.done;
}
