import { sendWaiting } from './send.ts';

/** Waits between attempts while the network is said to be there and is not. */
const WAITS_MS = [5_000, 15_000, 30_000, 60_000];

/** Sends what waits as soon as it may succeed: now, with the network, when somebody looks; else again later. */
export function sendByItself(): void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = async () => {
    clearTimeout(timer);
    const round = await sendWaiting().catch(() => 'done' as const);
    failures = round === 'offline' ? failures + 1 : 0;
    const wait = WAITS_MS[Math.min(failures, WAITS_MS.length) - 1];
    if (wait !== undefined) timer = setTimeout(attempt, wait);
  };
  window.addEventListener('online', attempt);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') attempt();
  });
  attempt();
}
