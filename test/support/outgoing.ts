import type { OutgoingMessage } from '../../src/channels/channel.ts';

/** A message as a channel takes it. */
export function outgoing(address: string, fields: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    id: crypto.randomUUID(),
    to: { name: 'Nguyễn Văn An', address },
    subject: 'Phường Nam Đồ Sơn chưa gửi báo cáo ngày 19/11/2026',
    text: 'Kính gửi anh/chị Nguyễn Văn An,\n\nPhường Nam Đồ Sơn chưa gửi báo cáo ngày 19/11/2026.\n',
    html: '<!doctype html><p>Phường Nam Đồ Sơn chưa gửi báo cáo ngày 19/11/2026.</p>',
    brief: 'Phường Nam Đồ Sơn chưa gửi báo cáo ngày 19/11/2026. Hạn bổ sung: 25/11/2026.',
    link: 'https://phuxanh.example/bao-cao/11737',
    data: { type: 'alerts', alerts: [{ kind: 'record_missing', locality: '11737' }] },
    ...fields,
  };
}
