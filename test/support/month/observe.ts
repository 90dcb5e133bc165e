import type { Sql } from '../../../src/db/connect.ts';
import type { Said } from './should.ts';
import { MINUTE, show } from './time.ts';

export type Observed = Omit<Said, 'kind'> & { kind: string; message?: string };

/** What the messages sent in the round at `now` said; read before anything else happens. */
export async function readSaid(sql: Sql, now: number): Promise<Observed[]> {
  const rows = await sql<Omit<Observed, 'at'>[]>`
    select o.id as message, o.address as person, a.kind, a.area,
      case when a.kind = 'promise_passed' then w.kind || ' ' || w.subject else a.subject end as subject,
      case when m.event = 'ended' then 'ended' else m.step || '.' || m.turn end as what
    from outbox o join outbox_alert m on m.message = o.id join alert a on a.id = m.alert
      left join alert w on a.kind = 'promise_passed' and w.id::text = a.subject
    where o.state = 'sent' and o.sent_at = ${new Date(now * MINUTE).toISOString()}::timestamptz
      and ((m.event = 'open' and a.state = 'open') or (m.event = 'ended' and a.state = 'resolved'))`;
  return rows.map((row) => ({ ...row, at: now }));
}

/** A line for each thing that was not said, said too often, or at another time than it should. */
export function differences(should: readonly Said[], observed: readonly Observed[]): string[] {
  const what = (one: Observed) => `${one.kind} ${one.area} ${one.subject} step ${one.what} to ${one.person}`;
  const timesOf = (all: readonly Observed[]) => {
    const found = new Map<string, number[]>();
    for (const one of all) found.set(what(one), [...(found.get(what(one)) ?? []), one.at]);
    return found;
  };
  const [asked, found] = [timesOf(should), timesOf(observed)];
  const lines: [number, string][] = [];
  for (const key of new Set([...asked.keys(), ...found.keys()])) {
    const left = [...(asked.get(key) ?? [])];
    for (const time of found.get(key) ?? []) {
      const place = left.indexOf(time);
      if (place >= 0) left.splice(place, 1);
      else lines.push([time, `${show(time)} SAID, though it should not have been: ${key}`]);
    }
    for (const time of left) lines.push([time, `${show(time)} NOT SAID, though it should have been: ${key}`]);
  }
  return lines.sort(([a], [b]) => a - b).map(([, line]) => line);
}
