import { listDigests } from '../../digest/store.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const digestList = command({
  name: 'digest list',
  summary: 'Lists who gets a summary of the day or the week, and when.',
  operands: {},
  options: {},
  examples: [''],
  notes: 'Where several fit, the one of the programme, then the one of the province holds.',
  async run(shell) {
    const digests = await listDigests(shell.db.sql);
    shell.print(
      table(
        ['PROGRAMME', 'PROVINCE', 'ROLE', 'PERIOD', 'WEEKDAY', 'AT', 'ENABLED'],
        digests.map((one) => [
          one.programme,
          one.province,
          one.role,
          one.period,
          one.weekday === null ? '-' : (DAYS[one.weekday] ?? '-'),
          one.at,
          one.enabled ? 'yes' : 'no',
        ]),
      ),
    );
  },
});
