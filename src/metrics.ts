import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts about itself, in the text format of Prometheus. */
export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  observeRequest(route: string, method: string, status: number, seconds: number): void;
  observeRun(job: string, outcome: string, seconds: number): void;
  setHeartbeat(at: Date): void;
  /** Numbers that are read from the database when somebody asks. */
  setBacklog(backlog: Record<string, number>): void;
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
  const heartbeat = new Gauge({
    name: 'phuxanh_scheduler_last_tick_timestamp_seconds',
    help: 'When the scheduler of this instance last completed a round',
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
    setHeartbeat: (at) => heartbeat.set(at.getTime() / 1000),
    setBacklog: (counts) => {
      for (const [kind, count] of Object.entries(counts)) backlog.set({ kind }, count);
    },
  };
}
