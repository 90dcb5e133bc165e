import type { Words } from '../i18n/say.ts';
import { own } from '../lib/own.ts';

/** Why a message waits, was not sent or did not arrive: a code with its facts. Words are made where it is shown. */
export interface Reason {
  code: ReasonCode;
  /** What the other side said, in its own words. */
  said?: string;
  /** A code of theirs, or a status of HTTP. */
  number?: number;
  /** How often it was tried. */
  tries?: number;
  /** What the last try failed by. */
  last?: Reason;
}

interface Told {
  words(reason: Reason): Words;
  /** Whether it says nothing of a person or of another side, so that who may not read names may read it. */
  everybody?: true;
}

const plain = (vi: string, en: string): Told => ({ words: () => [vi, en] });
const ours = (vi: string, en: string): Told => ({ ...plain(vi, en), everybody: true });

const REASONS = {
  none_open: ours(
    'cảnh báo đã kết thúc hoặc đã có người xử lý trước khi gửi',
    'none of its alerts is open any more',
  ),
  done_meanwhile: ours(
    'đơn vị đã báo cáo và không còn thiếu gì trước khi gửi',
    'the unit has reported and lacks nothing any more',
  ),
  hears_no_more: ours(
    'người nhận không còn là đầu mối của đơn vị',
    'the reader is no contact of the unit any more',
  ),
  working_hours: ours('ngoài giờ làm việc', 'outside working hours'),
  quiet_hours: ours('trong giờ không làm phiền của người nhận', 'within quiet hours of the recipient'),
  enough_today: ours('đã đủ số tin người nhận muốn trong ngày', 'as many messages as asked for in a day'),
  has_come: plain(
    'người này đã vào hệ thống, hoặc tài khoản đã khóa',
    'has come in already, or the account is closed',
  ),
  not_composed: plain('không soạn được nội dung tin', 'the text could not be made'),
  content_unreadable: ours('không đọc được nội dung cần tổng hợp', 'what it was to tell of cannot be read'),
  nobody_asked: ours('địa bàn không còn phải báo cáo', 'nobody is asked there any more'),
  given_up: {
    words: ({ tries = 0, last }) => {
      const [vi, en] = last ? reasonWords(last) : ['', ''];
      return [`đã thử ${tries} lần không thành: ${vi}`, `given up after ${tries} tries: ${en}`];
    },
  },
  unreached: ours('không kết nối được', 'no connection could be made'),
  lost: ours('quá hạn, bên nhận không trả lời', 'no answer came in time'),
  receiver_refuses: plain('bên nhận từ chối', 'the receiver refuses it'),
  receiver_gone: plain(
    'bên nhận từ chối; webhook đã tắt',
    'the receiver refuses it; the webhook is disabled',
  ),
  receiver_busy: plain('bên nhận chưa nhận được lúc này', 'the receiver cannot take it now'),
  webhook_disabled: plain('webhook đã tắt', 'the webhook is disabled'),
  address_not_allowed: plain('không gửi được đến địa chỉ này', 'nothing is posted to such an address'),
  push_refuses: plain('dịch vụ thông báo của trình duyệt từ chối', 'the push service refuses it'),
  push_busy: plain('dịch vụ thông báo của trình duyệt đang bận', 'the push service cannot take it now'),
  push_anew: plain(
    'trình duyệt cần bật lại thông báo',
    'what the browser gave us is of no use any more; it has to subscribe anew',
  ),
  push_nowhere: plain(
    'người nhận không còn trình duyệt nào bật thông báo',
    'no browser of this person shows messages any more',
  ),
  not_an_email: plain('địa chỉ email không đúng', 'the address is not one plain e-mail address'),
  not_a_phone: plain('địa chỉ không phải số điện thoại', 'the address is not a telephone number'),
  not_a_zalo_user: plain('mã người dùng Zalo không đúng', 'the address is not the id of a Zalo user'),
  not_an_account: plain('người nhận không có tài khoản', 'the address is no account'),
  not_set_up: plain('kênh chưa được cài đặt', 'the channel is not set up'),
  other_key: plain(
    'không mở được cài đặt đã lưu: SECRET_KEY hoặc tệp secret-key đã đổi',
    'what is kept sealed cannot be opened: SECRET_KEY, or the file secret-key, is another',
  ),
  parameters_unreadable: plain('tham số của mẫu tin không đúng', 'the parameters cannot be read'),
  zalo_says: {
    words: ({ number = 0, said = '' }) => [`Zalo trả lời ${number}: ${said}`, `Zalo ${number}: ${said}`],
  },
  zalo_unreadable: {
    words: ({ number = 0 }) => [
      `Zalo trả lời ${number}, không đọc được nội dung`,
      `Zalo answered ${number}, and nothing that can be read`,
    ],
  },
  zalo_no_token: plain('chưa có access token', 'there is no access token yet'),
  zalo_token_refused: {
    words: ({ last }) => {
      const [vi, en] = last ? reasonWords(last) : ['', ''];
      return [`Zalo không nhận access token mới: ${vi}`, `a new access token is refused, too: ${en}`];
    },
  },
  zalo_token_later: {
    words: ({ said = '', last }) => {
      const [vi, en] = last ? reasonWords(last) : [said, said];
      return [`chưa xin được access token: ${vi}`, `token: ${en}`];
    },
  },
  zalo_new_refresh_token: {
    words: ({ said = '' }) => [
      `Zalo không cấp access token, cần nhập refresh token khác: ${said}`,
      `Zalo gives no new token, enter another refresh token: ${said}`,
    ],
  },
  /** In the words of a server, or of an earlier release. */
  says: { words: ({ said = '' }) => [`bên kia trả lời: ${said}`, said] },
} as const satisfies Record<string, Told>;

export type ReasonCode = keyof typeof REASONS;

export const because = (code: ReasonCode, facts: Omit<Reason, 'code'> = {}): Reason => ({ code, ...facts });

const told = (reason: Reason): Told | undefined => own<Told>(REASONS, reason.code);

/** A reason in words; of a code of another release its name. */
export const reasonWords = (reason: Reason): Words =>
  told(reason)?.words(reason) ?? [reason.code, reason.code];

/** Whether who may not read names may read it. */
export const isForEverybody = (reason: Reason): boolean => told(reason)?.everybody === true;
