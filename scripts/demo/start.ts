import type { Service } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type Day, instantOf } from '../../src/days.ts';
import { connect, type Database } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createLog, type Log } from '../../src/log.ts';
import { createRegistryCache } from '../../src/registry/cache.ts';
import type { Programme } from '../../src/registry/types.ts';
import { finishedDays } from '../simulate/days.ts';
import { type ReplayClock, replayClock } from './clock.ts';
import { type DemoFolder, openDemoFolder } from './folder.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { choosePort } from './port.ts';

const HOST = '127.0.0.1';
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
  /** The days played, or to be played. */
  days: [first: Day, second: Day];
  address: string;
  /** The port that was wished for and is taken; undefined when it was to be had. */
  takenPort: number | undefined;
}

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
    logLevel: 'warn',
    trustProxy: false,
  };
  const log = createLog(config.logLevel);
  // The application is about as long in loading as a database in being made: both at once.
  const opening = openDatabase(config, 'own');
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
  const days: Demo['days'] =
    folder.played && startsOn !== null
      ? [startsOn, registry.calendar(programme).nthAfter(startsOn, 1)]
      : finishedDays(registry, programme, systemClock.now());
  const clock = replayClock(instantOf(days[0], OPENS));
  if (folder.played) clock.release();

  const service = await createService({ config, clock, log, db });
  cleanup.push(service.close);
  await service.server.listen({ host: HOST, port });
  const takenPort = given.port === port || given.port === 0 ? undefined : given.port;
  return { folder, service, db, clock, log, sink, programme, province, days, address, takenPort };
}
