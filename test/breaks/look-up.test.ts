import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTokenLookUp } from '../../src/access/token-look-up.ts';
import { hashToken } from '../../src/access/tokens.ts';
import type { Sql } from '../../src/db/connect.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** Who calls is looked up once for all requests of a turn, and never remembered. */
let t: TestService;
let callers: Caller[];
beforeAll(async () => {
  t = await startTestService();
  callers = await Promise.all(Array.from({ length: 20 }, () => t.caller('department', '31')));
});
afterAll(() => t.stop());

it('asks the database once for all tokens of a turn, and anew in the next', async () => {
  let statements = 0;
  const counting = new Proxy(t.db.sql, {
    apply(target, self, args) {
      statements++;
      return Reflect.apply(target as never, self, args);
    },
  }) as Sql;
  const lookUp = createTokenLookUp(counting);
  const now = t.clock.now();
  const all = () => Promise.all(callers.map(({ token }) => lookUp(hashToken(token), now)));
  // The first use of each is written down.
  expect((await all()).map((found) => found?.principal.area)).toEqual(callers.map(() => '31'));
  statements = 0;
  await all();
  expect(statements).toBe(1);
  expect(await lookUp(hashToken('nobody'), now)).toBeUndefined();
  expect(statements).toBe(2);
});

it('refuses a revoked token from the next request on, in a crowd of others', async () => {
  const [gone, ...others] = callers as [Caller, ...Caller[]];
  const ask = (caller: Caller) => caller.get('/api/v1/localities?limit=1');
  const [before] = await Promise.all([gone, ...others].map(ask));
  expect(before?.status).toBe(200);
  await t.db.sql`update token set revoked_at = now() where hash = ${hashToken(gone.token)}`;
  const [after, ...rest] = await Promise.all([gone, ...others].map(ask));
  expect(after?.status).toBe(401);
  expect(rest.map(({ status }) => status)).toEqual(rest.map(() => 200));
});
