import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts about itself, in the text format of Prometheus. */
export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  observeRequest(route: string, method: string, status: number, seconds: number): void;
  observeRun(job: string, outcome: string, seconds: number): void;
  /** A message that a channel took, refused for good, or is to be tried again with. */
  observeMessage(channel: string, outcome: string): void;
  /** How the rounds of this instance's scheduler go. */
  setPulse(pulse: { lastTick: Date | null; seconds: number | null; stalled: boolean }): void;
  /** The outbox by channel, read from the database when somebody asks. */
  setOutbox(rows: readonly OutboxBacklog[]): void;
  /** Numbers that are read from the database when somebody asks. */
  setBacklog(backlog: Record<string, number>): void;
}

/** What waits and has failed on one channel. */
export interface OutboxBacklog {
  channel: string;
  waiting: number;
  failed: number;
  /** Of the message that has been due for longest; 0 when none is. */
  oldestSeconds: number;
  failing: boolean;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'phuxanh_http_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  });
  const runs = new Counter({
    name: 'phuxanh_job_runs_total',
    help: 'Job runs by outcome; given_up ones need a person',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const runSeconds = new Gauge({
    name: 'phuxanh_job_last_run_seconds',
    help: 'How long the latest run of a job took',
    labelNames: ['job'],
    registers,
  });
  const messages = new Counter({
    name: 'phuxanh_messages_total',
    help: 'Messages by channel and what became of them in this instance: sent, failed, dropped, retry',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const outbox = new Gauge({
    name: 'phuxanh_outbox_messages',
    help: 'Messages in the outbox by channel and state',
    labelNames: ['channel', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'phuxanh_outbox_oldest_seconds',
    help: 'How long the message that is due for longest has been so, by channel',
    labelNames: ['channel'],
    registers,
  });
  const failing = new Gauge({
    name: 'phuxanh_channel_failing',
    help: '1 while a channel lets nothing through',
    labelNames: ['channel'],
    registers,
  });
  const heartbeat = new Gauge({
    name: 'phuxanh_scheduler_last_tick_timestamp_seconds',
    help: 'When the scheduler of this instance last completed a round',
    registers,
  });
  const sinceRound = new Gauge({
    name: 'phuxanh_scheduler_since_round_seconds',
    help: 'How long ago a round of this instance ended, by time as it passes, whatever the clock says',
    registers,
  });
  const stalled = new Gauge({
    name: 'phuxanh_scheduler_stalled',
    help: '1 while rounds of this instance do not come, or one of them hangs',
    registers,
  });
  const backlog = new Gauge({
    name: 'phuxanh_backlog',
    help: 'Work that waits or has failed: messages by state, failed job runs, open alerts',
    labelNames: ['kind'],
    registers,
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    observeRequest: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    observeRun: (job, outcome, seconds) => {
      runs.inc({ job, outcome });
      runSeconds.set({ job }, seconds);
    },
    observeMessage: (channel, outcome) => messages.inc({ channel, outcome }),
    setOutbox: (rows) => {
      for (const row of rows) {
        const { channel } = row;
        outbox.set({ channel, state: 'waiting' }, row.waiting);
        outbox.set({ channel, state: 'failed' }, row.failed);
        oldest.set({ channel }, row.oldestSeconds);
        failing.set({ channel }, row.failing ? 1 : 0);
      }
    },
    setPulse: ({ lastTick, seconds, stalled: stands }) => {
      if (lastTick) heartbeat.set(lastTick.getTime() / 1000);
      if (seconds !== null) sinceRound.set(seconds);
      stalled.set(stands ? 1 : 0);
    },
    setBacklog: (counts) => {
      for (const [kind, count] of Object.entries(counts)) backlog.set({ kind }, count);
    },
  };
}
