import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { isFresh } from '../../accounts/confirm.ts';
import { nameOf } from '../../accounts/names.ts';
import { signInByPasskey, takePasskeyStep } from '../../accounts/passkey-sign-in.ts';
import type { PasskeySite } from '../../accounts/passkey-site.ts';
import { listPasskeys } from '../../accounts/passkey-store.ts';
import {
  addPasskey,
  askPasskey,
  beginPasskey,
  challengeOwner,
  MOST_PASSKEYS,
  removePasskey,
} from '../../accounts/passkeys.ts';
import { needsSecondFactor } from '../../accounts/second-factor-rules.ts';
import type { Orm } from '../../db/connect.ts';
import { readText } from '../../fields.ts';
import type { Routes } from '../../http/context.ts';
import { formToken, refuseForgedForm } from '../../http/form-token.ts';
import { guestKey, isGuestForm } from '../../http/guest-form.ts';
import { Problem } from '../../http/problems.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { sessionSecret } from '../../http/session-cookie.ts';
import { refuse } from '../../refused.ts';
import type { Words } from '../language.tsx';
import { landingOf, nextField, originOf } from '../next.ts';
import { WRONG_PRESENT, waitWords } from '../parts/password-fault.ts';
import { RefusedAs, refuseAs, rowId, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { createEntry } from './entry.ts';
import { requireOwner } from './owner.ts';
import { LONGEST_RESPONSE, readMade, readSignedBy } from './passkey-form.tsx';
import { PASSKEY_TITLE, PASSKEYS, Passkeys, type PasskeysProps } from './passkeys.tsx';
import { RecoveryCodes } from './second-factor.tsx';
import type { SendSignIn } from './send-sign-in.tsx';

export const SIGN_IN_BY_PASSKEY = '/dang-nhap/khoa';
export const STEP_BY_PASSKEY = '/dang-nhap/ma-xac-thuc/khoa';

const NOT_TAKEN: Words = [
  'Khóa không dùng được hoặc đã quá giờ. Anh/chị vui lòng thử lại, hoặc đăng nhập bằng mật khẩu.',
  'The passkey is not good here, or it took too long. Try again, or sign in with the password.',
];
const NOT_ADDED: Words = [
  'Chưa thêm được khóa: đã quá giờ hoặc máy không trả lời đúng. Nhập mật khẩu để làm lại.',
  'The passkey was not added: too late, or the device did not answer as it should. Begin again.',
];

interface PasskeyDeps {
  orm: Orm;
  publicUrl: string;
  /** Where passkeys are good. */
  site: PasskeySite;
  /** Address of the script that speaks to the device. */
  script: string;
  requireSecondFactor: boolean;
  wrap: Wrap;
  sendSignIn: SendSignIn;
}

/** In by a passkey, and a person's own passkeys. */
export function passkeyRoutes(deps: PasskeyDeps): Routes {
  return async (app) => {
    await app.register(waysIn(deps));
    await app.register(ownPasskeys(deps));
  };
}

function waysIn({ orm, publicUrl, site, sendSignIn }: PasskeyDeps): Routes {
  const enter = createEntry(orm, publicUrl);
  const body = z.object({
    response: z.string().max(LONGEST_RESPONSE).default(''),
    next: nextField,
    csrf: z.string().default(''),
  });

  return async (app) => {
    app.get(
      SIGN_IN_BY_PASSKEY,
      { config: { access: 'public' }, schema: { hide: true, querystring: z.object({ next: nextField }) } },
      async (request, reply) => sendSignIn(request, reply, 200, { next: request.query.next }),
    );

    // What the script asks for when the button is pressed.
    app.post(
      `${SIGN_IN_BY_PASSKEY}/bat-dau`,
      {
        config: { access: 'public' },
        schema: { hide: true, body: z.object({ csrf: z.string().default('') }) },
      },
      async (request) => {
        refuseOtherSites(request, publicUrl);
        const guest = guestKey(request, publicUrl);
        if (guest === undefined || !isGuestForm(request, publicUrl)) throw new Problem('forbidden');
        return await askPasskey(orm, site, challengeOwner.guest(guest), [], request.receivedAt);
      },
    );

    app.post(
      SIGN_IN_BY_PASSKEY,
      { config: { access: 'public' }, schema: { hide: true, body } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { receivedAt: now } = request;
        const { next } = request.body;
        const guest = guestKey(request, publicUrl);
        const response = readSignedBy(request.body.response);
        const result =
          guest !== undefined && response !== undefined && isGuestForm(request, publicUrl)
            ? await signInByPasskey(orm, site, { response, guest }, originOf(request), now)
            : ({ kind: 'wrong' } as const);
        if (result.kind === 'in')
          return enter(request, reply, result.secret, landingOf(next, result.person), result.person);
        return sendSignIn(request, reply, 401, { next, error: { way: 'passkey', text: NOT_TAKEN } });
      },
    );

    app.post(
      STEP_BY_PASSKEY,
      { config: { access: 'public' }, schema: { hide: true, body } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { receivedAt: now } = request;
        const { next } = request.body;
        const pending = sessionSecret(request, publicUrl);
        if (pending === undefined) return reply.redirect(next, 303);
        refuseForgedForm(request, formToken(pending));
        const response = readSignedBy(request.body.response);
        const result = response
          ? await takePasskeyStep(orm, site, { response, pending }, originOf(request), now)
          : ({ kind: 'wrong' } as const);
        if (result.kind === 'in')
          return enter(request, reply, result.secret, landingOf(next, result.person), result.person);
        const again = new URLSearchParams({ next, khoa: 'sai' });
        return reply.redirect(result.kind === 'gone' ? next : `/dang-nhap/ma-xac-thuc?${again}`, 303);
      },
    );
  };
}

/** What is shown once, of what was just begun or made. */
interface Shown {
  making: NonNullable<PasskeysProps['making']>;
  codes: string[];
}

function ownPasskeys({ orm, site, script, requireSecondFactor, wrap }: PasskeyDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PASSKEYS,
      config: { access: ROLES, form: true },
      done: {
        them: ['Đã thêm khóa đăng nhập.', 'The passkey is added.'],
        xoa: ['Đã xóa khóa đăng nhập.', 'The passkey is removed.'],
      },
      more: {} as Partial<Shown>,
      load: async ({ request, now }) => {
        const { person, session } = await requireOwner(orm, request);
        const may = person.password !== null || (await isFresh(orm, session, now));
        return { person, session, may };
      },
      view: async ({ it: { person, may }, more: { making, codes } }) => {
        if (codes)
          return {
            title: ['Mã dự phòng', 'Recovery codes'] as const,
            content: <RecoveryCodes codes={codes} next={PASSKEYS} />,
          };
        const content = (
          <Passkeys
            passkeys={await listPasskeys(orm, person.id)}
            making={making}
            passwordOf={person.password === null ? undefined : nameOf(person)}
            may={may}
            script={script}
          />
        );
        return { title: PASSKEY_TITLE, content };
      },
    });

    page.post({
      at: '/bat-dau',
      form: 'them',
      longest: 1_000,
      read: ({ name = '', present = '' }) => ({
        name: readText('name', name).slice(0, 60),
        password: present,
      }),
      act: async (_, { name, password }, { it: { person, session }, now }) => {
        const result = await beginPasskey(orm, site, { person, session, password }, now);
        switch (result.kind) {
          case 'begun':
            return { name, toSign: { make: result.options } };
          case 'full':
            return refuse('name', [
              `Mỗi tài khoản có nhiều nhất ${MOST_PASSKEYS} khóa. Xóa bớt khóa không dùng nữa.`,
              `An account has at most ${MOST_PASSKEYS} passkeys. Remove one that is not used any more.`,
            ]);
          case 'stale':
            throw new RefusedAs(403);
          case 'wrong':
            return refuse('present', WRONG_PRESENT);
          case 'wait':
            return refuseAs(429, 'present', waitWords(result.until, now));
        }
      },
      show: (making) => ({ making }),
    });

    page.post({
      longest: LONGEST_RESPONSE,
      form: 'them',
      read: ({ name = '', response = '' }) => ({
        name: readText('name', name).slice(0, 60),
        response: readMade(response) ?? refuse('present', NOT_ADDED),
      }),
      act: async ({ source }, given, { it: { person, session }, now }) => {
        const result = await addPasskey(orm, site, { person, session, ...given }, source, now);
        if (result.kind === 'known')
          return refuse('name', ['Khóa này đã có.', 'This passkey is there already.']);
        return result.kind === 'added' ? result.codes : refuse('present', NOT_ADDED);
      },
      show: (codes) => (codes.length > 0 ? { codes } : undefined),
      to: () => `${PASSKEYS}?done=them`,
    });

    page.post({
      at: '/xoa',
      form: ({ passkey }) => `xoa-${passkey}`,
      longest: 1_000,
      body: z.object({ passkey: rowId, present: z.string().max(1_000).default('') }),
      act: async ({ source }, _, { it: { person, session }, body: { passkey, present: password }, now }) => {
        const needed = needsSecondFactor(person.role, requireSecondFactor);
        const of = { needed, address: source, now };
        const result = await removePasskey(orm, { person, session, password, passkey }, of);
        switch (result.kind) {
          case 'removed':
            return;
          case 'gone':
            throw new Problem('not_found');
          case 'needed':
            return refuse('present', [
              'Vai trò của anh/chị phải có lớp xác thực thứ hai: thêm khóa khác hoặc ứng dụng tạo mã trước khi xóa khóa này.',
              'Your role needs a second factor: add another passkey or an app before you remove this one.',
            ]);
          case 'stale':
            throw new RefusedAs(403);
          case 'wrong':
            return refuse('present', WRONG_PRESENT);
          case 'wait':
            return refuseAs(429, 'present', waitWords(result.until, now));
        }
      },
      refused: 422,
      to: () => `${PASSKEYS}?done=xoa`,
    });
  };
}
