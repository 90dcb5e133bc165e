import type { StoryMessage } from '../../alerts/story-store.ts';
import { endedTexts } from '../../alerts/texts.ts';
import { findKind } from '../../channels/all.ts';
import { isForEverybody } from '../../channels/reasons.ts';
import { formatDay } from '../../days.ts';
import { formatNumber } from '../format.ts';
import type { Say } from '../language.tsx';
import { channelName, whatBecame } from './messages.ts';
import type { AlertFacts } from './story-facts.ts';
import { NOTICE_REASONS, STEP_HOURS, STEP_ROLES } from './words.ts';

/** Something that happened with an alert, in words. */
export interface StoryEvent {
  at: Date;
  what: string;
  /** What belongs to it: the messages of a step, the reason of a promise. */
  more: string[];
}

/** All that happened with an alert, oldest first. */
export function eventsOf({ row, texts, names, story, people, now }: AlertFacts, say: Say): StoryEvent[] {
  const events: StoryEvent[] = [
    {
      at: row.openedAt,
      what: say(`Phát sinh cảnh báo: ${texts.reasonVi}.`, `Opened: ${texts.reason}`),
      more: [],
    },
    ...story.notices.map(({ step, turn, at, told, reason, messages }): StoryEvent => {
      const of = story.steps[step];
      const who = of
        ? say(...STEP_ROLES[of.role])
        : say('Bước đã xóa khỏi quy trình', 'A step that was removed');
      const times = turn > 1 ? say(`, lần ${turn}`, `, time ${turn}`) : '';
      const count = formatNumber(told);
      const why = reason === null ? '' : ` (${say(...NOTICE_REASONS[reason])})`;
      const reached =
        told === 0
          ? say('chưa báo được cho ai', 'nobody could be told')
          : say(`đã báo cho ${count} người`, `${count} told`);
      return {
        at,
        what: `${who}${times}: ${reached}${why}.`,
        more: messages.map((one) => messageLine(one, people, now, say)),
      };
    }),
    // Other systems, and whoever was promised to hear of the end; their names are of people, too.
    ...story.others
      .filter((one) => people || isSystem(one.channel))
      .map((one): StoryEvent => {
        const of = isSystem(one.channel)
          ? say('Hệ thống khác', 'Another system')
          : say('Thông báo kết thúc', 'Told of the end');
        return { at: one.createdAt, what: `${of}: ${messageLine(one, people, now, say)}`, more: [] };
      }),
  ];
  const { owner, acknowledgement, acknowledgedAt, acknowledgedBy, promisedOn } = row;
  if (acknowledgedAt !== null && owner !== null) {
    const until =
      promisedOn === null
        ? ''
        : say(`, hẹn hoàn thành ngày ${formatDay(promisedOn)}`, `, promised for ${formatDay(promisedOn)}`);
    const by =
      people && acknowledgedBy !== null && acknowledgedBy !== owner
        ? say(` Người nhập: ${acknowledgedBy}.`, ` Entered by ${acknowledgedBy}.`)
        : '';
    events.push({
      at: acknowledgedAt,
      what: say(`${owner} nhận xử lý${until}.${by}`, `Taken on by ${owner}${until}.${by}`),
      more: acknowledgement === null ? [] : [say(`Lý do: ${acknowledgement}`, `Reason: ${acknowledgement}`)],
    });
  }
  if (row.resolvedAt !== null) {
    const [vi, en] = endedTexts(row, names, row.resolution);
    events.push({ at: row.resolvedAt, what: say(`Kết thúc: ${vi}.`, `Ended: ${en}`), more: [] });
  }
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const isSystem = (channel: string) => findKind(channel)?.reach === null;

function messageLine(message: StoryMessage, people: boolean, now: Date, say: Say): string {
  const who = people ? `${message.recipientName}, ` : '';
  const { reason } = message;
  const shown = people || (reason && isForEverybody(reason)) ? message : { ...message, reason: null };
  return `${who}${channelName(message.channel, say)}: ${whatBecame(shown, now, say)}.`;
}

/** Whom the ladder tells next, and when. */
export function nextOf({ story }: AlertFacts, say: Say): { at: Date; who: string }[] {
  return story.next.flatMap(({ step, turn, at }) => {
    const of = story.steps[step];
    if (!of) return [];
    const times = turn > 1 ? say(`, lần ${turn}`, `, time ${turn}`) : '';
    return [{ at, who: `${say(...STEP_ROLES[of.role])}${times}, ${say(...STEP_HOURS[of.hours])}` }];
  });
}
