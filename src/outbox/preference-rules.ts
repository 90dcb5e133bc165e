import { type Objection, Refused } from '../refused.ts';
import { internationalPhone } from './phone.ts';
import type { Preference } from './preferences.ts';
import type { ChannelName } from './types.ts';

/** What there is to reach a person by. */
export interface Ways {
  email: string | null;
  phone: string | null;
  /** His account, when he has one that is open. */
  person: number | null;
}

/** Hours a day in which messages must be able to reach everybody. */
const HEARS_HOURS = 10;

/** As the channel knows a person; null when it does not. */
export function addressOn(channel: ChannelName, ways: Ways, { zaloUser }: Pick<Preference, 'zaloUser'>) {
  const addresses: Record<ChannelName, string | null> = {
    email: ways.email,
    web_push: ways.person === null ? null : String(ways.person),
    zalo_oa: zaloUser,
    zalo_zns: ways.phone === null ? null : internationalPhone(ways.phone),
    webhook: null,
  };
  return addresses[channel];
}

/** @throws {Refused} with everything that speaks against a preference as a whole */
export function refusePreference(preference: Preference, ways: Ways): void {
  const wrong = preference.channels
    .filter((one) => addressOn(one, ways, preference) === null)
    .map((one) => LACKS[one]);
  if (quietMinutes(preference) > (24 - HEARS_HOURS) * 60)
    wrong.push({
      field: 'quiet-until',
      vi: `Giờ yên tĩnh quá dài: mỗi ngày cần ít nhất ${HEARS_HOURS} giờ để nhận tin.`,
      en: `The quiet hours leave less than ${HEARS_HOURS} hours a day to be heard in.`,
    });
  if (wrong.length > 0) throw new Refused(wrong);
}

const LACKS: Record<ChannelName, Objection> = {
  email: {
    field: 'channels',
    vi: 'Chưa có địa chỉ e-mail nên không nhận qua e-mail được.',
    en: 'There is no e-mail address.',
  },
  web_push: {
    field: 'channels',
    vi: 'Thông báo trên trình duyệt chỉ dùng được khi có tài khoản.',
    en: 'Messages in the browser need an account.',
  },
  zalo_oa: {
    field: 'zalo-user',
    vi: 'Muốn nhận qua Zalo, ghi mã người dùng Zalo.',
    en: 'Zalo needs the id of the Zalo user.',
  },
  zalo_zns: {
    field: 'channels',
    vi: 'Chưa có số điện thoại trong danh sách người nhận nên không nhận qua ZNS được.',
    en: 'There is no telephone number.',
  },
  webhook: { field: 'channels', vi: 'Chọn một cách nhận khác.', en: 'A webhook is for systems.' },
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
