import { readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../lib/networks.ts';
import type { Log } from '../log.ts';

/**
 * Whoever takes nothing of what waits for him for so long is cut off, for it is kept in memory. It has to be a whole
 * piece of it, so that a byte now and then does not count. While an answer is worked on nothing waits for its reader:
 * a nation's batch, or a job by hand, may take as long as it does.
 */
const SLOWEST_PIECE_MS = 120_000;
const LOOK_EVERY_MS = 5_000;

/** Connections at a time; more are closed at once. Above one of each of the 3,321 localities. */
const CONNECTIONS = 5_000;
/** Of the files that the process may open, for the database, sheets and what it starts. */
const OTHER_FILES = 200;

/**
 * Of all connections, what one address may have when nothing else is set: even a spike that comes through one
 * gateway fits, and others are let in beside it.
 */
const SHARE_OF_ONE = 0.8;

export interface ConnectionLimits {
  slowestPieceMs: number;
  lookEveryMs: number;
  /** Connections of one address, or of one /64; 0 for no bound, as behind a proxy, whose all are. */
  perAddress?: number | undefined;
}

/** How often what has fallen idle is closed while the service stops. */
const SWEEP_EVERY_MS = 20;

/**
 * Bounds how many connections there are, in all and of one address, and how long one is kept for a reader who does not
 * read. Answers what is called when the service stops: what is open then ends as soon as nothing goes over it. Node closes
 * but those that are idle at that moment: one whose answer is on its way would be kept for the next request, and one over
 * which nothing has come yet, as browsers open to be ready, until its headers are overdue.
 */
export function boundConnections(
  server: HttpServer,
  log: Log,
  limits: Partial<ConnectionLimits> = {},
): () => void {
  const { slowestPieceMs = SLOWEST_PIECE_MS, lookEveryMs = LOOK_EVERY_MS } = limits;
  const most = Math.max(100, Math.min(CONNECTIONS, openFiles() - OTHER_FILES));
  server.maxConnections = most;
  const { perAddress = Math.floor(most * SHARE_OF_ONE) } = limits;
  const open = new Set<Socket>();
  const counts = new Map<string, number>();
  /** Who is behind: what he had taken, in bytes, and since when he has taken no more. */
  const behind = new WeakMap<Socket, { taken: number; since: number }>();
  server.on('connection', (socket: Socket) => {
    const address = networkOf(socket.remoteAddress ?? '');
    const count = (counts.get(address) ?? 0) + 1;
    // It brings no request yet, and who has so many open can do with those.
    if (perAddress > 0 && count > perAddress) {
      log.debug({ address }, 'connection closed: its address has too many');
      socket.destroy();
      return;
    }
    counts.set(address, count);
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      const left = (counts.get(address) ?? 1) - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
  });

  const look = setInterval(() => {
    const now = performance.now();
    for (const socket of open) {
      const taken = socket.bytesWritten - socket.writableLength;
      const before = behind.get(socket);
      if (socket.writableLength === 0) behind.delete(socket);
      else if (before?.taken !== taken) behind.set(socket, { taken, since: now });
      else if (now - before.since > slowestPieceMs) {
        log.info({ address: socket.remoteAddress }, 'connection closed: its reader takes nothing');
        socket.destroy();
      }
    }
  }, lookEveryMs);
  look.unref();
  server.once('close', () => clearInterval(look));

  return () => {
    const sweep = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, SWEEP_EVERY_MS);
    server.once('close', () => clearInterval(sweep));
  };
}

/** How many files the process may open: on Linux what it was given, elsewhere no bound is known. */
function openFiles(): number {
  try {
    return Number(
      /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity,
    );
  } catch {
    return Infinity;
  }
}
