import { CHANNELS } from '../../channels/all.ts';
import { reasonWords } from '../../channels/reasons.ts';
import { isoLocal } from '../../days.ts';
import { readChannelStates } from '../../outbox/channel-states-store.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const channelList = command({
  name: 'channel list',
  summary: 'Lists the channels with how they fare; what they know of the other side is shown nowhere.',
  operands: {},
  options: {},
  examples: [''],
  notes: 'E-mail is set up by SMTP_URL, and webhooks one by one; SETTINGS is of what the database keeps.',
  async run(shell) {
    const rows = (await readChannelStates(shell.db.sql, CHANNELS, shell.now)).map((one) => [
      one.name,
      one.settings === null ? '-' : 'set',
      one.pausedUntil && one.pausedUntil > shell.now ? isoLocal(one.pausedUntil) : '-',
      one.failingSince ? isoLocal(one.failingSince) : '-',
      one.perMinute === null ? '-' : String(one.perMinute),
      String(one.waiting),
      String(one.sentOfDay),
      String(one.failed),
      one.reason ? reasonWords(one.reason)[1] : '',
    ]);
    const head = [
      'CHANNEL',
      'SETTINGS',
      'PAUSED UNTIL',
      'FAILING SINCE',
      'PER MINUTE',
      'WAITING',
      'SENT 24 H',
      'FAILED',
    ];
    shell.print(table([...head, 'REASON'], rows));
  },
});
