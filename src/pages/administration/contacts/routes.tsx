import { z } from 'zod';
import {
  addContact,
  areaOfContact,
  changeContact,
  dropContact,
  type TypedContact,
} from '../../../changes/contacts.ts';
import { PERSON_CHANNELS } from '../../../channels/all.ts';
import { readChoice } from '../../../fields.ts';
import type { Routes } from '../../../http/context.ts';
import { recipientKey } from '../../../outbox/preferences.ts';
import { setPreference } from '../../../outbox/set-preference.ts';
import { tryChannel } from '../../../outbox/try-channel.ts';
import { type Objection, refuse } from '../../../refused.ts';
import type { StoredContact } from '../../../registry/contacts-store.ts';
import { loadDelivery } from '../../delivery/facts.ts';
import { atFields, readPreference } from '../../delivery/posted.ts';
import type { FormBody } from '../../parts/filled.ts';
import { ownAreaTyped, readArea } from '../../parts/places.tsx';
import { type Asked, rowId, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { Frame } from '../frame.tsx';
import { ContactPage } from './contact.tsx';
import { findContacts, requireContact } from './facts.ts';
import { ContactForm } from './form.tsx';
import { Contacts } from './list.tsx';
import { CONTACTS } from './words.ts';

/** Who hears for the localities and provinces of an area, and how. */
export function contactRoutes({ db, wrap }: AdministrationDeps): Routes {
  const { orm } = db;
  return async (app) => {
    screen(app, wrap, {
      path: CONTACTS,
      config,
      query: { q: z.string().max(100).default('') },
      done: { bo: ['Đã bỏ khỏi danh sách.', 'Removed.'] },
      view: async ({ request, query: { q } }) => ({
        title: ['Đầu mối liên hệ', 'Contacts'],
        content: <Contacts q={q} found={await findContacts(orm, request, q)} />,
      }),
    });
    const fresh = screen(app, wrap, {
      path: `${CONTACTS}/moi`,
      config,
      view: (asked) => {
        const title = asked.say('Thêm đầu mối', 'Add a contact');
        const typed = ownAreaTyped(asked, asked.today);
        const content = (
          <Frame title={title}>
            <ContactForm action={CONTACTS} button={title} typed={typed} />
          </Frame>
        );
        return { title, content };
      },
    });
    fresh.post({
      path: CONTACTS,
      read: readTyped,
      act: (author, contact) => addContact(db, author, contact),
      told: atArea,
      to: (id) => `${CONTACTS}/${id}?done=them`,
    });

    const page = screen(app, wrap, {
      path: `${CONTACTS}/:contact`,
      config,
      params: { contact: rowId },
      done: {
        them: ['Đã thêm đầu mối.', 'Added.'],
        luu: ['Đã lưu.', 'Saved.'],
        'gui-thu-nghiem': [
          'Đã yêu cầu gửi tin thử, tin sẽ tới trong ít phút.',
          'A test message arrives within minutes.',
        ],
      },
      load: ({ request, params }) => requireContact(orm, request, params.contact),
      view: async ({ it }) => {
        const delivery = await loadDelivery(db, whomOf(it));
        return { title: it.name, content: <ContactPage contact={it} delivery={delivery} /> };
      },
    });
    page.post({
      read: readTyped,
      act: (author, contact, { it }) => changeContact(db, author, it.id, contact),
      told: atArea,
      done: 'luu',
    });
    page.post({
      at: '/bo',
      act: (author, _, { it }) => dropContact(db, author, it.id),
      to: () => `${CONTACTS}?done=bo`,
    });
    page.post({
      at: '/cach-nhan',
      form: 'cach-nhan',
      read: async (body, { it }) => {
        if ((await loadDelivery(db, whomOf(it))).account)
          refuse('', [
            'Người này có tài khoản và tự chọn cách nhận tin.',
            'This person has an account and chooses himself.',
          ]);
        return readPreference(body);
      },
      act: (author, preference, { it }) => setPreference(orm, author, whomOf(it), preference),
      told: atFields,
      done: 'luu',
    });
    page.post({
      at: '/gui-thu-nghiem',
      act: (author, _, { it, body }) => {
        const channel = readChoice('', body.channel ?? '', PERSON_CHANNELS);
        return tryChannel(orm, author, { ...whomOf(it), name: it.name }, channel);
      },
      done: 'gui-thu-nghiem',
    });
  };
}

/** The form as columns of the list; the area is held against the administrator's own. */
function readTyped(given: FormBody, { registry, principal, today }: Asked): TypedContact {
  const area = readArea(registry, principal, given, today);
  const { name = '', position = '', email = '', phone = '', role = '' } = given;
  const isLocality = registry.localities.has(area);
  const place = { locality: isLocality ? area : '', province: isLocality || area === '*' ? '' : area };
  return { ...place, name, position, email, phone, role };
}

/** A contact has an address or a number: none is stored without. */
function whomOf(contact: StoredContact) {
  const area = areaOfContact(contact);
  return { recipient: recipientKey(contact) ?? '', target: `contact ${contact.id}`, area };
}

/** The place stands in two fields here, and in two others in the list. */
function atArea(objections: readonly Objection[]): Objection[] {
  return objections.map((one) => (one.field === 'locality' ? { ...one, field: 'area' } : one));
}
