import type { ChannelName } from '../../outbox/types.ts';
import type { Words } from '../say.ts';

/** Ways by which messages reach people, as they call them. */
export const CHANNEL_NAMES: Record<ChannelName, Words> = {
  email: ['E-mail', 'E-mail'],
  web_push: ['Thông báo trên trình duyệt', 'Messages in the browser'],
  zalo_oa: ['Zalo (trang của cơ quan)', 'Zalo (official account)'],
  zalo_zns: ['Tin Zalo theo số điện thoại (ZNS)', 'Zalo by telephone number (ZNS)'],
  webhook: ['Hệ thống khác', 'Another system'],
};
