import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgePassword } from '../../src/accounts/password-rules.ts';
import { admin } from '../support/admin.ts';
import { cookieOf, createPerson, PASSWORD, postForm, signIn } from '../support/person.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** What stands in public collections of stolen passwords is nobody's password here. */
describe('a password known from a breach', () => {
  const judge = (password: string, secondFactor = false) =>
    judgePassword(password, { names: [], secondFactor });

  it.each([
    'chickenwing101',
    'lost4815162342',
    'iseedeadpeople',
    'PasswordStandard',
    'i see dead people',
    'ChickénWing101',
    'mailcreated5240',
  ])('is refused however it is written: %s', (password) => expect(judge(password)).toBe('common'));

  it.each(['trustno1', 'Superman', 'butterfly', 'BLINK182', 'liverpool', 'charlie1', 'w1985ina'])(
    'is refused beside a second factor, too, where it is one: %s',
    (password) => expect(judge(password, true)).toBe(password === 'w1985ina' ? null : 'common'),
  );

  it.each([PASSWORD, 'chicken wing one hundred', 'ba con mèo và trustno1', 'người chết không biết nói'])(
    'is not what merely holds one, or is like none: %s',
    (password) => expect(judge(password)).toBeNull(),
  );

  describe('over HTTP', () => {
    let t: TestService;
    beforeAll(async () => {
      t = await startTestService({ now: '2025-09-26 09:12' });
      await createPerson(t, { login: 'an', role: 'viewer', area: '31' });
    });
    afterAll(() => t.stop());
    const WORDS = 'phổ biến';

    it('is set neither by a link, which stays good, nor on the account page', async () => {
      const link =
        new URL(await admin(t.db, t.clock.now(), 'user', 'reset', 'an')).searchParams.get('link') ?? '';
      const set = async (password: string) => await postForm(t, '/mat-khau', { link, password });
      const refused = await set('iseedeadpeople');
      expect([refused.status, (await refused.text()).includes(WORDS)]).toEqual([422, true]);
      expect((await set(PASSWORD)).status).toBe(303);

      const cookie = cookieOf(await signIn(t, 'an'));
      const page = await (
        await fetch(`${t.address}/tai-khoan`, { headers: { accept: 'text/html', cookie } })
      ).text();
      const csrf = /name="csrf" value="([\w-]+)"/.exec(page)?.[1] ?? '';
      const fields = { csrf, present: PASSWORD, password: 'Chicken Wing 101' };
      const again = await postForm(t, '/tai-khoan/mat-khau', fields, { cookie });
      expect([again.status, (await again.text()).includes(WORDS)]).toEqual([422, true]);
      expect((await signIn(t, 'an')).status).toBe(303);
    });
  });
});
