import type { TestService } from './service.ts';

/** A network's calls in a test: the service's own timer does not know the test's clock. */

const MINUTE = 60_000;

/** Calls an address as a router would, and has the call stored. */
export async function beat(
  t: Pick<TestService, 'service'>,
  address: string,
  method = 'POST',
): Promise<number> {
  const answer = await fetch(address, { method });
  await answer.arrayBuffer();
  await t.service.beats.flush();
  return answer.status;
}

/** Lets time pass while the service serves: it marks so at least once a minute. */
export async function serveUntil(t: Pick<TestService, 'service' | 'clock'>, until: Date): Promise<void> {
  for (let at = t.clock.now().getTime() + MINUTE; at < until.getTime(); at += MINUTE) {
    t.clock.set(new Date(at));
    await t.service.beats.flush();
  }
  t.clock.set(until);
  await t.service.beats.flush();
}
