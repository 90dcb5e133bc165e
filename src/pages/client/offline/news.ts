import type { Queued } from './types.ts';

/** What happens to the queue, told to every tab. */
export type News =
  | { kind: 'sending' | 'signedOut' | 'otherPerson' | 'offline' | 'changed' }
  | { kind: 'sent'; report: Queued; revision: number; to: string };

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('reports') : undefined;
const listeners = new Set<(news: News) => void>();
channel?.addEventListener('message', ({ data }) => hear(data as News));

export function tell(news: News): void {
  hear(news);
  channel?.postMessage(news);
}

export function onNews(listener: (news: News) => void): void {
  listeners.add(listener);
}

function hear(news: News): void {
  for (const listener of listeners) listener(news);
}
