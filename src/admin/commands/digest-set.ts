import { loadRegistry } from '../../changes/registry.ts';
import { changeDigest, DIGEST_FIELDS, DIGEST_KEY_FIELDS, type DigestKey } from '../../digest/settings.ts';
import { EACH } from '../../digest/types.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { readFields } from '../input.ts';

export const digestSet = command({
  name: 'digest set',
  summary: 'Sets when a summary goes out, or switches it off and on.',
  operands: { role: 'department or leader', period: 'day or week' },
  options: {
    programme: optional('CODE', 'of this programme; every one that has none of its own without'),
    province: optional('CODE', 'of this province; every one that has none of its own without'),
    at: optional('HH:MM', 'local time'),
    weekday: optional('N', 'of a weekly one: 0 for Sunday to 6 for Saturday'),
    enabled: optional('yes|no', 'whether it goes out'),
  },
  examples: ['department day --at 17:00', 'leader week --province 31 --weekday 5 --at 15:30'],
  notes: 'A change holds from now on: a time that has passed today is not made up for.',
  async run(shell, operands, { programme = EACH, province = EACH, ...given }) {
    const key = readFields(DIGEST_KEY_FIELDS, { ...operands, programme, province }) as DigestKey;
    const changes = readFields(DIGEST_FIELDS, given);
    const registry = await loadRegistry(shell.db);
    await changeDigest(shell.db.sql, registry, authorOf(shell), key, changes);
    shell.print(`The ${key.period}’s summary to the ${key.role} is set; see “digest list”.`);
  },
});
