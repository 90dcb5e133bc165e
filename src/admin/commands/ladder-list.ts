import { readLadders } from '../../alerts/ladder-store.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const ladderList = command({
  name: 'ladder list',
  summary: 'Lists who hears when, by kind of alert and programme.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const ladders = await readLadders(shell.db.sql);
    shell.print(
      table(
        [
          'KIND',
          'PROGRAMME',
          'STEP',
          'ROLE',
          'AFTER',
          'HOURS',
          'CHANNEL',
          'AGAIN EVERY',
          'AT MOST',
          'TELL END',
        ],
        ladders.flatMap(({ kind, programme, steps }) =>
          steps.map((step, place) => [
            kind,
            programme,
            String(place + 1),
            step.role,
            `${step.waitMinutes} min`,
            step.hours,
            step.channel,
            step.repeatMinutes === null ? '-' : `${step.repeatMinutes} min`,
            String(step.atMost),
            step.tellEnd ? 'yes' : 'no',
          ]),
        ),
      ),
    );
    const withSettings = ladders.filter(({ settings }) => Object.keys(settings).length > 0);
    shell.print('');
    shell.print(
      table(
        ['KIND', 'PROGRAMME', 'SETTINGS'],
        withSettings.map(({ kind, programme, settings }) => [kind, programme, JSON.stringify(settings)]),
      ),
    );
  },
});
