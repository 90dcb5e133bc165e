import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { errorText } from '../scheduler/error-text.ts';
import { Refused, UsageError } from './errors.ts';
import { runAdmin } from './run.ts';

/** The operator's shell: result on stdout, faults on stderr, exit code 2 for wrong usage and 1 for the rest. */
async function main(): Promise<void> {
  await runAdmin(process.argv.slice(2), readConfig, systemClock, (line) => process.stdout.write(`${line}\n`));
}

// Whoever reads on by `head` has had enough; the command still ends in order.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof Refused;
  process.stderr.write(`${expected ? saidOf(error) : errorText(error)}\n`);
  if (error instanceof UsageError) process.stderr.write('--help after a command says how it is called.\n');
  if (!expected && wantsStack()) console.error(error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});

/** What the rules say against it they say in both languages; what the shell itself says is English. */
function saidOf(error: UsageError | Refused): string {
  const vi = error instanceof Refused ? error.objections.filter((one) => one.vi !== one.en) : [];
  return [error.message, ...vi.map((one) => one.vi)].join('\n');
}

function wantsStack(): boolean {
  try {
    return ['debug', 'trace'].includes(readConfig().logLevel);
  } catch {
    return false;
  }
}
