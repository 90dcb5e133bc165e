import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { connect, type Database } from '../db/connect.ts';
import { openDatabase } from '../db/open.ts';
import { keyOfShell } from '../keys/prove.ts';
import { createLog } from '../log.ts';
import type { Counts, JobName } from '../scheduler/job.ts';
import { createVault } from '../secrets/vault.ts';
import { type Arguments, type Command, readArguments } from './command.ts';
import { COMMANDS } from './commands.ts';
import { UsageError } from './errors.ts';
import { manual, overview } from './help.ts';

/** Few: commands must not take the connections that the service lives on. */
const CONNECTIONS = 3;

/** What the arguments ask for: a command with all that it needs, or only a text of help. */
type Call = { help: string } | ({ command: Command } & Omit<Arguments, 'help'>);

/** @throws {UsageError} when no command is called, or one wrongly */
export function readCall(args: string[]): Call {
  const found = COMMANDS.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name);
  if (found) {
    const { help, ...given } = readArguments(found, args.slice(found.name.split(' ').length));
    return help ? { help: manual(found) } : { command: found, ...given };
  }
  const asked = args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h');
  if (!asked) throw new UsageError(unknown(args.filter((arg) => !arg.startsWith('-'))));
  return { help: overview(COMMANDS) };
}

/**
 * Runs the command that the arguments call, with the database opened for it alone.
 * @throws {UsageError} when it is called wrongly; what the command throws
 */
export async function runAdmin(
  args: string[],
  config: () => Config,
  clock: Clock,
  print: (line: string) => void,
): Promise<void> {
  const call = readCall(args);
  if ('command' in call) await runCommand(call, config(), clock, print);
  else print(call.help);
}

async function runCommand(
  { command, operands, options }: Extract<Call, { command: Command }>,
  settings: Config,
  clock: Clock,
  print: (line: string) => void,
): Promise<void> {
  const database = await openDatabase(settings, 'attach');
  const db = connect(database.connection, CONNECTIONS);
  try {
    const shell = {
      db,
      now: clock.now(),
      actor: `shell:${userName()}`,
      publicUrl: settings.publicUrl,
      vault: async () => createVault(await keyOfShell(settings, db.sql)),
      keyAt: settings,
      allowed: settings.outgoingAllow,
      print,
      read: () => text(process.stdin),
      runJob: (name: JobName, now: Date) => runJob({ config: settings, clock, db }, name, now),
    };
    await command.run(shell, operands, options);
  } finally {
    await db.close();
    await database.stop();
  }
}

/** A job by hand, as the service's own scheduler would run it. */
async function runJob(
  deps: { config: Config; clock: Clock; db: Database },
  name: JobName,
  now: Date,
): Promise<Counts> {
  // Only this command needs the whole service.
  const { createService } = await import('../app.ts');
  // Only who sends opens what is sealed; else the service's key stays out of it.
  const secretKey = name === 'dispatch' ? await keyOfShell(deps.config, deps.db.sql) : crypto.randomUUID();
  const config = { ...deps.config, secretKey };
  const { scheduler, close } = await createService({ ...deps, config, log: createLog('silent') });
  try {
    return await scheduler.runByHand(name, now);
  } finally {
    await close();
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
