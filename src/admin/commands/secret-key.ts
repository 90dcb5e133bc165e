import { acceptKey, rotateKey } from '../../keys/rotate.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { readOperatorFile } from '../files.ts';

export const secretKeyRotate = command({
  name: 'secret-key rotate',
  summary: 'Seals everything that is sealed with another key; no service may run meanwhile.',
  operands: {},
  options: {
    new: optional('FILE', 'where SECRET_KEY is set: what it is to be, as the content of a file; - for stdin'),
  },
  examples: ['', '--new - < new-key'],
  notes: [
    'Second factors, channels, webhooks and browsers go on as they are. Links in messages that were sent before open',
    'nothing any more: their readers sign in. A backup of before opens with the key of before only: keep that with it.',
  ].join('\n'),
  async run(shell, _, { new: file }) {
    const given = file === undefined ? undefined : await readKey(file, shell.read);
    const { resealed, unopened } = await rotateKey(shell.keyAt, shell.db.sql, authorOf(shell), given);
    shell.print(`Sealed anew: ${resealed}.`);
    if (unopened > 0)
      shell.print(`Left as they are, since they were sealed with a key that is lost: ${unopened}.`);
    shell.print(
      given === undefined
        ? 'The new key is in the file secret-key of DATA_DIR. Back it up, then start the service.'
        : 'Set SECRET_KEY to the new key at every instance, back it up, then start the service.',
    );
  },
});

export const secretKeyAccept = command({
  name: 'secret-key accept',
  summary:
    'Takes the key at hand for that of this database, when the one it was sealed with is lost for good.',
  operands: {},
  options: {},
  examples: [''],
  notes: [
    'What was sealed with the lost key stays closed: `user reset` gives people a new second factor, channels and',
    'webhooks are set up anew, browsers subscribe again. Where there is no key, one is made.',
  ].join('\n'),
  async run(shell) {
    await acceptKey(shell.keyAt, shell.db.sql, authorOf(shell));
    shell.print('This key is the one of this database now.');
  },
});

async function readKey(file: string, read: () => Promise<string>): Promise<string> {
  const content = file === '-' ? await read() : (await readOperatorFile(file)).toString('utf8');
  return content.trim();
}
