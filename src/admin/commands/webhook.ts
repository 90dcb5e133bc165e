import { refuseArea } from '../../access/areas.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { readWebhookKinds, webhookKinds } from '../../channels/webhook-kinds.ts';
import { listWebhooks } from '../../channels/webhook-store.ts';
import {
  createWebhook,
  disableWebhook,
  type NewWebhook,
  OLD_SECRET_HOURS,
  rotateWebhook,
  WEBHOOK_FIELDS,
} from '../../channels/webhooks.ts';
import { dayOf, isoLocal } from '../../days.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readFields, readId } from '../input.ts';
import { table } from '../table.ts';

const operands = { id: 'its number in `webhook list`' };

export const webhookCreate = command({
  name: 'webhook create',
  summary:
    'Lets another system hear of what happens in an area; prints the secret that it verifies messages with, this once.',
  operands: {},
  options: {
    name: { type: 'string', value: 'NAME', help: 'which system it is', required: true },
    url: {
      type: 'string',
      value: 'URL',
      help: 'where messages are posted: https, but on this machine',
      required: true,
    },
    area: {
      type: 'string',
      value: 'AREA',
      help: 'a locality or province code, or * for all',
      required: true,
    },
    events: {
      type: 'string',
      value: 'KINDS',
      help: `of what, parted by commas: ${webhookKinds.join(', ')} (default alert)`,
    },
  },
  examples: [
    '--name "Trung tâm điều hành" --url https://dieuhanh.example/phu-xanh --area 31',
    '--name LGSP --url https://lgsp.example/px --area 31 --events record,status,report',
  ],
  async run(shell, _, options) {
    const { name = '', url = '', area = '' } = readFields<NewWebhook>(WEBHOOK_FIELDS, options);
    refuseArea(await loadRegistry(shell.db), area, dayOf(shell.now));
    const { db, allowed } = shell;
    const kinds = readWebhookKinds('events', options.events ?? 'alert');
    const given = { name, url, area, kinds };
    const made = await createWebhook(db.orm, await shell.vault(), authorOf(shell), given, allowed);
    shell.print(made.secret);
  },
});

export const webhookList = command({
  name: 'webhook list',
  summary: 'Lists the webhooks, disabled ones too; their secrets are shown nowhere.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await listWebhooks(shell.db.orm)).map((one) => [
      String(one.id),
      one.area,
      one.kinds.join(','),
      isoLocal(one.createdAt),
      one.disabledAt ? isoLocal(one.disabledAt) : '-',
      one.name,
      one.url,
    ]);
    shell.print(table(['ID', 'AREA', 'EVENTS', 'CREATED', 'DISABLED', 'NAME', 'URL'], rows));
  },
});

export const webhookRotate = command({
  name: 'webhook rotate',
  summary: 'Gives a webhook another secret and prints it, this once.',
  operands,
  options: {},
  examples: ['3'],
  notes: `For ${OLD_SECRET_HOURS} hours messages carry the signatures of both.`,
  async run(shell, { id }) {
    shell.print(await rotateWebhook(shell.db.orm, await shell.vault(), authorOf(shell), readId(id)));
  },
});

export const webhookDisable = command({
  name: 'webhook disable',
  summary: 'Sends nothing there any more.',
  operands,
  options: {},
  examples: ['3'],
  async run(shell, { id }) {
    await disableWebhook(shell.db.orm, authorOf(shell), readId(id));
    shell.print(`Disabled webhook ${id}.`);
  },
});
