import type { StepHours } from '../alerts/ladder.ts';
import type { Notice, Notify, Told } from '../alerts/notify.ts';
import { nextWakingMoment, nextWorkingMoment } from '../alerts/working-hours.ts';
import { readWebhooks } from '../channels/webhook-store.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import {
  hearing,
  type Link,
  type NewMessage,
  putMessages,
  readCandidates,
  readHeard,
  readToldOfEnd,
  waitingKey,
} from './enqueue-store.ts';
import { readPreferences, saidKey } from './preference-store.ts';
import { DEFAULT_PREFERENCE, type Preference, recipientKey } from './preferences.ts';
import { candidatesFor, wayTo } from './recipients.ts';
import { readWays } from './ways.ts';

/** Writes down who is to be told of alerts, in the transaction that decided so: one message a person and round. */
export const enqueue: Notify = {
  /**
   * Counts: `no_contact` notices for which there is nobody of the role, `no_address` people who cannot be
   * reached, `messages` new ones and `joined` those that were added to one that still waits.
   */
  async tell(tx, registry, notices, now) {
    if (notices.length === 0) return { told: [], counts: {} };
    const areas = [...new Set(notices.map((one) => one.alert.area))];
    const provinces = [...new Set(areas.map((area) => provinceOf(registry, area)))];
    const agencies = [...new Set(notices.flatMap((one) => one.alert.agencies))];
    const candidates = await readCandidates(tx, areas, provinces, agencies);
    const saidBy = (one: (typeof candidates)[number]) => ({
      recipient: recipientKey(one) ?? '',
      saidFor: one.saidFor,
    });
    const preferences = await readPreferences(tx, candidates.map(saidBy));
    const ways = await readWays(tx, now);
    const heard = await readHeard(
      tx,
      notices.map((one) => one.alert.id),
    );
    const messages = new Messages();
    const counts = { no_contact: 0, no_address: 0 };
    const told = notices.map((notice): Told => {
      const province = provinceOf(registry, notice.alert.area);
      const meant = candidatesFor(notice, candidates, province);
      if (meant.length === 0) counts.no_contact++;
      let reached = 0;
      let reason: Told['reason'] = meant.length === 0 ? 'no_contact' : null;
      for (const person of meant) {
        const preference = preferences.get(saidKey(saidBy(person)));
        const way = wayTo(person, notice.step.channel, preference, ways);
        if (!way) {
          counts.no_address++;
          reason ??= 'no_address';
          continue;
        }
        reason ??= way.reason;
        reached++;
        const { alert, position: step, turn } = notice;
        if (heard.has(hearing({ alert: alert.id, step, turn, recipient: way.recipient }))) continue;
        const moment = firstMoment(registry, province, notice.step.hours, preference, now);
        const { contact, saidFor, name: recipientName } = person;
        messages.add({ ...way, contact, saidFor, recipientName }, moment, linkOf(notice));
      }
      const { alert, position, turn } = notice;
      return { alert: alert.id, position, turn, told: reached, reason };
    });
    return { told, counts: { ...counts, ...(await messages.put(tx, now)) } };
  },

  async announce(tx, registry, alerts, now) {
    const hooks = (await readWebhooks(tx)).filter(({ kinds }) => kinds.includes('alert'));
    if (hooks.length === 0) return;
    const messages = new Messages();
    for (const hook of hooks)
      for (const { id: alert, area } of alerts) {
        const within = hook.area === '*' || hook.area === area || hook.area === provinceOf(registry, area);
        if (!within) continue;
        const to = { channel: 'webhook' as const, address: String(hook.id), recipient: `webhook:${hook.id}` };
        const link = { alert, event: 'open' as const, step: null, turn: null, hours: 'any' as const };
        messages.add({ ...to, contact: null, saidFor: '', recipientName: hook.name }, now, link);
      }
    await messages.put(tx, now);
  },

  async tellEnd(tx, alerts, now) {
    const messages = new Messages();
    for (const { alert, step, turn, hours, ...to } of await readToldOfEnd(tx, alerts))
      messages.add(to, now, { alert, event: 'ended', step, turn, hours });
    await messages.put(tx, now);
  },
};

type To = Pick<NewMessage, 'contact' | 'channel' | 'address' | 'recipient' | 'saidFor' | 'recipientName'>;

/** One message a channel and address, however many alerts it speaks of. */
class Messages {
  readonly #byWay = new Map<string, NewMessage>();

  add(to: To, notBefore: Date, link: Link): void {
    const key = waitingKey(to);
    const known = this.#byWay.get(key);
    if (!known) {
      const { contact, channel, address, recipient, saidFor, recipientName } = to;
      const id = crypto.randomUUID();
      this.#byWay.set(key, {
        ...{ id, contact, channel, address, recipient, saidFor, recipientName, notBefore },
        links: [link],
      });
      return;
    }
    known.links.push(link);
    if (notBefore < known.notBefore) known.notBefore = notBefore;
  }

  async put(tx: Parameters<Notify['tell']>[0], now: Date): Promise<{ messages: number; joined: number }> {
    const joined = await putMessages(tx, [...this.#byWay.values()], now);
    return { messages: this.#byWay.size - joined, joined };
  }
}

const linkOf = ({ alert, step, position, turn }: Notice): Link => ({
  alert: alert.id,
  event: 'open',
  step: position,
  turn,
  hours: step.hours,
});

/** The first moment at which a step of these hours may reach a person. */
export function firstMoment(
  registry: Pick<Registry, 'isWorkingDay'>,
  province: string,
  hours: StepHours,
  preference: Preference = DEFAULT_PREFERENCE,
  now: Date,
): Date {
  if (hours === 'any') return now;
  if (hours === 'waking') return nextWakingMoment(now, preference.quietFrom, preference.quietUntil);
  return nextWorkingMoment(now, (day) => registry.isWorkingDay(province, day));
}
