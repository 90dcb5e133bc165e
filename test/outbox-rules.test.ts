import { describe, expect, it } from 'vitest';
import type { StepHours } from '../src/alerts/ladder.ts';
import type { Names } from '../src/alerts/names.ts';
import type { AlertContent } from '../src/alerts/types.ts';
import { nextWorkingMoment } from '../src/alerts/working-hours.ts';
import { oneLine } from '../src/channels/address.ts';
import { because, type ReasonCode } from '../src/channels/reasons.ts';
import { classify, type SmtpError } from '../src/channels/smtp-errors.ts';
import { isPlainAddress } from '../src/lib/plain-address.ts';
import { composeMessage } from '../src/outbox/compose.tsx';
import { afterSending, decideSending, MAX_TRIES, type SendingCase } from '../src/outbox/dispatch-rules.ts';
import { instant } from './support/clock.ts';
import { working } from './support/office.ts';

describe('the next working moment', () => {
  it.each([
    ['a second before opening', '2026-03-05T07:29:59+07:00', '2026-03-05T07:30:00+07:00'],
    ['at opening', '2026-03-05T07:30:00+07:00', '2026-03-05T07:30:00+07:00'],
    ['in the day it is now', '2026-03-05T16:01:07+07:00', '2026-03-05T16:01:07+07:00'],
    ['in the last second', '2026-03-05T16:59:59+07:00', '2026-03-05T16:59:59+07:00'],
    ['at closing it is tomorrow', '2026-03-05T17:00:00+07:00', '2026-03-06T07:30:00+07:00'],
    ['on Friday evening it is Monday', '2026-03-06T18:00:00+07:00', '2026-03-09T07:30:00+07:00'],
    ['on Sunday it is Monday', '2026-03-08T10:00:00+07:00', '2026-03-09T07:30:00+07:00'],
    ['at Tết it is the first day after', '2026-02-13T17:30:00+07:00', '2026-02-23T07:30:00+07:00'],
    ['a make-up Saturday is a working day', '2026-02-27T17:30:00+07:00', '2026-02-28T07:30:00+07:00'],
    ['just after midnight it is this morning', '2026-03-05T00:00:00+07:00', '2026-03-05T07:30:00+07:00'],
  ])('%s', (_, now, expected) => {
    expect(nextWorkingMoment(new Date(now), working)).toEqual(new Date(expected));
  });

  it('is now when no working day is in sight', () => {
    const now = instant('2026-03-05 20:00');
    expect(nextWorkingMoment(now, () => false)).toEqual(now);
  });
});

const missing: AlertContent = {
  kind: 'record_missing',
  facts: { day: '2026-11-20', cutoff: '16:00', openThrough: '2026-11-26' },
};
describe('a message whose time has come', () => {
  const decideAt = (now: string, hours: StepHours[], more: Partial<SendingCase> = {}) =>
    decideSending(
      {
        alerts: hours.map((one) => ({ area: '11737', hours: one })),
        isWorkingDay: (_, day) => working(day),
        provinceOf: () => '31',
        sentToday: { count: 0, lastAt: null },
        ...more,
      },
      instant(now),
    );
  const till = (until: string) => ({ action: 'postpone', until: instant(until) });
  const many = (count: number, lastAt: string) => ({ sentToday: { count, lastAt: instant(lastAt) } });

  it.each<[string, ReturnType<typeof decideAt>, ReasonCode]>([
    ['hours of the office', decideAt('2026-03-05 22:00', ['working']), 'working_hours'],
    ['quiet hours of the person', decideAt('2026-03-05 22:00', ['waking']), 'quiet_hours'],
    ['quiet hours, where they end first', decideAt('2026-03-05 22:00', ['working', 'waking']), 'quiet_hours'],
    [
      'enough of the day',
      decideAt('2026-03-06 15:00', ['working'], many(8, '2026-03-06 14:00')),
      'enough_today',
    ],
    ['nothing open', decideAt('2026-03-05 10:00', []), 'none_open'],
  ])('says why: %s', (_, decision, code) => expect(decision).toMatchObject({ reason: { code } }));

  it('is dropped when nothing of it is open', () => {
    expect(decideAt('2026-03-05 10:00', [])).toMatchObject({ action: 'drop' });
  });
  it.each<[string, ReturnType<typeof decideAt>, object]>([
    ['goes in working hours', decideAt('2026-03-05 10:00', ['working']), { action: 'send' }],
    ['waits for the morning at night', decideAt('2026-03-05 22:00', ['working']), till('2026-03-06 07:30')],
    ['waits till after Tết', decideAt('2026-02-14 10:00', ['working']), till('2026-02-23 07:30')],
    [
      'goes in the evening when one is urgent',
      decideAt('2026-03-05 20:59', ['working', 'waking']),
      { action: 'send' },
    ],
    ['leaves who sleeps alone', decideAt('2026-03-05 21:00', ['waking']), till('2026-03-06 06:00')],
    [
      'until the last minute of the night',
      decideAt('2026-03-05 05:59', ['waking']),
      till('2026-03-05 06:00'),
    ],
    ['and not a minute longer', decideAt('2026-03-05 06:00', ['waking']), { action: 'send' }],
    ['goes at night when the service is broken', decideAt('2026-03-05 03:00', ['any']), { action: 'send' }],
    [
      'goes as the last one of the day',
      decideAt('2026-03-05 15:00', ['working'], many(7, '2026-03-05 14:59')),
      { action: 'send' },
    ],
    [
      'beyond the ceiling waits for the next working day',
      decideAt('2026-03-06 15:00', ['working'], many(8, '2026-03-06 14:00')),
      till('2026-03-09 07:30'),
    ],
    [
      'an urgent one beyond it is gathered for an hour',
      decideAt('2026-03-05 15:00', ['waking'], many(8, '2026-03-05 14:30')),
      till('2026-03-05 15:30'),
    ],
    [
      'and then goes',
      decideAt('2026-03-05 15:30', ['waking'], many(8, '2026-03-05 14:30')),
      { action: 'send' },
    ],
  ])('%s', (_, decided, expected) => expect(decided).toMatchObject(expected));
});

describe('after an attempt', () => {
  const now = instant('2026-03-05 10:00');
  const retry = { kind: 'retry', reason: because('says', { said: '451 later' }), uncertain: false } as const;
  const minutes = (attempt: number, random: number) => {
    const next = afterSending(retry, attempt, now, random);
    return next.state === 'again' ? (next.at.getTime() - now.getTime()) / 60_000 : null;
  };

  it('waits longer each time, spread by a fifth', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => minutes(attempt, 0.5))).toEqual([1, 2, 5, 15, 30, 60, 120]);
    expect(minutes(4, 0)).toBeCloseTo(12);
    expect(minutes(4, 0.999999)).toBeCloseTo(18, 2);
  });
  it('gives up after the last try, and says why', () => {
    expect(afterSending(retry, MAX_TRIES, now, 0.5)).toEqual({
      state: 'failed',
      reason: { code: 'given_up', tries: 8, last: { code: 'says', said: '451 later' } },
    });
  });
  it('fails at once what is refused', () => {
    expect(
      afterSending({ kind: 'refused', reason: because('says', { said: '550 no such user' }) }, 1, now, 0.5),
    ).toMatchObject({
      state: 'failed',
    });
  });
  it.each(['unavailable', 'misconfigured'] as const)('stops the round when the channel is %s', (kind) => {
    expect(afterSending({ kind, reason: because('lost') }, MAX_TRIES, now, 0.5)).toMatchObject({
      state: 'stopped',
      kind,
    });
  });
});

describe('what a mail server says', () => {
  const rows: [intent: string, error: Partial<SmtpError>, kind: string][] = [
    ['mailbox unknown', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, 'refused'],
    ['greylisted', { code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO' }, 'retry'],
    ['content refused', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, 'refused'],
    ['content put off', { code: 'EMESSAGE', responseCode: 452, command: 'DATA' }, 'retry'],
    ['sender not allowed', { code: 'EENVELOPE', responseCode: 553, command: 'MAIL FROM' }, 'misconfigured'],
    ['wrong password', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'misconfigured'],
    [
      'password cannot be checked now',
      { code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN' },
      'unavailable',
    ],
    ['sign-in wanted', { code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM' }, 'misconfigured'],
    ['no TLS there', { code: 'ETLS', responseCode: 500, command: 'STARTTLS' }, 'misconfigured'],
    [
      'certificate of nobody',
      { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' },
      'misconfigured',
    ],
    [
      'greeting: we are not welcome',
      { code: 'ECONNECTION', responseCode: 554, command: 'CONN' },
      'misconfigured',
    ],
    [
      'greeting: too many at once',
      { code: 'ECONNECTION', responseCode: 421, command: 'CONN' },
      'unavailable',
    ],
    ['nobody listens', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }, 'unavailable'],
    ['name unknown', { code: 'EDNS', command: 'CONN' }, 'unavailable'],
    ['no greeting', { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT', command: 'CONN' }, 'unavailable'],
    ['silence in the middle', { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT', command: 'CONN' }, 'retry'],
    ['line cut', { code: 'ECONNECTION', command: 'CONN' }, 'retry'],
    ['no recipient at all', { code: 'EENVELOPE', command: 'API' }, 'refused'],
  ];
  it.each(rows)('%s', (_, error, kind) => {
    expect(classify(Object.assign(new Error('said\r\n so'), error))).toMatchObject({
      kind,
      reason: { code: 'says', said: 'said so' },
    });
  });

  it('leaves it uncertain only when the server did not answer', () => {
    const cut = classify(Object.assign(new Error('cut'), { code: 'ECONNECTION', command: 'CONN' }));
    const asked = classify(
      Object.assign(new Error('451'), { code: 'EMESSAGE', responseCode: 451, command: 'DATA' }),
    );
    expect([cut, asked]).toMatchObject([{ uncertain: true }, { uncertain: false }]);
  });
});

describe('addresses and names', () => {
  it.each(['an@xa.example', 'nguyen.van-an+1@so.haiphong.gov.vn'])('takes %s', (text) =>
    expect(isPlainAddress(text)).toBe(true),
  );
  it.each([
    'an@xa.example\r\nBcc: all@evil.example',
    'an@xa.example\nall@evil.example',
    'an@xa.example, all@evil.example',
    '"An" <an@xa.example>',
    'an@xa.example;all@evil.example',
    'an@b@xa.example',
    'an@xa.example\u2028x',
    '@xa.example',
    'an@',
    'an',
    '',
    `${'a'.repeat(250)}@xa.example`,
  ])('refuses %j', (text) => expect(isPlainAddress(text)).toBe(false));
  it('keeps a name on one line', () => {
    expect(oneLine('An\r\nBcc: all@evil.example\u0000')).toBe('An Bcc: all@evil.example');
  });
});

describe('the text of a message', () => {
  const namesOf = (code: string, name: string): Names => ({
    locality: { code, name, type: 'xã', province: '31' },
    areaVi: `Xã ${name}`,
    areaEn: `${name} (${code})`,
    indicatorVi: (indicator) => `Chỉ tiêu ${indicator}`,
    indicatorEn: (indicator) => `Indicator ${indicator}`,
  });
  const here = namesOf('11737', 'Cẩm Giang');
  const streak: AlertContent = {
    kind: 'record_missing_streak',
    facts: { day: '2026-11-20', streak: 3, lastReportedOn: '2026-11-17', openThrough: '2026-11-26' },
  };
  const regressed: AlertContent = {
    kind: 'regressed',
    facts: {
      day: '2026-11-20',
      to: 'yellow',
      lacking: ['a', 'b'],
      next: { day: '2026-11-23', cutoff: '16:00' },
    },
  };
  const compose = (...alerts: { content: AlertContent; names: Names }[]) =>
    composeMessage({
      recipientName: 'Lê Thị <b>Bình</b>',
      alerts: alerts.map((one) => ({ ...one, ended: null })),
      publicUrl: 'https://phuxanh.example',
      workLink: 'https://phuxanh.example/xu-ly/abc',
    });

  it('of one alert has that as its subject', () => {
    const { subject, text } = compose({ content: missing, names: here });
    expect(subject).toBe('Xã Cẩm Giang chưa gửi báo cáo ngày 20/11/2026');
    expect(text).toContain('Kính gửi anh/chị Lê Thị <b>Bình</b>,');
    expect(text).toContain('đến hết ngày 26/11/2026');
    expect(text).toContain('https://phuxanh.example/');
  });
  it('escapes in HTML, and says the same there', () => {
    const { text, html } = compose({ content: missing, names: here });
    expect(html).toContain('Lê Thị &lt;b>Bình&lt;/b>,');
    const words = (from: string) => from.replace(/[\s-]+/g, ' ').trim();
    const plain = html
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"');
    for (const line of text.split('\n').map(words).filter(Boolean)) expect(words(plain)).toContain(line);
  });
  it('tells a day with the run it belongs to, not twice', () => {
    const { subject, text } = compose({ content: missing, names: here }, { content: streak, names: here });
    expect(subject).toBe('Xã Cẩm Giang chưa gửi báo cáo 3 ngày liền, đến ngày 20/11/2026');
    expect(text.match(/chưa gửi báo cáo/g)).toHaveLength(1);
  });
  it('names what is lacking after a fall from green', () => {
    const { text } = compose({ content: regressed, names: here });
    expect(text).toContain('Còn thiếu: Chỉ tiêu a; Chỉ tiêu b.');
    expect(text).toContain('trước 16:00 ngày 23/11/2026');
  });
  it('counts when there is more than one thing to tell', () => {
    expect(compose({ content: missing, names: here }, { content: regressed, names: here }).subject).toBe(
      'Xã Cẩm Giang: 2 nội dung cần xử lý',
    );
    expect(
      compose({ content: missing, names: here }, { content: missing, names: namesOf('11740', 'Kẻ Sặt') })
        .subject,
    ).toBe('2 nội dung cần xử lý ở 2 đơn vị');
  });
});
