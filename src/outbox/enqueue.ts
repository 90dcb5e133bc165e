import { ROUTING } from '../alerts/routing.ts';
import type { Notify } from '../alerts/step.ts';
import type { OpenedAlert } from '../alerts/types.ts';
import { groupBy } from '../group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Contact, type NewMessage, putMessages, readContacts } from './enqueue-store.ts';
import { nextWorkingMoment } from './working-hours.ts';

/**
 * Writes who is to be told of alerts that have just opened, in the transaction that opened them: one
 * message a person, joined to the one that still waits for him, if any. Alerts that reach nobody are
 * counted: `no_contact` has nobody of the roles, `no_email` somebody without an address.
 */
export const enqueue: Notify = async (tx, registry, opened, now) => {
  const localities = [...new Set(opened.map((alert) => alert.area))];
  const contacts = groupBy(await readContacts(tx, localities), (contact) => contact.locality);
  const messages = new Map<string, NewMessage>();
  let noContact = 0;
  let noEmail = 0;
  for (const alert of opened) {
    const told = recipientsOf(alert, contacts.get(alert.area) ?? []);
    if (told.length === 0) noContact++;
    const province = provinceOf(registry, alert);
    const notBefore = ROUTING[alert.kind].urgent
      ? now
      : nextWorkingMoment(now, (day) => registry.isWorkingDay(province, day));
    for (const contact of told) {
      if (contact.email === null) {
        noEmail++;
        continue;
      }
      const known = messages.get(contact.email);
      if (known) {
        known.alerts.push(alert.id);
        if (notBefore < known.notBefore) known.notBefore = notBefore;
      } else messages.set(contact.email, newMessage(contact, contact.email, notBefore, alert.id));
    }
  }
  const joined = await putMessages(tx, [...messages.values()], now);
  return { no_contact: noContact, no_email: noEmail, messages: messages.size - joined, joined };
};

function recipientsOf(alert: OpenedAlert, contacts: readonly Contact[]): Contact[] {
  const { roles } = ROUTING[alert.kind];
  return contacts.filter((contact) => roles.includes(contact.role));
}

function newMessage(contact: Contact, address: string, notBefore: Date, alert: number): NewMessage {
  return {
    id: crypto.randomUUID(),
    contact: contact.id,
    address,
    recipientName: contact.name,
    notBefore,
    alerts: [alert],
  };
}

function provinceOf(registry: Registry, alert: OpenedAlert): string {
  return registry.localities.get(alert.area)?.province ?? '';
}
