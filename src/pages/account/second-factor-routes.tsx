import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { isFresh } from '../../accounts/confirm.ts';
import { type NotChanged, planSecondFactor, turnOff, turnOn } from '../../accounts/enrol.ts';
import { nameOf } from '../../accounts/names.ts';
import { otpauthLink } from '../../accounts/second-factor.ts';
import { needsSecondFactor } from '../../accounts/second-factor-rules.ts';
import type { Person } from '../../accounts/types.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { refuse } from '../../refused.ts';
import type { Vault } from '../../secrets/vault.ts';
import { useReading, useSay, type Words } from '../language.tsx';
import { safeNext } from '../next.ts';
import type { FormBody } from '../parts/filled.ts';
import { WRONG_PRESENT, waitWords } from '../parts/password-fault.ts';
import { RefusedAs, refuseAs, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { requireOwner } from './owner.ts';
import {
  BeginForm,
  CodeForm,
  NewKey,
  RecoveryCodes,
  SECOND_FACTOR,
  SecretToEnrol,
  SHOW_AGAIN,
  SignInAgain,
  TURN_ON,
  WhyNeeded,
  WRONG_CODE,
} from './second-factor.tsx';

const PATH = '/tai-khoan/xac-thuc-hai-lop';
/** Whoever must have one and has none comes here, and nowhere else until he has. */
const config = { access: ROLES, form: true, beforeSecondFactor: true };
/** The page to go on to; the account when none was asked for. */
const next = z
  .string()
  .default('')
  .transform((text) => (text === '' ? '/tai-khoan' : safeNext(text)));
const PHONE: Words = ['Mã 6 số trên điện thoại', '6-digit code on the phone'];

interface SecondFactorDeps {
  orm: Orm;
  vault: Vault;
  requireSecondFactor: boolean;
  wrap: Wrap;
}

/** What is shown once, of what was just made. */
interface Made {
  secret: string;
  codes: string[];
}

/** A person's own second factor, on and off. */
export function secondFactorRoutes({ orm, vault, requireSecondFactor, wrap }: SecondFactorDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config,
      query: { next },
      more: {} as Partial<Made>,
      load: async ({ request, query, now }) => {
        const { person, session } = await requireOwner(orm, request);
        return {
          person,
          session,
          needed: needsSecondFactor(person.role, requireSecondFactor),
          /** Whether he may change it: by his password, or by having just come in. */
          may: person.password !== null || (await isFresh(orm, session, now)),
          // A form brings it along.
          next: next.parse((request.body as FormBody | undefined)?.next ?? query.next),
        };
      },
      view: ({ it, more: { secret, codes } }) =>
        codes
          ? {
              title: ['Mã dự phòng', 'Recovery codes'],
              content: <RecoveryCodes codes={codes} next={it.next} />,
            }
          : { title: SECOND_FACTOR, content: <SecondFactor {...it} secret={secret} /> },
    });
    const shownIn = ({ present: password = '', code = '' }: FormBody) => ({ password, code });
    /** @throws {Refused} with what was wrong, at its field. Who has to sign in again reads so instead of a form. */
    const refuseChange = (result: NotChanged, { password }: Person, now: Date): never => {
      switch (result.kind) {
        case 'stale':
          throw new RefusedAs(403);
        case 'wrong':
          return refuse('present', WRONG_PRESENT);
        case 'wrong_code':
          return refuse('code', WRONG_CODE);
        case 'wait':
          return refuseAs(429, password === null ? 'code' : 'present', waitWords(result.until, now));
      }
    };

    page.post({
      at: '/bat-dau',
      longest: 1_000,
      read: shownIn,
      act: async (_, shown, { it: { person, session }, now }) => {
        const result = await planSecondFactor(orm, vault, { person, session, ...shown }, now);
        if (result.kind === 'on') return undefined;
        return result.kind === 'planned' ? result.secret : refuseChange(result, person, now);
      },
      show: (secret) => (secret === undefined ? undefined : { secret }),
      to: () => PATH,
    });

    page.post({
      longest: 1_000,
      read: shownIn,
      act: async ({ source }, shown, { it: { person, session }, now }) => {
        const result = await turnOn(orm, vault, { person, session, ...shown }, source, now);
        if (result.kind === 'unplanned') refuse('present', SHOW_AGAIN);
        return result.kind === 'on' ? result.codes : refuseChange(result, person, now);
      },
      show: (codes) => ({ codes }),
    });

    page.post({
      at: '/tat',
      longest: 1_000,
      read: shownIn,
      act: async ({ source }, shown, { it: { person, session, needed }, now }) => {
        if (needed) throw new RefusedAs(403);
        const result = await turnOff(orm, vault, { person, session, ...shown }, source, now);
        if (result.kind !== 'off') refuseChange(result, person, now);
      },
      to: () => '/tai-khoan?done=off',
    });
  };
}

/** The way on, or off, as far as he has come. */
function SecondFactor({
  person,
  needed,
  may,
  next,
  secret,
}: {
  person: Person;
  needed: boolean;
  may: boolean;
  next: string;
  secret: string | undefined;
}) {
  const say = useSay();
  const { filled } = useReading();
  const on = person.totpSecret !== null;
  const wrongCode = filled?.objections?.some(({ field }) => field === 'code') ?? false;
  const passwordOf = person.password === null ? undefined : nameOf(person);
  const again = on ? PATH : `${PATH}?${new URLSearchParams({ next })}`;
  return (
    <section class="narrow">
      <h1>{say(...SECOND_FACTOR)}</h1>
      {on ? (
        <p>
          {say(
            'Đang bật. Khi đăng nhập, hệ thống hỏi thêm mã trên điện thoại của anh/chị.',
            'It is on. Signing in also asks for a code of your phone.',
          )}
        </p>
      ) : null}
      {on && needed ? (
        <p>{say('Vai trò của anh/chị không được tắt.', 'Your role may not turn it off.')}</p>
      ) : !may ? (
        <SignInAgain next={again} />
      ) : on ? (
        <CodeForm
          action={`${PATH}/tat`}
          next={next}
          passwordOf={passwordOf}
          label={PHONE}
          hint={['Hoặc một mã dự phòng.', 'Or a recovery code.']}
          button={['Tắt', 'Turn off']}
        />
      ) : (
        <>
          {needed ? <WhyNeeded /> : null}
          {secret === undefined ? null : (
            <SecretToEnrol secret={secret} link={otpauthLink(secret, nameOf(person))} />
          )}
          {secret === undefined && !wrongCode ? (
            <BeginForm action={`${PATH}/bat-dau`} next={next} passwordOf={passwordOf} />
          ) : (
            <CodeForm {...TURN_ON} action={PATH} next={next} label={PHONE} />
          )}
          {wrongCode ? <NewKey action={PATH} next={next} /> : null}
        </>
      )}
    </section>
  );
}
