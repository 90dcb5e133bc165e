import { formatDay } from '../../days.ts';
import { notShownWords } from '../../funding/need-rules.ts';
import { isRatio, type Value } from '../../intake/types.ts';
import type { Indicator } from '../../registry/types.ts';
import type { FlagFacts, FlagKind, FlagState } from '../../review/types.ts';
import { registerText } from '../certificates/words.ts';
import { formatNumber } from '../format.ts';
import { nameOf, unitOf, valueText } from '../report/words.ts';
import type { Say, Words } from '../say.ts';

/** What a reviewer reads of a flag. Pure. */

export const KINDS: Record<FlagKind, Words> = {
  sharp_fall: ['Giảm mạnh', 'Sharp fall'],
  back_and_forth: ['Thay đổi qua lại nhiều lần', 'Back and forth'],
  contradiction: ['Hai số không khớp', 'Two figures disagree'],
  need_falls: ['Số cần có giảm', 'Need falls'],
  same_record: ['Báo cáo giống hệt nhiều ngày', 'Same report again'],
  delivery_not_shown: ['Đã bàn giao, báo cáo chưa ghi nhận đủ', 'Delivered, recorded less'],
  register_differs: ['Khác sổ chứng thư số', 'Differs from the register'],
  no_evidence: ['Đạt mà chưa có minh chứng', 'Met without evidence'],
};

export const STATES: Record<FlagState, Words> = {
  open: ['chờ rà soát', 'waiting'],
  questioned: ['cần xem lại', 'questioned'],
  verified: ['đã xác minh', 'verified'],
  corrected: ['đơn vị đã sửa', 'corrected since'],
};

/** Why a value is looked at, in one sentence. `indicator` is undefined of a whole record. */
export function doubtText(
  { kind, value, facts }: { kind: FlagKind; value: Value; facts: FlagFacts },
  { indicator, bound }: { indicator: Indicator | undefined; bound: Indicator | undefined },
  say: Say,
): string {
  const unit = indicator ? unitOf(indicator) : null;
  const text = (one: Value | undefined) => valueText(one, unit, say);
  const { before, returns = 0, days = 0, records = 0, since } = facts;
  const on = before ? formatDay(before.day) : '';
  switch (kind) {
    case 'sharp_fall':
      return say(
        `Từ ${text(before?.value)} (${on}) xuống ${text(value)}.`,
        `From ${text(before?.value)} (${on}) to ${text(value)}.`,
      );
    case 'need_falls': {
      const [was, is] = [needOf(before?.value), needOf(value)];
      return say(
        `Số cần có giảm từ ${was} (${on}) xuống ${is}, trong khi Sở chưa giao số lượng.`,
        `What is needed falls from ${was} (${on}) to ${is}, and the department has set no figure.`,
      );
    }
    case 'back_and_forth':
      return say(
        `${returns} lần trở lại số liệu trước đó trong ${days} ngày báo cáo.`,
        `Went back to what was said before ${returns} times within ${days} reporting days.`,
      );
    case 'contradiction': {
      const other = bound ? nameOf(bound, say) : (facts.bound?.indicator ?? '');
      const figure = formatNumber(facts.bound?.figure ?? null);
      return say(
        `Báo cáo ${text(value)}, lớn hơn “${other}” (${figure}).`,
        `Says ${text(value)}, more than “${other}” (${figure}).`,
      );
    }
    case 'same_record':
      return say(
        `${records} báo cáo liền giống hệt nhau, từ ngày ${since ? formatDay(since) : ''}.`,
        `${records} reports in a row say the very same, since ${since ? formatDay(since) : ''}.`,
      );
    case 'register_differs':
      return say(
        `Báo ${text(value)}, sổ chứng thư số: ${registerText(facts.register, say)}.`,
        `Says ${text(value)}; the register of certificates: ${registerText(facts.register, say)}.`,
      );
    case 'delivery_not_shown': {
      const { delivered = 0, shown = 0, day } = facts.delivery ?? {};
      const [vi, en] = notShownWords({ delivered, shown });
      const last = day ? formatDay(day) : '';
      return say(
        `${vi} Lần bàn giao gần nhất ngày ${last}; nay báo cáo ${text(value)}.`,
        `${en} Last delivered on ${last}; now says ${text(value)}.`,
      );
    }
    case 'no_evidence':
      return say(
        `Báo ${text(value)}, chưa có tệp minh chứng nào.`,
        `Says ${text(value)}; there is no evidence yet.`,
      );
  }
}

const needOf = (value: Value | undefined) => (isRatio(value) ? formatNumber(value.need) : '–');
