import type { StepChannel, StepRole } from '../alerts/ladder.ts';
import type { Notice, NoticeReason } from '../alerts/notify.ts';
import { type ChannelName, channelKind, PERSON_CHANNELS } from '../channels/all.ts';
import { addressOn } from './preference-rules.ts';
import { DEFAULT_PREFERENCE, type Preference, recipientKey } from './preferences.ts';

/** Who is told of an alert, and by which way. Pure. */

/** Somebody who may be told: a contact, or an administrator with an account. */
export interface Candidate {
  /** Null for who has an account alone. */
  contact: number | null;
  /** The agency that he belongs to, of who hears as one of it. */
  agency?: string | null;
  /** Of which locality or province he is; both null: of the service. */
  locality: string | null;
  province: string | null;
  name: string;
  role: StepRole;
  email: string | null;
  phone: string | null;
  /** The account that speaks for him, where a browser shows messages to him. */
  browser: number | null;
}

/**
 * What a step of this role reaches for an alert about `area`, which lies in `province` (or is it); `agencies` are those
 * whose task it is.
 */
export function isMeant(
  candidate: Candidate,
  role: StepRole,
  area: string,
  province: string,
  agencies: readonly string[] = [],
): boolean {
  const { locality, province: own } = candidate;
  // A locality that leads a task is there by whoever reports for it.
  if (role === 'agency' && candidate.role === 'officer') return locality === area && agencies.includes(area);
  if (candidate.role !== role) return false;
  switch (role) {
    case 'officer':
      return locality === area;
    case 'leader':
      // The leader of a province hears of the province; of its localities he reads once a week.
      return locality === area || (area === province && own === province);
    case 'department':
      return own === province || (locality !== null && locality === area);
    case 'operator':
      return own === null || own === province;
    case 'agency': {
      const isThere = locality === null ? own === null || own === province : locality === area;
      return isThere && !!candidate.agency && agencies.includes(candidate.agency);
    }
  }
}

export function candidatesFor<T extends Candidate>(
  notice: Pick<Notice, 'alert' | 'step'>,
  candidates: readonly T[],
  province: string,
): T[] {
  const { area, agencies } = notice.alert;
  return candidates.filter((one) => isMeant(one, notice.step.role, area, province, agencies));
}

export interface Way {
  channel: ChannelName;
  address: string;
  recipient: string;
}

/** What works at present, besides e-mail, which always waits for its server. */
export interface Ways {
  /** Channels that are set up. */
  ready: ReadonlySet<ChannelName>;
  /** Channels that let nothing through just now: another is better, if there is one. */
  failing: ReadonlySet<ChannelName>;
}

/** Taken, after all that he likes better, for who cannot be reached otherwise. */
const LAST_RESORTS = PERSON_CHANNELS.filter((one) => channelKind(one).reach?.lastResort);
const waitsForServer = (channel: ChannelName) => channelKind(channel).setUp === 'environment';

/** The way to a person by a step's channel; by another where that cannot reach him; null when none can. */
export function wayTo(
  candidate: Candidate,
  asked: StepChannel,
  preference: Preference = DEFAULT_PREFERENCE,
  { ready, failing }: Ways,
): (Way & { reason: NoticeReason | null }) | null {
  const recipient = recipientKey(candidate);
  if (recipient === null) return null;
  const wished: ChannelName[] = asked === 'preferred' ? [] : [asked];
  const order = [...new Set([...wished, ...preference.channels, ...LAST_RESORTS])];
  const possible = order.flatMap((channel) => {
    const address = addressOn(channel, { ...candidate, person: candidate.browser }, preference);
    return address !== null && (waitsForServer(channel) || ready.has(channel)) ? [{ channel, address }] : [];
  });
  const way = possible.find(({ channel }) => !failing.has(channel)) ?? possible[0];
  if (!way) return null;
  return { ...way, recipient, reason: wished[0] && way.channel !== wished[0] ? 'by_other_channel' : null };
}
