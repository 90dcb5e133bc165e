import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type NewLetter, putLetters } from '../outbox/letter-store.ts';
import { recipientKey } from '../outbox/preferences.ts';
import { readProvinceContacts } from '../outbox/reader-store.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Registry } from '../registry/snapshot.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { MANUAL } from '../scheduler/slots.ts';
import { type DigestTarget, latestTurn, targetsOf, turnOf } from './rules.ts';
import { listDigests } from './store.ts';
import type { Digest } from './types.ts';

interface Due {
  digest: Digest;
  targets: DigestTarget[];
  day: Day;
}

/**
 * At the set hours: writes who is to get a summary, once a person, day and province. What it says is made
 * when it is sent.
 */
export function createDigestJob({ sql, registry: cache }: { sql: RootSql; registry: RegistryCache }): Job {
  const dueAt = async (registry: Registry, now: Date): Promise<Due[]> => {
    const all = await listDigests(sql);
    return all.flatMap((digest) => {
      const targets = targetsOf(digest, all, registry);
      const day = latestTurn(digest, targets, registry, now);
      return day === null ? [] : [{ digest, targets, day }];
    });
  };
  return {
    name: 'digest',
    timeLimitMs: 60_000,
    due: async (now) => (await dueAt(await cache.fresh(), now)).map(slotOf),
    async run({ now, slot, signal, log }) {
      const registry = await cache.fresh();
      const due = await dueAt(registry, now);
      const asked = slot.startsWith(MANUAL) ? due : due.filter((one) => slotOf(one) === slot);
      // Another instance's clock may be ahead, or the hour was changed: whose turn it is, is asked anew.
      if (asked.length === 0 && !slot.startsWith(MANUAL))
        throw new Error(`The slot “${slot}” is not due at ${now.toISOString()} by this instance.`);
      const counts: Counts = { messages: 0, already: 0, no_contact: 0, no_email: 0 };
      for (const { digest, targets, day } of asked)
        for (const target of targets) {
          signal.throwIfAborted();
          addCounts(counts, await writeFor(sql, registry, digest, target, day, now));
        }
      if (counts.no_email)
        log.warn({ counts }, 'some people get no summary: their contacts have no e-mail address');
      return counts;
    },
  };
}

const slotOf = ({ digest, day }: Pick<Due, 'digest' | 'day'>) => `${digest.id} ${day}`;

async function writeFor(
  sql: RootSql,
  registry: Registry,
  digest: Digest,
  target: DigestTarget,
  slot: Day,
  now: Date,
): Promise<Counts> {
  const turn = turnOf(digest, target, registry, slot, now);
  if (turn === null) return {};
  const { period, role } = digest;
  const { province } = target;
  const programme = target.programme.code;
  const contacts = await readProvinceContacts(sql, province, role);
  const messages = new Map<string, NewLetter>();
  for (const { id, name, email, phone, saidFor } of contacts) {
    const recipient = recipientKey({ email, phone });
    if (email === null || recipient === null || messages.has(recipient)) continue;
    messages.set(recipient, {
      id: crypto.randomUUID(),
      contact: id,
      channel: 'email',
      address: email,
      recipient,
      saidFor,
      recipientName: name,
      content: { programme, province, day: turn.day, period },
      // Not by the digest's id: who passes from the general one to one of his province still gets one a day.
      key: `digest:${period}:${programme}:${province}:${slot}:${recipient}`,
      notBefore: turn.notBefore,
    });
  }
  const letters = [...messages.values()];
  const written = (await sql.begin((tx) => putLetters(tx, 'digest', letters, now))).size;
  return {
    messages: written,
    already: messages.size - written,
    no_contact: contacts.length === 0 ? 1 : 0,
    no_email: contacts.filter((one) => one.email === null).length,
  };
}
