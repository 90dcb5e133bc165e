import { JOB_NAMES } from '../../scheduler/job.ts';
import { command } from '../command.ts';
import { readChoice, readInstant } from '../input.ts';

export const jobRun = command({
  name: 'job run',
  summary: 'Runs a job now, due or not, and prints what it did as one line of JSON.',
  operands: { name: JOB_NAMES.join(', ') },
  options: {
    now: { type: 'string', value: 'INSTANT', help: 'as of this instant, with its offset; now when left out' },
  },
  examples: ['collect', 'close-day --now 2025-09-26T16:01:00+07:00'],
  notes: 'The run stands in `GET /api/v1/jobs` as slot manual:<instant>.',
  async run(shell, operands, options) {
    const name = readChoice(operands.name, 'NAME', JOB_NAMES);
    const now = options.now === undefined ? shell.now : readInstant(options.now, '--now');
    shell.print(JSON.stringify(await shell.runJob(name, now)));
  },
});
