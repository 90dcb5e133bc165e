import { describe, expect, it } from 'vitest';
import { judgePassword } from '../src/accounts/password-rules.ts';
import { stepAfterPassword } from '../src/accounts/second-factor-rules.ts';
import { waitingUntil, withFailure } from '../src/accounts/waiting-rules.ts';
import { browserName } from '../src/pages/account/browser-name.ts';

const NOW = new Date('2025-09-26T09:00:00Z');
const MINUTE = 60_000;

describe('a password', () => {
  const owner = { names: ['an.nguyen', 'an@so.example', null, 'Nguyễn Văn An'], secondFactor: false };
  it.each([
    ['14 characters are enough', 'bốn con mèo ng', null],
    ['13 are not', 'bốn con mèo n', 'too_short'],
    [
      'letters count as they are seen, not as they are encoded',
      'bốn con mèo n'.normalize('NFD'),
      'too_short',
    ],
    ['nor do pairs of code units count twice', '🐱🐶🐭🐹🐰🦊🐻', 'too_short'],
    ['200 are not too many', 'abcd'.repeat(50), null],
    ['201 are', `${'abcd'.repeat(50)}e`, 'too_long'],
    ['the name without marks', 'nguyen van an', 'too_short'],
    ['the address', 'AN@so.example ', 'is_name'],
    ['common words in a row', 'admin password 2025', 'common'],
    ['a common word and three letters', 'matkhau123456xyz', 'common'],
    ['a common word among others', 'con mèo và mật khẩu', null],
    ['three letters in turn', 'abcabcabcabcabc', 'common'],
  ] as const)('%s', (_, password, expected) => {
    expect(judgePassword(password, owner)).toBe(expected);
  });

  it('may be of eight with a second factor, and is still not a common one', () => {
    const guarded = { ...owner, secondFactor: true };
    expect(judgePassword('mèo ngủ!', guarded)).toBeNull();
    expect(judgePassword('mèo ngủ', guarded)).toBe('too_short');
    expect(judgePassword('12345678', guarded)).toBe('common');
  });
});

describe('waiting after failures', () => {
  const minutesAfter = (kind: 'account' | 'address' | 'everywhere', failures: number) => {
    let state: ReturnType<typeof withFailure> | undefined;
    for (let i = 0; i < failures; i++) state = withFailure(kind, state, NOW);
    const until = waitingUntil(state, NOW);
    return until === null ? 0 : (until.getTime() - NOW.getTime()) / MINUTE;
  };

  it.each([
    ['account', [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]],
    ['address', [...Array(100).fill(0), 1, 2]],
    ['everywhere', [...Array(50).fill(0), 1, 2]],
  ] as const)('grows: %s', (kind, minutes) => {
    expect(minutes.map((_, failures) => minutesAfter(kind, failures))).toEqual(minutes);
  });

  it('is over at its end', () => {
    const state = { count: 5, lastAt: NOW, waitsUntil: new Date(NOW.getTime() + MINUTE) };
    expect(waitingUntil(state, new Date(NOW.getTime() + MINUTE - 1))).toEqual(state.waitsUntil);
    expect(waitingUntil(state, new Date(NOW.getTime() + MINUTE))).toBeNull();
  });

  it.each([
    ['account', 24 * 60],
    ['address', 60],
  ] as const)('is forgotten after a time: %s', (kind, minutes) => {
    const before = { count: 30, lastAt: NOW, waitsUntil: null };
    const at = (offset: number) => new Date(NOW.getTime() + minutes * MINUTE + offset);
    expect(withFailure(kind, before, at(-1)).count).toBe(31);
    expect(withFailure(kind, before, at(0))).toEqual({ count: 1, lastAt: at(0), waitsUntil: null });
  });
});

describe('the step after the password', () => {
  it.each([
    ['admin', null, true, 'enrolment'],
    ['department', null, true, 'enrolment'],
    ['officer', null, true, null],
    ['admin', null, false, null],
    ['admin', NOW, false, 'code'],
    ['viewer', NOW, true, 'code'],
  ] as const)('of %s, second factor since %s, required %s: %s', (role, secondFactorSince, required, step) => {
    expect(stepAfterPassword({ role, secondFactorSince }, required)).toBe(step);
  });
});

describe('the name of a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
      'Edge trên Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36',
      'Chrome trên Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari trên iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox trên Linux'],
    ['curl/8.0', 'Không rõ'],
    ['', 'Không rõ'],
  ])('%s', (agent, name) => expect(browserName(agent, (vi) => vi)).toBe(name));
});
