import type { Sql } from '../db/connect.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import { type Climb, type ClimbDecision, climb, type Turn, turnsLeft } from './climb-rules.ts';
import { kindOf } from './kinds/all.ts';
import type { Step } from './ladder.ts';
import { readSilencesSince, readSilentProvinces } from './ladder-store.ts';
import type { AlertRow } from './list-store.ts';
import { coversAlert } from './silence-rules.ts';
import {
  type NoticeRow,
  readNotices,
  readStepsOf,
  readStoryMessages,
  type StoryMessage,
} from './story-store.ts';

/** Why nothing more is said at present. */
export type Waiting =
  | 'resolved'
  | 'acknowledged'
  | 'nobody_left_to_tell'
  | 'silenced'
  | 'inhibited'
  | 'next_step'
  | 'due_now';

/** All that happened with an alert, and what comes next. */
export interface Story {
  steps: Step[];
  notices: (NoticeRow & { messages: StoryMessage[] })[];
  /** Those that no step led to: other systems, and whoever heard of the end. */
  others: StoryMessage[];
  waiting: Waiting;
  /** What will be said to whom when, as things stand; the next first. */
  next: Turn[];
}

export async function readStory(sql: Sql, registry: Registry, alert: AlertRow, now: Date): Promise<Story> {
  const [steps, notices, messages, silences, silent] = await Promise.all([
    readStepsOf(sql, alert.id),
    readNotices(sql, alert.id),
    readStoryMessages(sql, alert.id),
    readSilencesSince(sql, alert.openedAt),
    readSilentProvinces(sql),
  ]);
  const province = provinceOf(registry, alert.area);
  const standing = {
    openedAt: alert.openedAt,
    steps,
    taken: notices,
    silences: silences.filter((one) => coversAlert(one, alert, province)),
    inhibited: kindOf(alert.kind).explainedBy !== undefined && silent.has(`${alert.programme} ${province}`),
    isWorkingDay: (day: string) => registry.wasWorkingDay(province, day),
  };
  const decision = climb(standing, now);
  const belongs = (one: StoryMessage, { step, turn }: NoticeRow) =>
    one.event === 'open' && one.step === step && one.turn === turn;
  return {
    steps,
    notices: notices.map((notice) => ({
      ...notice,
      messages: messages.filter((one) => belongs(one, notice)),
    })),
    others: messages.filter((one) => !notices.some((notice) => belongs(one, notice))),
    waiting: alert.state !== 'open' ? alert.state : decision.action === 'tell' ? 'due_now' : decision.reason,
    next: alert.state === 'open' ? upcoming(standing, decision, now) : [],
  };
}

/** What comes next, in its order; what is overdue and held back comes when it is looked at again. */
function upcoming(standing: Climb, decision: ClimbDecision, now: Date): Turn[] {
  const held = decision.action === 'wait' ? decision.next : now;
  return turnsLeft(standing)
    .map((turn) => (turn.at < now ? { ...turn, at: held } : turn))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
