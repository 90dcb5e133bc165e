import { createCaller } from './service.ts';
import { until } from './until.ts';

const CODES = ['11737', '11749', '11755', '11728', '11164', '11167', '11203', '11218'];

export interface Load {
  /** How many records were acknowledged, by 201, or 200 where it was there. */
  count(): number;
  /** Resolves once `more` further records have been acknowledged. */
  further(more: number): Promise<void>;
  /** What else was answered: a status, or `none` where the connection broke, with how often. */
  others: Map<number | 'none', number>;
  stop(): Promise<void>;
  /** What was acknowledged and is not there: must be empty. */
  lost(): Promise<string[]>;
}

/** Posts records of eight communes without a pause, by `connections` at once, until it is stopped. */
export function postRecords(address: string, token: string, connections = 16): Load {
  const caller = createCaller(address, token);
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const acknowledged = new Map<string, string>();
  const others = new Map<number | 'none', number>();
  let on = true;
  let sent = 0;
  const posters = Array.from({ length: connections }, async () => {
    while (on) {
      const locality = CODES[sent % CODES.length] ?? '';
      const note = `lần ${sent++}`;
      const answer = await caller
        .post('/api/v1/records', { locality, day, values: { 'network.lan': true }, note })
        .catch(() => null);
      // 200: tried again by the service, after an attempt whose commit had counted though its answer was lost.
      if (answer?.status === 201 || answer?.status === 200)
        acknowledged.set(`${locality} ${answer.body.revision}`, note);
      else {
        others.set(answer?.status ?? 'none', (others.get(answer?.status ?? 'none') ?? 0) + 1);
        // Refused at once: a real caller waits, too, and the machine is not ours alone.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  });
  return {
    others,
    count: () => acknowledged.size,
    further: async (more) => {
      const enough = acknowledged.size + more;
      await until(() => acknowledged.size >= enough);
    },
    stop: async () => {
      on = false;
      await Promise.all(posters);
    },
    lost: async () => {
      const kept = new Map<string, string>();
      for (const locality of CODES) {
        const { body } = await caller.get(`/api/v1/localities/${locality}/records/${day}`);
        for (const one of body.revisions ?? []) kept.set(`${locality} ${one.revision}`, one.note);
      }
      return [...acknowledged].filter(([key, note]) => kept.get(key) !== note).map(([key]) => key);
    },
  };
}
