import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  addContact,
  areaOfContact,
  changeContact,
  dropContact,
  type TypedContact,
} from '../../../changes/contacts.ts';
import { PERSON_CHANNELS } from '../../../channels/all.ts';
import { dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { recipientKey } from '../../../outbox/preferences.ts';
import { setPreference } from '../../../outbox/set-preference.ts';
import { tryChannel } from '../../../outbox/try-channel.ts';
import { own } from '../../../own.ts';
import { type Objection, Refused } from '../../../refused.ts';
import type { StoredContact } from '../../../registry/contacts-store.ts';
import { loadDelivery } from '../../delivery/facts.ts';
import { atFields, readPreference, typedPreference } from '../../delivery/posted.ts';
import { sayFor, type Words } from '../../language.tsx';
import { attempt, type Filled, type FormBody } from '../../parts/filled.ts';
import { areaTyped, placesOn, readArea } from '../../parts/places.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Objections } from '../form.tsx';
import { Frame } from '../frame.tsx';
import { ContactPage } from './contact.tsx';
import { findContacts, requireContact } from './facts.ts';
import { ContactForm } from './form.tsx';
import { Contacts } from './list.tsx';
import { CONTACTS } from './words.ts';

const params = z.object({ contact: z.coerce.number().int().min(1).max(2_147_483_647) });
const body = z.record(z.string(), z.string().max(2_000));
const query = z.object({
  q: z.string().max(100).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  done: z.string().optional(),
});
const DONE: Record<string, Words> = {
  them: ['Đã thêm người nhận.', 'Added.'],
  luu: ['Đã lưu.', 'Saved.'],
  bo: ['Đã bỏ khỏi danh sách.', 'Removed.'],
  thu: ['Đã yêu cầu gửi tin thử, tin sẽ tới trong ít phút.', 'A test message arrives within minutes.'],
};

/** Who hears for the localities and provinces of an area, and how. */
export function contactRoutes({ db, shell }: AdministrationDeps): Routes {
  const { orm } = db;
  const formOf = ({ registry, principal, formToken, receivedAt: now }: FastifyRequest, filled: Filled) => ({
    registry,
    principal,
    formToken,
    filled,
    places: placesOn(registry, principal, dayOf(now)),
  });
  /** The form as columns of the list; the area is held against the administrator's own. */
  const readTyped = (
    { registry, principal, receivedAt: now }: FastifyRequest,
    given: FormBody,
  ): TypedContact => {
    const area = readArea(registry, principal, given, dayOf(now));
    const { name = '', position = '', email = '', phone = '', role = '' } = given;
    const isLocality = registry.localities.has(area);
    const place = { locality: isLocality ? area : '', province: isLocality || area === '*' ? '' : area };
    return { ...place, name, position, email, phone, role };
  };
  const showNew = (request: FastifyRequest, reply: FastifyReply, status: number, filled: Filled) => {
    const say = sayFor(request);
    const title = say('Thêm người nhận', 'Add a contact');
    const content = (
      <Frame title={title}>
        <Objections filled={filled} />
        <ContactForm {...formOf(request, filled)} action={CONTACTS} button={title} />
      </Frame>
    );
    return sendPage(reply, status, shell(title, content, request.principal));
  };
  const showContact = async (
    request: FastifyRequest,
    reply: FastifyReply,
    contact: StoredContact,
    said: { status?: number; done?: string | undefined; filled?: Filled; preference?: Filled } = {},
  ) => {
    const { registry, receivedAt: now } = request;
    const delivery = await loadDelivery(db, whomOf(contact));
    const { name, position, role, email, phone } = contact;
    const own = { name, position, role, email: email ?? '', phone: phone ?? '' };
    const typed = { ...own, ...areaTyped(registry, areaOfContact(contact), dayOf(now)) };
    const content = (
      <ContactPage
        {...formOf(request, said.filled ?? { typed })}
        contact={contact}
        delivery={delivery}
        preference={said.preference ?? { typed: typedPreference(delivery.preference) }}
        account={delivery.account}
        done={said.done}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(name, content, request.principal));
  };

  return async (app) => {
    app.get(CONTACTS, { config, schema: { hide: true, querystring: query } }, async (request, reply) => {
      const found = await findContacts(orm, request, request.query);
      const content = <Contacts {...found} done={doneOf(request, request.query.done)} />;
      return sendPage(reply, 200, shell(['Người nhận tin', 'Contacts'], content, request.principal));
    });

    app.get(`${CONTACTS}/moi`, { config, schema: { hide: true } }, async (request, reply) => {
      const { registry, principal, receivedAt: now } = request;
      const area = principal.area === '*' ? '' : principal.area;
      return showNew(request, reply, 200, { typed: areaTyped(registry, area, dayOf(now)) });
    });

    app.post(CONTACTS, { config, schema: { hide: true, body } }, async (request, reply) => {
      let id = 0;
      const objections = await attempt(async () => {
        id = await addContact(db, authorOf(request), readTyped(request, request.body));
      });
      if (!objections) return reply.redirect(`${CONTACTS}/${id}?done=them`, 303);
      return showNew(request, reply, 422, { typed: request.body, objections: atArea(objections) });
    });

    app.get(
      `${CONTACTS}/:contact`,
      { config, schema: { hide: true, params, querystring: query } },
      async (request, reply) => {
        const contact = await requireContact(orm, request, request.params.contact);
        return showContact(request, reply, contact, { done: doneOf(request, request.query.done) });
      },
    );

    app.post(
      `${CONTACTS}/:contact`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const contact = await requireContact(orm, request, request.params.contact);
        const typed = request.body;
        const objections = await attempt(() =>
          changeContact(db, authorOf(request), contact.id, readTyped(request, typed)),
        );
        if (!objections) return reply.redirect(`${CONTACTS}/${contact.id}?done=luu`, 303);
        const filled = { typed, objections: atArea(objections) };
        return showContact(request, reply, contact, { status: 422, filled });
      },
    );

    app.post(
      `${CONTACTS}/:contact/bo`,
      { config, schema: { hide: true, params } },
      async (request, reply) => {
        const contact = await requireContact(orm, request, request.params.contact);
        const objections = await attempt(() => dropContact(db, authorOf(request), contact.id));
        if (!objections) return reply.redirect(`${CONTACTS}?done=bo`, 303);
        return showContact(request, reply, contact, { status: 409, filled: { typed: {}, objections } });
      },
    );

    app.post(
      `${CONTACTS}/:contact/cach-nhan`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const contact = await requireContact(orm, request, request.params.contact);
        const typed = request.body;
        const whom = whomOf(contact);
        const objections = await attempt(async () => {
          if ((await loadDelivery(db, whom)).account) throw new Refused([OWN_CHOICE]);
          await setPreference(orm, authorOf(request), whom, readPreference(typed));
        });
        if (!objections) return reply.redirect(`${CONTACTS}/${contact.id}?done=luu`, 303);
        const preference = { typed, objections: atFields(objections) };
        return showContact(request, reply, contact, { status: 422, preference });
      },
    );

    app.post(
      `${CONTACTS}/:contact/thu`,
      { config, schema: { hide: true, params, body: z.object({ channel: z.enum(PERSON_CHANNELS) }) } },
      async (request, reply) => {
        const contact = await requireContact(orm, request, request.params.contact);
        const whom = { ...whomOf(contact), name: contact.name };
        const objections = await attempt(() =>
          tryChannel(orm, authorOf(request), whom, request.body.channel),
        );
        if (!objections) return reply.redirect(`${CONTACTS}/${contact.id}?done=thu`, 303);
        return showContact(request, reply, contact, { status: 409, preference: { typed: {}, objections } });
      },
    );
  };
}

const OWN_CHOICE: Objection = {
  field: '',
  vi: 'Người này có tài khoản và tự chọn cách nhận tin.',
  en: 'This person has an account and chooses himself.',
};

/** A contact has an address or a number: none is stored without. */
function whomOf(contact: StoredContact) {
  const area = areaOfContact(contact);
  return { recipient: recipientKey(contact) ?? '', target: `contact ${contact.id}`, area };
}

/** The place stands in two fields here, and in two others in the list. */
function atArea(objections: readonly Objection[]): Objection[] {
  return objections.map((one) => (one.field === 'locality' ? { ...one, field: 'area' } : one));
}

function doneOf(request: FastifyRequest, done: string | undefined): string | undefined {
  const words = own(DONE, done);
  return words && sayFor(request)(...words);
}
