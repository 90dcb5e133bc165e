import { describe, expect, it } from 'vitest';
import { Slots } from '../src/lib/slots.ts';

/** Work that lasts until `end` is called. */
function job(log: string[], name: string) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async () => {
    log.push(name);
    await ended;
    return name;
  };
  return { work, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('slots', () => {
  it('let two in, the others in order, and turn away whom the queue cannot hold', async () => {
    const log: string[] = [];
    const slots = new Slots(2, 2);
    const jobs = ['a', 'b', 'c', 'd', 'e'].map((name) => job(log, name));
    const outcomes = jobs.map(({ work }) => slots.run(work));
    await settled();
    expect(log).toEqual(['a', 'b']);
    expect(await outcomes[4]).toBeUndefined();

    jobs[1]?.end();
    await settled();
    expect(log).toEqual(['a', 'b', 'c']);
    for (const { end } of jobs) end();
    expect(await Promise.all(outcomes)).toEqual(['a', 'b', 'c', 'd', undefined]);
  });

  it('are free again after work that failed', async () => {
    const slots = new Slots(1, 0);
    await expect(slots.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await slots.run(async () => 'next')).toBe('next');
  });
});
