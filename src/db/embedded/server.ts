import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { type Folder, openFolder } from './folder.ts';
import { type Guard, takeGuard } from './guard.ts';
import { hasEnded, type Launched, launch, shutDown } from './launch.ts';
import { clearDeadLocks, livePid, recordedPid } from './lock-files.ts';
import { findPackage } from './platform.ts';
import { ownName } from './run.ts';
import { DATABASE, PORT, ROLE, serverArguments } from './settings.ts';
import { answers } from './socket.ts';

export { EmbeddedUnavailable } from './errors.ts';

/** Crash recovery of a small database takes seconds; a machine under load gets time. */
const READY_WITHIN_MS = 120_000;
/** Where root keeps binaries that the server's user cannot reach in place. */
const SYSTEM_CACHE = '/var/cache/phu-xanh';

export interface EmbeddedServer {
  /** postgres.js options. The role is no superuser but may create databases. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
    readonly ssl: false;
  };
  /** The server's process. */
  readonly pid: number;
  /** `own`: a clean fast shutdown. `attach`: see `EmbeddedMode`. Close your own connections before. */
  stop(): Promise<void>;
}

/**
 * `own`: the service. One at a time; adopts a server whose owner died.
 * `attach`: shell commands. Use a live server as it is; else start one, which the last command to end stops,
 * unless a service has taken it over meanwhile.
 */
export type EmbeddedMode = 'own' | 'attach';

export interface EmbeddedLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface EmbeddedOptions {
  /** The service's data folder, made if missing; the cluster is `postgres` in it, the log `postgres.log`. */
  readonly dataDir: string;
  readonly mode: EmbeddedMode;
  readonly log?: EmbeddedLog;
  /** False gives up every safety against a crash for speed: for tests. */
  readonly durable?: boolean;
}

/** Where the binaries are, and where a copy of them may be put (by default chosen by who runs). */
export interface BinarySource {
  readonly packageDir: string;
  readonly cacheDir?: string;
}

/**
 * Starts, adopts or joins the embedded PostgreSQL of a data folder; answers once it takes queries.
 * @throws EmbeddedUnavailable with a reason and a message for the operator.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  return startFrom({ packageDir: findPackage() }, options);
}

/** `startEmbedded` with given binaries. */
export async function startFrom(source: BinarySource, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = openFolder(options.dataDir);
  const deadline = performance.now() + READY_WITHIN_MS;
  let launched: Launched | undefined;
  while (performance.now() < deadline) {
    if (await answers(folder.host)) {
      const guard = await enter(folder, options);
      if (guard) return serverOf(folder, guard, options);
    } else if (launched && hasEnded(launched.child)) {
      if (launched.child.exitCode !== 0 && livePid(folder.clusterDir) === undefined) throw failed(launched);
      // A command that ended stopped it again (exit 0), or another starter was first and its server will answer.
      launched = undefined;
    } else if (!launched && livePid(folder.clusterDir) === undefined) {
      launched = await startServer(folder, source, options);
    }
    await sleep(5);
  }
  throw new EmbeddedUnavailable(
    'start',
    `PostgreSQL (pid ${recordedPid(folder.clusterDir)}) does not answer; see ${folder.logFile}. ${USE_A_SERVER}`,
  );
}

async function startServer(
  folder: Folder,
  source: BinarySource,
  options: EmbeddedOptions,
): Promise<Launched> {
  const { dataDir, clusterDir, logFile, as } = folder;
  const { mode, log, durable = true } = options;
  const cacheDir = source.cacheDir ?? (as ? SYSTEM_CACHE : join(dataDir, 'postgres-binaries'));
  const binaries = await prepareBinaries(source.packageDir, cacheDir, as);
  if (binaries.copiedTo) log?.info({ copy: binaries.copiedTo }, 'PostgreSQL binaries are used from a copy');
  await ensureCluster(clusterDir, binaries, as, durable);
  const cleared = clearDeadLocks(clusterDir);
  if (cleared.length > 0) log?.warn({ cleared }, 'cleared the lock files of a dead PostgreSQL');
  const args = serverArguments(ownName(clusterDir, as), mode === 'own' ? 'service' : 'command', durable);
  return launch(binaries.postgres, args, { clusterDir, logFile, as });
}

/** Said by a server, or a socket, that is on its way up or down: worth another look. */
const PASSING = /^(57P0[123]|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|CONNECTION_(CLOSED|ENDED|DESTROYED))$/;

async function enter(folder: Folder, { mode, log }: EmbeddedOptions): Promise<Guard | undefined> {
  try {
    return await takeGuard(folder.host, mode, log);
  } catch (cause) {
    if (cause instanceof EmbeddedUnavailable) throw cause;
    if (PASSING.test(codeOf(cause))) return undefined;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedUnavailable(
      'start',
      `PostgreSQL in ${folder.clusterDir} refuses us: ${said}. ${USE_A_SERVER}`,
      {
        cause,
      },
    );
  }
}

function serverOf(folder: Folder, guard: Guard, { mode, log }: EmbeddedOptions): EmbeddedServer {
  const pid = recordedPid(folder.clusterDir) ?? 0;
  log?.info({ pid, mode, cluster: folder.clusterDir }, 'embedded PostgreSQL is ready');
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // The lock is held until the server is gone, so that nobody joins a server that is being stopped.
    if ((await guard.mayStop()) && livePid(folder.clusterDir) === pid) await shutDown(pid);
    await guard.close();
  };
  return {
    connection: { host: folder.host, port: PORT, user: ROLE, database: DATABASE, ssl: false },
    pid,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function failed(launched: Launched): EmbeddedUnavailable {
  return new EmbeddedUnavailable(
    'start',
    `PostgreSQL did not start:\n${launched.logTail()}\n${USE_A_SERVER}`,
  );
}
