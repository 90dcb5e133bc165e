import { type ChannelName, channelKind } from '../channels/all.ts';
import type { Ways } from '../channels/kind.ts';
import { type Objection, Refused } from '../refused.ts';
import type { Preference } from './preferences.ts';

/** Hours a day in which messages must be able to reach everybody. */
const HEARS_HOURS = 10;

/** What leads to a person, but for what he says himself of how he hears. */
export type FoundWays = Omit<Ways, 'zaloUser'>;

/** As the channel knows a person; null when it does not. */
export function addressOn(
  channel: ChannelName,
  ways: FoundWays,
  { zaloUser }: Pick<Preference, 'zaloUser'>,
): string | null {
  return channelKind(channel).reach?.addressOf({ ...ways, zaloUser }) ?? null;
}

/** @throws {Refused} with everything that speaks against a preference as a whole */
export function refusePreference(preference: Preference, ways: FoundWays): void {
  const wrong = preference.channels
    .filter((one) => addressOn(one, ways, preference) === null)
    .map((one) => channelKind(one).reach?.lacks ?? OF_SYSTEMS);
  if (quietMinutes(preference) > (24 - HEARS_HOURS) * 60)
    wrong.push({
      field: 'quiet-until',
      vi: `Giờ yên tĩnh quá dài: mỗi ngày cần ít nhất ${HEARS_HOURS} giờ để nhận tin.`,
      en: `The quiet hours leave less than ${HEARS_HOURS} hours a day to be heard in.`,
    });
  if (wrong.length > 0) throw new Refused(wrong);
}

/** Said of a channel to systems. */
const OF_SYSTEMS: Objection = {
  field: 'channels',
  en: 'It is a way to systems, not to people.',
  vi: 'Kênh này dành cho hệ thống khác; vui lòng chọn kênh khác.',
};

/** Minutes a day in which little reaches him; the same time twice is none. */
export function quietMinutes({
  quietFrom,
  quietUntil,
}: Pick<Preference, 'quietFrom' | 'quietUntil'>): number {
  return (minuteOf(quietUntil) - minuteOf(quietFrom) + 24 * 60) % (24 * 60);
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
