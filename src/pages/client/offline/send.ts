import { tell } from './news.ts';
import { askWho, post } from './post.ts';
import { arrived, findQueued, putQueued, waiting } from './queue.ts';

/** How a round of sending ended; all but `done` leave reports waiting, `otherPerson` those of somebody else. */
export type Round = 'done' | 'offline' | 'signedOut' | 'otherPerson';

/** Sends what waits, one tab at a time; where tabs cannot agree on that, the server takes a repeat as one. */
export async function sendWaiting(): Promise<Round> {
  if ((await waiting()).length === 0) return 'done';
  const locks = 'locks' in navigator ? navigator.locks : undefined;
  return locks ? await locks.request('reports', sendAll) : await sendAll();
}

async function sendAll(): Promise<Round> {
  const ids = (await waiting()).map(({ id }) => id);
  if (ids.length === 0) return 'done';
  tell({ kind: 'sending' });
  const round = await sendEach(ids);
  tell({ kind: round === 'done' ? 'changed' : round });
  return round;
}

async function sendEach(ids: readonly (number | undefined)[]): Promise<Round> {
  const who = await askWho();
  if (who === 'signedOut' || who === 'offline') return who;
  let ofOthers = false;
  for (const id of ids) {
    // Read anew: what it replaces may have become another revision just now.
    const report = id === undefined ? undefined : await findQueued(id);
    if (!report || report.refused) continue;
    if (report.sender !== who.sender) {
      ofOthers = true;
      continue;
    }
    await putQueued({ ...report, tried: true });
    const answer = await post(report, who.formToken);
    if (answer.kind === 'sent') {
      await arrived(report, answer.revision);
      tell({ kind: 'sent', report, revision: answer.revision, to: answer.to });
    } else if (answer.kind === 'refused') {
      await putQueued({ ...report, tried: true, refused: answer.refused });
    } else return answer.kind;
  }
  return ofOthers ? 'otherPerson' : 'done';
}
