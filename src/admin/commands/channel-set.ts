import { CHANNELS, fieldsOf, SECRET_FIELDS, SET_CHANNELS } from '../../channels/all.ts';
import {
  clearChannel,
  readRate,
  resumeChannel,
  setChannel,
  setChannelRate,
} from '../../channels/settings.ts';
import { objectionsOf } from '../../refused.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { readSecrets } from '../files.ts';
import { readChoice } from '../input.ts';

const operands = { channel: `one of ${CHANNELS.join(', ')}` };

/** Of each field of whatever channel that is no secret: by what it is set. */
const FIELD_OPTIONS = Object.fromEntries(
  SET_CHANNELS.flatMap((channel) => fieldsOf(channel).filter((field) => !field.secret)).map((field) => {
    const of = SET_CHANNELS.filter((one) => fieldsOf(one).some(({ name }) => name === field.name));
    const whose = of.length === SET_CHANNELS.length ? '' : `${of.join(', ')}: `;
    return [field.name, optional(field.value ?? 'TEXT', `${whose}${field.label[1]}`)];
  }),
);

export const channelSet = command({
  name: 'channel set',
  summary: 'Tells a channel what it has to know of the other side.',
  operands: { channel: SET_CHANNELS.join(' or ') },
  options: {
    secrets: optional(
      'FILE',
      `lines NAME=VALUE of ${[...SECRET_FIELDS].join(', ')}; - for stdin; one that is left out stays`,
    ),
    ...FIELD_OPTIONS,
    off: { type: 'boolean', help: 'takes away all it knows; its messages wait' },
  },
  examples: [
    'zalo_oa --app-id 4291763606161179100 --secrets - < zalo-secrets',
    "zalo_zns --template-id 355330 --parameters 'noi_dung={brief:100}; lien_ket={link}' --secrets zalo-secrets",
    'zalo_zns --off',
  ],
  notes: [
    'A refresh token of Zalo is good once: enter one that nothing else uses. From then on the service renews it by',
    'itself. Where both channels use one application, set the tokens with zalo_oa alone.',
  ].join('\n'),
  async run(shell, { channel }, { off, secrets, ...options }) {
    const name = readChoice(channel, 'CHANNEL', SET_CHANNELS);
    const author = authorOf(shell);
    if (off) {
      await clearChannel(shell.db.orm, author, name);
      shell.print(`${name} knows nothing any more; its messages wait.`);
      return;
    }
    const fields = fieldsOf(name).map((field) => field.name);
    const given = Object.entries(options).filter(([, text]) => text !== undefined);
    const strange = given.filter(([option]) => !fields.includes(option)).map(([option]) => `--${option}`);
    if (strange.length > 0) throw new UsageError(`Not of ${name}: ${strange.join(', ')}.`);
    const hidden = secrets === undefined ? {} : await readSecrets(secrets);
    const unknown = Object.keys(hidden).filter((one) => !SECRET_FIELDS.has(one));
    if (unknown.length > 0) throw new Refused(`Not a secret of ${name}: ${unknown.join(', ')}.`);
    try {
      await setChannel(shell.db.orm, await shell.vault(), author, name, { ...options, ...hidden });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new Refused(error.objections.map(({ field, en }) => `${field}: ${en}`).join('\n'));
    }
    shell.print(`${name} is set up.`);
  },
});

export const channelRate = command({
  name: 'channel rate',
  summary: 'Sets how many messages a channel sends a minute at most.',
  operands: { ...operands, count: 'a whole number, or none for as many as there are' },
  options: {},
  examples: ['email 60', 'zalo_zns none'],
  async run(shell, { channel, count }) {
    const name = readChoice(channel, 'CHANNEL', CHANNELS);
    const rate = objectionsOf(() => readRate('COUNT', count));
    if (!('value' in rate)) throw new UsageError(rate.objections.map(({ en }) => `COUNT: ${en}`).join('\n'));
    await setChannelRate(shell.db.orm, authorOf(shell), name, rate.value);
    shell.print(
      `${name} sends ${rate.value === null ? 'as many as there are' : `at most ${rate.value}`} a minute.`,
    );
  },
});

export const channelResume = command({
  name: 'channel resume',
  summary: 'Lets a channel that is paused after failures try again at once.',
  operands,
  options: {},
  examples: ['email'],
  async run(shell, { channel }) {
    const name = readChoice(channel, 'CHANNEL', CHANNELS);
    await resumeChannel(shell.db.orm, authorOf(shell), name);
    shell.print(`${name} tries again.`);
  },
});
