import type { FastifyRequest } from 'fastify';
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
import type { Routes } from '../../../http/context.ts';
import { Refused, refuse } from '../../../refused.ts';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { readArea } from '../../parts/places.tsx';
import { rowId, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { findPeople, requirePerson } from './facts.ts';
import { Invite, LinkShown, readAgency } from './invite.tsx';
import { People } from './list.tsx';
import { Person } from './person.tsx';

const PATH = '/quan-tri/nguoi-dung';
const { role, name, position, email, 'user-name': userName } = PERSON_FIELDS;
const COMMON = { role, name, position };

/** A link by which somebody sets his password. */
interface Link {
  name: string;
  link: string;
}

/** The accounts of people, looked after by an administrator. */
export function peopleRoutes({
  db: { orm },
  publicUrl,
  wrap,
  sessions,
}: AdministrationDeps & { sessions: SessionLimits }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: PATH,
      config,
      query: { q: z.string().max(100).default('') },
      load: ({ request, query }) => findPeople(orm, request, query.q),
      view: ({ it }) => ({ title: ['Người dùng', 'People'], content: <People people={it} /> }),
    });

    const invitation = screen(app, wrap, {
      path: `${PATH}/moi`,
      config,
      more: {} as { invited?: Link },
      view: ({ more: { invited }, say }) => {
        if (!invited) return { title: ['Mời người dùng', 'Invite a person'], content: <Invite /> };
        const title = say(`Đã mời ${invited.name}`, `Invited ${invited.name}`);
        return { title, content: <LinkShown title={title} {...invited} /> };
      },
    });
    invitation.post({
      path: PATH,
      read: (body, { registry, principal, today }) =>
        together(
          () => readForm<Pick<NewPerson, 'name' | 'role' | 'position'>>(COMMON, body),
          () => readLogin(body),
          () => readArea(registry, principal, body, today),
        ),
      act: async (author, [fields, login, area]) => ({
        name: fields.name,
        link: await orm.transaction(async (tx) => {
          const id = await createPerson(tx, author, { ...fields, ...login, area });
          return makePasswordLink(tx, id, publicUrl, author.now);
        }),
      }),
      show: (invited) => ({ invited }),
    });

    const page = screen(app, wrap, {
      path: `${PATH}/:person`,
      config,
      params: { person: rowId },
      more: {} as { reset?: Link },
      done: {
        luu: [
          'Đã lưu. Nếu vai trò hoặc địa bàn thay đổi, người này phải đăng nhập lại.',
          'Saved. With another role or area, this person has to sign in again.',
        ],
        khoa: ['Đã khóa tài khoản.', 'The account is disabled.'],
        mo: ['Đã mở lại tài khoản.', 'The account is enabled.'],
        'ket-thuc': ['Đã đăng xuất mọi máy.', 'Signed out everywhere.'],
      },
      load: ({ request, params }) => requirePerson(orm, request, params.person),
      view: async ({ it, more: { reset }, request, now, say }) => {
        if (reset) {
          const title = say('Đã đặt lại mật khẩu', 'The password is reset');
          return { title, content: <LinkShown title={title} {...reset} /> };
        }
        const open = await listSessions(orm, it.id, now, sessions);
        const content = <Person person={it} sessions={open.length} own={isOwn(request, it)} />;
        return { title: it.name, content };
      },
    });
    page.post({
      read: (body, { request, it, registry, principal, today }) => {
        refuseOwn(request, it);
        return together(
          () => readForm<Omit<PersonChange, 'area' | 'agency'>>(COMMON, body),
          () => {
            const area = readArea(registry, principal, body, today);
            // A form of before there was the field leaves the agency as it is.
            if (body.agency === undefined) return { area };
            return { area, agency: readAgency(registry, area, body, today) };
          },
        );
      },
      act: (author, [fields, place], { it }) => changePerson(orm, author, it.id, { ...fields, ...place }),
      done: 'luu',
    });
    page.post({
      at: '/dat-lai',
      form: 'dat-lai',
      read: (body, { request, it }) => {
        refuseOwn(request, it);
        return { publicUrl, secondFactor: body['second-factor'] === 'yes' };
      },
      act: async (author, how, { it }) => ({
        name: it.name,
        link: await resetPerson(orm, author, it.id, how),
      }),
      show: (reset) => ({ reset }),
    });
    for (const [done, act] of Object.entries({
      khoa: disablePerson,
      mo: enablePerson,
      'ket-thuc': endSessions,
    }))
      page.post({
        at: `/${done}`,
        act: async (author, _, { request, it }) => {
          refuseOwn(request, it);
          await act(orm, author, it.id);
        },
        done,
      });
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

const isOwn = ({ session }: FastifyRequest, person: Account) => session?.person === person.id;

/** Nobody locks himself out, nor makes himself more than another made him. */
function refuseOwn(request: FastifyRequest, person: Account): void {
  if (isOwn(request, person))
    refuse('', [
      'Tài khoản của chính anh/chị do một quản trị viên khác thay đổi.',
      'Another administrator changes your own account.',
    ]);
}
