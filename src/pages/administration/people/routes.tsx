import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { makePasswordLink } from '../../../accounts/password-link.ts';
import {
  changePerson,
  createPerson,
  disablePerson,
  enablePerson,
  endSessions,
  type NewPerson,
  NO_LOGIN,
  PERSON_FIELDS,
  type PersonChange,
  resetPerson,
} from '../../../accounts/people.ts';
import { listSessions } from '../../../accounts/session-store.ts';
import type { Person as Account, SessionLimits } from '../../../accounts/types.ts';
import { dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { own } from '../../../own.ts';
import { Refused } from '../../../refused.ts';
import { sayFor } from '../../language.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { attempt, type Filled, type FormBody, readForm, together } from '../forms.ts';
import { areaTyped, placesOn, readArea } from '../places.tsx';
import { areaWords } from '../words.ts';
import { findPeople, requirePerson } from './facts.ts';
import { Invite, LinkShown } from './invite.tsx';
import { People } from './list.tsx';
import { Person } from './person.tsx';

const PATH = '/quan-tri/nguoi-dung';
const params = z.object({ person: z.coerce.number().int().min(1).max(2_147_483_647) });
const body = z.record(z.string(), z.string().max(2_000));
const { role, name, position, email, 'user-name': userName } = PERSON_FIELDS;
const COMMON = { role, name, position };

/** The accounts of people, looked after by an administrator. */
export function peopleRoutes({
  db,
  publicUrl,
  shell,
  sessions,
}: AdministrationDeps & { sessions: SessionLimits }): Routes {
  const { orm } = db;

  /** The area that a form says, held against the administrator's own. */
  const areaIn = ({ registry, principal, receivedAt: now }: FastifyRequest, given: FormBody) =>
    readArea(registry, principal, given, dayOf(now));
  const formOf = ({ registry, principal, formToken, receivedAt: now }: FastifyRequest, filled: Filled) => ({
    registry,
    principal,
    formToken,
    filled,
    places: placesOn(registry, principal, dayOf(now)),
  });
  const showInvite = (request: FastifyRequest, reply: FastifyReply, status: number, filled: Filled) =>
    sendPage(
      reply,
      status,
      shell(
        ['Mời người dùng', 'Invite a person'],
        <Invite {...formOf(request, filled)} />,
        request.principal,
      ),
    );
  const showPerson = async (
    request: FastifyRequest,
    reply: FastifyReply,
    person: Account,
    said: { status?: number; done?: string | undefined; filled?: Filled },
  ) => {
    const { registry, session, receivedAt: now } = request;
    const open = await listSessions(orm, person.id, now, sessions);
    const { name, position, role, area } = person;
    const typed = { name, position: position ?? '', role, ...areaTyped(registry, area, dayOf(now)) };
    const props = { ...formOf(request, said.filled ?? { typed }), person, done: said.done };
    const own = session?.person === person.id;
    const content = <Person {...props} sessions={open.length} own={own} />;
    return sendPage(reply, said.status ?? 200, shell(person.name, content, request.principal));
  };

  /** He may have left the administrator's area meanwhile, which is why it was refused. */
  const showRefused = async (
    request: FastifyRequest<{ Params: { person: number } }>,
    reply: FastifyReply,
    said: { status: number; filled: Filled },
  ) => showPerson(request, reply, await requirePerson(orm, request, request.params.person), said);

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true, querystring: z.object({ q: z.string().max(100).default('') }) } },
      async (request, reply) => {
        const { registry, principal, query, receivedAt: now } = request;
        const say = sayFor(request);
        const found = await findPeople(orm, request, query.q);
        const content = <People {...found} areaOf={(area) => areaWords(registry, area, now, say)} />;
        return sendPage(reply, 200, shell(['Người dùng', 'People'], content, principal));
      },
    );

    app.get(`${PATH}/moi`, { config, schema: { hide: true } }, async (request, reply) => {
      const { registry, principal, receivedAt: now } = request;
      const area = principal.area === '*' ? '' : principal.area;
      return showInvite(request, reply, 200, { typed: areaTyped(registry, area, dayOf(now)) });
    });

    app.post(PATH, { config, schema: { hide: true, body } }, async (request, reply) => {
      const say = sayFor(request);
      const author = authorOf(request);
      const given = request.body;
      let name = '';
      let link = '';
      const objections = await attempt(async () => {
        const [fields, login, area] = together(
          () => readForm<Pick<NewPerson, 'name' | 'role' | 'position'>>(COMMON, given),
          () => readLogin(given),
          () => areaIn(request, given),
        );
        const person = { ...fields, ...login, area };
        link = await orm.transaction(async (tx) => {
          const id = await createPerson(tx, author, person);
          return makePasswordLink(tx, id, publicUrl, author.now);
        });
        name = person.name;
      });
      if (objections) return showInvite(request, reply, 422, { typed: given, objections });
      const title = say(`Đã mời ${name}`, `Invited ${name}`);
      return sendPage(reply, 200, shell(title, <LinkShown {...{ title, name, link }} />, request.principal));
    });

    app.get(
      `${PATH}/:person`,
      { config, schema: { hide: true, params, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const person = await requirePerson(orm, request, request.params.person);
        const say = sayFor(request);
        const done: Record<string, string> = {
          luu: say(
            'Đã lưu. Nếu vai trò hoặc địa bàn thay đổi, người này phải đăng nhập lại.',
            'Saved. With another role or area, this person has to sign in again.',
          ),
          khoa: say('Đã khoá tài khoản.', 'The account is disabled.'),
          mo: say('Đã mở lại tài khoản.', 'The account is enabled.'),
          'ket-thuc': say('Đã đăng xuất mọi máy.', 'Signed out everywhere.'),
        };
        return showPerson(request, reply, person, { done: own(done, request.query.done) });
      },
    );

    app.post(`${PATH}/:person`, { config, schema: { hide: true, params, body } }, async (request, reply) => {
      const person = await requirePerson(orm, request, request.params.person);
      const given = request.body;
      const objections = await attempt(async () => {
        refuseOwn(request, person);
        const [fields, area] = together(
          () => readForm<Omit<PersonChange, 'area'>>(COMMON, given),
          () => areaIn(request, given),
        );
        await changePerson(orm, authorOf(request), person.id, { ...fields, area });
      });
      if (!objections) return reply.redirect(`${PATH}/${person.id}?done=luu`, 303);
      return showRefused(request, reply, { status: 422, filled: { typed: given, objections } });
    });

    app.post(
      `${PATH}/:person/dat-lai`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const person = await requirePerson(orm, request, request.params.person);
        const say = sayFor(request);
        let link = '';
        const objections = await attempt(async () => {
          refuseOwn(request, person);
          const how = { publicUrl, secondFactor: request.body['second-factor'] === 'yes' };
          link = await resetPerson(orm, authorOf(request), person.id, how);
        });
        if (objections)
          return showRefused(request, reply, { status: 422, filled: { typed: {}, objections } });
        const title = say('Đã đặt lại mật khẩu', 'The password is reset');
        const content = <LinkShown {...{ title, name: person.name, link }} />;
        return sendPage(reply, 200, shell(title, content, request.principal));
      },
    );

    for (const [word, act] of Object.entries({
      khoa: disablePerson,
      mo: enablePerson,
      'ket-thuc': endSessions,
    }))
      app.post(
        `${PATH}/:person/${word}`,
        { config, schema: { hide: true, params } },
        async (request, reply) => {
          const person = await requirePerson(orm, request, request.params.person);
          const objections = await attempt(async () => {
            refuseOwn(request, person);
            await act(orm, authorOf(request), person.id);
          });
          if (!objections) return reply.redirect(`${PATH}/${person.id}?done=${word}`, 303);
          return showRefused(request, reply, { status: 409, filled: { typed: {}, objections } });
        },
      );
  };
}

/** What a person is to sign in with; a field that is left blank is none. @throws {Refused} when both are */
function readLogin(given: FormBody): Pick<NewPerson, 'userName' | 'email'> {
  const isGiven = (name: string) => given[name]?.trim() !== '' && given[name] !== undefined;
  if (!isGiven('email') && !isGiven('user-name')) throw new Refused([NO_LOGIN]);
  const login = {
    ...(isGiven('email') ? { email } : {}),
    ...(isGiven('user-name') ? { 'user-name': userName } : {}),
  };
  return { email: null, userName: null, ...readForm<Partial<NewPerson>>(login, given) };
}

/** Nobody locks himself out, nor makes himself more than another made him. */
function refuseOwn({ session }: FastifyRequest, person: Account): void {
  if (session?.person === person.id)
    throw new Refused([
      {
        field: '',
        vi: 'Tài khoản của chính anh/chị do một quản trị khác thay đổi.',
        en: 'Another administrator changes your own account.',
      },
    ]);
}
