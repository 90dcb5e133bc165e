import { expect, it } from 'vitest';
import { postAsGuest } from '../support/person.ts';
import { startTestService } from '../support/service.ts';

const START = '2025-09-26 09:12';

it('a token of a role that needs a second factor opens no page, also when it is older than the setting', async () => {
  const t = await startTestService({ now: START });
  const strict = await startTestService({
    on: t,
    now: START,
    config: { requireSecondFactor: true },
  });
  const { token } = await t.caller('department', '31');
  const before = await postAsGuest(t, '/dang-nhap/ma-truy-cap', { token });
  expect(before.status).toBe(303);
  const cookie = before.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  // Read whole: a connection whose answer nobody takes is not free, and the service waits for it as it stops.
  const account = async (address: string) => {
    const answer = await fetch(`${address}/tai-khoan`, { headers: { cookie } });
    await answer.text();
    return answer.status;
  };
  expect(await account(t.address)).toBe(200);
  expect(await account(strict.address)).toBe(401);
  const refused = await postAsGuest(strict, '/dang-nhap/ma-truy-cap', { token });
  expect(refused.status).toBe(403);
  expect(refused.headers.getSetCookie().some((one) => one.startsWith('phuxanh='))).toBe(false);
  await strict.stop();
  await t.stop();
});
