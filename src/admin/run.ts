import { userInfo } from 'node:os';
import { type Clock, fixedClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { connect, type Database } from '../db/connect.ts';
import { openDatabase } from '../db/open.ts';
import { createLog } from '../log.ts';
import type { Counts } from '../scheduler/job.ts';
import type { Command } from './command.ts';
import { readArguments } from './command.ts';
import { COMMANDS } from './commands.ts';
import { UsageError } from './errors.ts';
import { manual, overview } from './help.ts';

/** Few: commands must not take the connections that the service lives on. */
const CONNECTIONS = 3;

/**
 * Finds the command that the arguments call and runs it, with the database opened for it alone.
 * @throws {UsageError} when it is called wrongly; what the command throws
 */
export async function runAdmin(
  args: string[],
  config: () => Config,
  clock: Clock,
  print: (line: string) => void,
): Promise<void> {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const found = COMMANDS.find((one) => args.slice(0, one.name.split(' ').length).join(' ') === one.name);
  if (!found) {
    const asked = args.some((arg) => arg === '--help' || arg === '-h') || args[0] === 'help';
    if (!asked && args.length > 0) throw new UsageError(unknown(words));
    print(overview(COMMANDS));
    return;
  }
  const given = readArguments(found, args.slice(found.name.split(' ').length));
  if (given.help) {
    print(manual(found));
    return;
  }
  const settings = config();
  const database = await openDatabase(settings, 'attach');
  const db = connect(database.connection, CONNECTIONS);
  try {
    const shell = {
      db,
      now: clock.now(),
      actor: `shell:${userName()}`,
      print,
      runJob: (name: string, now: Date) => runJob(settings, db, name, now),
    };
    await found.run(shell, given.operands, given.options);
  } finally {
    await db.close();
    await database.stop();
  }
}

/** A job by hand, as the service's own scheduler would run it. */
async function runJob(config: Config, db: Database, name: string, now: Date): Promise<Counts> {
  // Only this command needs the whole service.
  const { createService } = await import('../app.ts');
  const service = await createService({ config, clock: fixedClock(now), log: createLog('silent'), db });
  try {
    return await service.scheduler.runByHand(name as Parameters<typeof service.scheduler.runByHand>[0], now);
  } finally {
    await service.close();
  }
}

function unknown(words: string[]): string {
  const near = COMMANDS.filter((one: Command) => one.name.split(' ')[0] === words[0]);
  const hint = near.length > 0 ? `There is: ${near.map((one) => one.name).join(', ')}.` : 'See --help.';
  return `There is no command “${words.slice(0, 2).join(' ')}”. ${hint}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the user may have a number and no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}
