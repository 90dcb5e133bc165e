import { z } from 'zod';
import { CLOSE_AFTER_MS } from '../../src/collect/close-day.ts';
import { type Day, instantOf } from '../../src/days.ts';
import type { Client } from '../demo/client.ts';
import type { ReplayClock } from '../demo/clock.ts';
import type { PastDay, PastReport } from './history.ts';
import { UnexpectedAnswer } from './play.ts';

const MORNING = '10:30';
const AFTERNOON = '15:20';
const LATE_BY_MS = 40 * 60_000;

export interface PastReplay {
  past: readonly PastDay[];
  cutoff: string;
  clock: ReplayClock;
  department: Client;
  officer(locality: string): Client;
  tick(): Promise<void>;
  signal: AbortSignal;
  /** After each day's close. */
  onDay(day: Day): Promise<void>;
}

const stored = z.object({ accepted: z.int() });

/**
 * Plays the past a day at a time: a batch in the morning and one in the afternoon, what was promised, the close, and
 * what came late. Fewer steps than a day has; each is one that a day has.
 * @throws {UnexpectedAnswer} and the signal's reason when it is aborted
 */
export async function playPast(replay: PastReplay): Promise<void> {
  const { past, cutoff, clock, department, officer, signal } = replay;
  for (const { day, reports, promises } of past) {
    signal.throwIfAborted();
    const send = async (when: PastReport['when'], at: Date) => {
      clock.set(at);
      await sendBatch(
        department,
        day,
        reports.filter((one) => one.when === when),
      );
    };
    const due = instantOf(day, cutoff).getTime();
    await send('morning', instantOf(day, MORNING));
    await send('afternoon', instantOf(day, AFTERNOON));
    await Promise.all(
      promises.map(async ({ locality, indicator, promisedOn }) => {
        const path = `/api/v1/gaps/${locality.code}/${indicator}/promise`;
        const { status, body } = await officer(locality.code).post(path, { ...PROMISE, promisedOn });
        if (status !== 200) throw new UnexpectedAnswer(`POST ${path}: ${status} ${JSON.stringify(body)}`);
      }),
    );
    clock.set(new Date(due + CLOSE_AFTER_MS));
    await replay.tick();
    await send('late', new Date(due + LATE_BY_MS));
    await replay.onDay(day);
  }
}

const PROMISE = {
  owner: 'Công chức phụ trách chuyển đổi số',
  reason: 'Đã đề nghị bổ sung, đang chờ bàn giao',
};

async function sendBatch(department: Client, day: Day, reports: readonly PastReport[]): Promise<void> {
  if (reports.length === 0) return;
  const records = reports.map(({ locality, values }) => ({ locality: locality.code, day, values }));
  const { status, body } = await department.post('/api/v1/records/batch', { records });
  if (status !== 200 || stored.parse(body).accepted !== records.length)
    throw new UnexpectedAnswer(`Ngày ${day}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
}
