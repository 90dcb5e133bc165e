import { afterAll, beforeAll, expect, it } from 'vitest';
import { load, postRequest, spike } from '../../scripts/bench/load.ts';
import { isoLocal } from '../../src/days.ts';
import { type SmallProcess, startSmallProcess } from '../support/small-process.ts';

/** Nationwide in the last two seconds before the cutoff, each commune over a connection of its own. */
const WITHIN_MS = 2_000;

let service: SmallProcess;
beforeAll(async () => {
  service = await startSmallProcess(512);
});
afterAll(() => service.stop());

it('refuses nobody, lets nobody wait and keeps every record', async () => {
  const { body } = await service.department.get('/api/v1/localities?limit=5000');
  const codes: string[] = body.items.map(({ code }: { code: string }) => code);
  expect(codes).toHaveLength(3_321);
  const day = isoLocal(new Date()).slice(0, 10);
  const address = { address: '127.0.0.1', family: 'IPv4', port: Number(new URL(service.address).port) };
  const all = (round: number) =>
    codes.map((locality, place) => {
      const values = { 'equipment.computer': { have: (place + round) % 90, need: 100 } };
      return postRequest('/api/v1/records', { locality, day, values }, service.department.token);
    });
  // What the service is able to over kept connections, on this machine, at this time, once its code is compiled.
  const requests = all(2);
  await load(address, all(0));
  const calm = await load(address, all(1));
  const { refused, statuses, longest, p50, p99 } = await spike(address, requests, WITHIN_MS);
  const calmly = (codes.length / calm.perSecond) * 1000;
  if (process.env.FIGURES) console.log({ calmly, p50, p99, longest });
  expect(refused).toBe(0);
  expect(statuses).toEqual({ 201: codes.length });
  expect(longest).toBeLessThan(3 * calmly);

  // Again: each is there already, as it was sent.
  const again = await spike(address, requests, WITHIN_MS);
  expect(again.statuses).toEqual({ 200: codes.length });
});
