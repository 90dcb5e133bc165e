import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { insertAudit } from '../../access/store.ts';
import { auditedAs, nameOf } from '../../accounts/names.ts';
import { minLength } from '../../accounts/password-rules.ts';
import { endSessionsOf, listSessions } from '../../accounts/session-store.ts';
import { changePassword } from '../../accounts/set-password.ts';
import { endTrust, listTrusted } from '../../accounts/trust-store.ts';
import type { SessionLimits } from '../../accounts/types.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { refuse } from '../../refused.ts';
import type { Words } from '../language.tsx';
import { passwordFaultWords, WRONG_PRESENT, waitWords } from '../parts/password-fault.ts';
import { refuseAs, rowId, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { requireOwner } from './owner.ts';
import { Account, NoAccount } from './page.tsx';

const TITLE: Words = ['Tài khoản', 'Account'];

/** A person's own account. Who came with a token has none. */
export function accountRoutes({
  orm,
  sessions: limits,
  trustBrowserDays: days,
  wrap,
  passkeys,
}: {
  orm: Orm;
  sessions: SessionLimits;
  /** For how long a browser may be trusted; 0 where none may. */
  trustBrowserDays: number;
  wrap: Wrap;
  /** Whether browsers have passkeys for this address. */
  passkeys: boolean;
}): Routes {
  return async (app) => {
    const account = screen(app, wrap, {
      path: '/tai-khoan',
      config: { access: ROLES, form: true },
      done: {
        password: [
          'Đã đổi mật khẩu. Các máy khác phải đăng nhập lại.',
          'The password is changed. Other devices sign in again.',
        ],
        session: ['Đã kết thúc phiên đăng nhập đó.', 'That session is ended.'],
        untrusted: [
          'Trình duyệt đó không còn được tin cậy: lần sau phải nhập mã.',
          'That browser is trusted no more: it asks for a code next time.',
        ],
        off: ['Đã tắt xác thực hai lớp.', 'The second factor is off.'],
      },
      view: async ({ request, principal, now }) => {
        if (!request.session?.person) return { title: TITLE, content: <NoAccount name={principal.name} /> };
        const { person, session } = await requireOwner(orm, request);
        const open = await listSessions(orm, person.id, now, limits);
        const secondFactor = person.secondFactorSince !== null;
        const content = (
          <Account
            person={{ name: person.name, login: nameOf(person), position: person.position, secondFactor }}
            minLength={minLength(secondFactor)}
            passkeys={passkeys}
            trusted={await listTrusted(orm, person.id, { days, now })}
            sessions={open.map((one) => ({ ...one, own: one.id === session }))}
          />
        );
        return { title: TITLE, content };
      },
    });

    account.post({
      at: '/mat-khau',
      longest: 1_000,
      read: ({ present = '', password = '' }) => ({ present, password }),
      act: async ({ source }, typed, { request, now }) => {
        const { person, session } = await requireOwner(orm, request);
        const result = await changePassword(orm, { person: person.id, session }, typed, source, now);
        switch (result.kind) {
          case 'fault':
            return refuse(
              'password',
              passwordFaultWords(result.fault, minLength(person.secondFactorSince !== null)),
            );
          case 'wrong':
            return refuse('present', WRONG_PRESENT);
          case 'wait':
            return refuseAs(429, 'present', waitWords(result.until, now));
          case 'set':
        }
      },
      done: 'password',
    });

    account.post({
      at: '/trinh-duyet/bo-tin-cay',
      body: z.object({ browser: rowId }),
      act: async (_, __, { request, now, body: { browser } }) => {
        const { person } = await requireOwner(orm, request);
        await orm.transaction(async (tx) => {
          if (!(await endTrust(tx, person.id, browser))) throw new Problem('not_found');
          const change = { action: 'account.trust_end', after: { browser } };
          await insertAudit(tx, { ...auditedAs(person), at: now, source: request.ip, ...change });
        });
      },
      done: 'untrusted',
    });

    account.post({
      at: '/phien/ket-thuc',
      body: z.object({ session: rowId }),
      act: async (_, __, { request, now, body: { session } }) => {
        const { person } = await requireOwner(orm, request);
        await orm.transaction(async (tx) => {
          const ended = await endSessionsOf(tx, person.id, now, { only: session });
          if (ended === 0) throw new Problem('not_found');
          const change = { action: 'account.session_end', after: { session } };
          await insertAudit(tx, { ...auditedAs(person), at: now, source: request.ip, ...change });
        });
      },
      done: 'session',
    });
  };
}
