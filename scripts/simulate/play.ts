import { CLOSE_AFTER_MS } from '../../src/collect/close-day.ts';
import { type Day, instantOf, timeOf } from '../../src/days.ts';
import { importResult, refusal } from '../demo/answers.ts';
import type { Client } from '../demo/client.ts';
import type { ReplayClock } from '../demo/clock.ts';
import { fillTemplate } from './sheet.ts';
import type { Deed } from './types.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FIRST_HOUR = 7;
const LAST_HOUR = 18;

export interface Replay {
  deeds: readonly Deed[];
  days: readonly Day[];
  cutoff: string;
  dueSoonMinutes: number;
  /** The machine's time: what the plan has after it happens now, since the clock never goes back. */
  until: Date;
  clock: ReplayClock;
  tick(): Promise<void>;
  officer(locality: string): Client;
  signal: AbortSignal;
  /** After each full hour's work. */
  onHour(day: Day, time: string): Promise<void>;
  onStory(deed: Deed, told: string): void;
}

/** An answer other than the plan expects: the service or the plan is wrong. */
export class UnexpectedAnswer extends Error {}

/**
 * Plays the days over HTTP, minute by minute: the clock is set, what happens in that minute is sent at
 * once, then the jobs run where it is their time.
 * @throws {UnexpectedAnswer} and the signal's reason when it is aborted
 */
export async function play(replay: Replay): Promise<void> {
  const { clock, until, signal } = replay;
  const moments = new Map<number, Deed[]>();
  const at = (instant: Date) => {
    const key = Math.min(instant.getTime(), until.getTime());
    const deeds = moments.get(key) ?? [];
    moments.set(key, deeds);
    return deeds;
  };
  for (const deed of replay.deeds) at(deed.at).push(deed);
  const ticks = new Map(
    replay.days.flatMap((day) => tickTimes(replay, day)).map((tick) => [tick.at.getTime(), tick]),
  );
  for (const tick of ticks.values()) at(tick.at);

  for (const [moment, deeds] of [...moments].sort(([a], [b]) => a - b)) {
    signal.throwIfAborted();
    clock.set(new Date(moment));
    await Promise.all(deeds.map((deed) => perform(replay, deed)));
    const tick = ticks.get(moment);
    if (!tick && moment !== until.getTime()) continue;
    await replay.tick();
    if (tick?.hour) await replay.onHour(tick.day, timeOf(tick.at));
  }
}

/** When the jobs have something to do: each hour, at the reminder, at the close. */
function tickTimes({ cutoff, dueSoonMinutes }: Replay, day: Day): { at: Date; day: Day; hour: boolean }[] {
  const due = instantOf(day, cutoff).getTime();
  const hours = Array.from({ length: LAST_HOUR - FIRST_HOUR + 1 }, (_, index) => FIRST_HOUR + index);
  return [
    { at: new Date(due - dueSoonMinutes * 60_000), day, hour: false },
    { at: new Date(due + CLOSE_AFTER_MS), day, hour: false },
    ...hours.map((hour) => ({ at: instantOf(day, `${hour}:00`), day, hour: true })),
  ];
}

async function perform(replay: Replay, deed: Deed): Promise<void> {
  const officer = replay.officer(deed.locality.code);
  const told = deed.by === 'sheet' ? await upload(officer, deed) : await report(officer, deed);
  if (deed.story) replay.onStory(deed, told);
}

async function report(officer: Client, deed: Deed): Promise<string> {
  const { locality, day, values, note, replaces } = deed;
  const record = { locality: locality.code, day, values, note, ...(replaces ? { replaces } : {}) };
  const { status, body } = await officer.post('/api/v1/records', record);
  const expected = { accepted: 201, unchanged: 200, refused: 422 }[deed.answer];
  if (status !== expected) throw unexpected(deed, status, body);
  return deed.answer === 'refused' ? (refusal.parse(body).errors[0]?.messageVi ?? '') : '';
}

async function upload(officer: Client, deed: Deed): Promise<string> {
  const { locality, day, values, note } = deed;
  const blank = await officer.getFile(
    `/api/v1/imports/template?format=xlsx&locality=${locality.code}&day=${day}`,
  );
  const sheet = await fillTemplate(blank, values, note);
  const { status, body } = await officer.postFile('/api/v1/imports', sheet, XLSX);
  if (status !== 200 || importResult.parse(body).accepted !== 1) throw unexpected(deed, status, body);
  return '';
}

function unexpected({ locality, day, answer }: Deed, status: number, body: unknown): UnexpectedAnswer {
  return new UnexpectedAnswer(
    `${locality.type} ${locality.name}, ngày ${day}: mong đợi ${answer}, nhận ${status} ${JSON.stringify(body).slice(0, 500)}`,
  );
}
