import type { Service } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type Day, instantOf } from '../../src/days.ts';
import { connect, type Database } from '../../src/db/connect.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createLog, type Log } from '../../src/log.ts';
import { createRegistryCache } from '../../src/registry/cache.ts';
import type { Programme } from '../../src/registry/types.ts';
import { finishedDays } from '../simulate/days.ts';
import { type ReplayClock, replayClock } from './clock.ts';
import { type DemoFolder, openDemoFolder } from './folder.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { choosePort } from './port.ts';

const HOST = '127.0.0.1';
/** Reporting days in all: the last two are played hour by hour, those before a day at a time. */
const DAYS = 30;
/** Before anybody reports. */
const OPENS = '06:30';

export interface Demo {
  folder: DemoFolder;
  service: Service;
  db: Database;
  clock: ReplayClock;
  log: Log;
  sink: MailSink;
  programme: Programme;
  province: string;
  /** Days before those that are played hour by hour, oldest first. */
  past: Day[];
  /** The days played hour by hour, or to be played. */
  days: [first: Day, second: Day];
  address: string;
  /** The port that was wished for and is taken; undefined when it was to be had. */
  takenPort: number | undefined;
}

const WEEKS_MS = 9 * 7 * 24 * 60 * 60_000;

/** What is to be ended, in the order in which it was begun. */
export type Cleanup = (() => Promise<void>)[];

/**
 * Starts the service as `main.ts` does, on a database, a mail server and a clock of its own: at the
 * morning of the first day to be played, or at the machine's time where days were played before.
 */
export async function startDemo(keep: boolean, cleanup: Cleanup): Promise<Demo> {
  const given = readConfig();
  const folder = await openDemoFolder(given.dataDir, keep);
  const sink = await startMailSink(folder.mails);
  cleanup.push(sink.stop);
  const port = await choosePort(HOST, given.port);
  const address = `http://${HOST}:${port}`;
  const config = {
    ...given,
    host: HOST,
    port,
    publicUrl: address,
    dataDir: folder.path,
    databaseUrl: undefined,
    smtpUrl: sink.url,
    mailFrom: 'phuxanh@haiphong.example',
    rateLimit: 0,
    // Whoever signs in while days are played stays signed in, whatever the clock says.
    sessions: { idle: WEEKS_MS, absolute: WEEKS_MS },
    // The example plans of other provinces have nobody who hears of them; that is no line for who looks on.
    logLevel: 'error',
    trustProxy: false,
  };
  const log = createLog(config.logLevel);
  // The application is about as long in loading as a database in being made: both at once.
  const opening = openDatabase(config.dataDir);
  // Whatever fails meanwhile, a server that has been started is ended.
  cleanup.push(async () => await (await opening.catch(() => undefined))?.stop());
  const [database, { createService }] = await Promise.all([opening, import('../../src/app.ts')]);
  const db = connect(database.connection);
  cleanup.push(db.close);

  const registry = await createRegistryCache(db.orm).fresh();
  const [programme] = registry.programmes.values();
  const [province] = programme ? registry.provincesOf(programme) : [];
  if (!programme || province === undefined) throw new Error('There is no programme to play.');
  const { startsOn } = programme;
  const calendar = registry.calendar(programme);
  const all =
    folder.played && startsOn !== null
      ? [startsOn, ...Array.from({ length: DAYS - 1 }, (_, index) => calendar.nthAfter(startsOn, index + 1))]
      : finishedDays(registry, programme, systemClock.now(), DAYS);
  const past = all.slice(0, -2);
  const [first, second, opens = first] = [...all.slice(-2), ...past];
  if (first === undefined || second === undefined || opens === undefined)
    throw new Error('There are no days to play.');
  const clock = replayClock(instantOf(opens, OPENS));
  if (folder.played) clock.release();

  const service = await createService({ config, clock, log, db });
  cleanup.push(service.close);
  await service.server.listen({ host: HOST, port });
  const takenPort = given.port === port || given.port === 0 ? undefined : given.port;
  return {
    folder,
    service,
    db,
    clock,
    log,
    sink,
    programme,
    province,
    past,
    days: [first, second],
    address,
    takenPort,
  };
}

/** What is played can be played again: nothing of it has to outlast a power cut, and each commit is quicker. */
async function openDatabase(dataDir: string) {
  const server = await startEmbedded({ dataDir, mode: 'own', durable: false });
  try {
    await migrate(server.connection);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
