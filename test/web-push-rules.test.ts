import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { joinResults } from '../src/channels/push-answer.ts';
import { readSubscription } from '../src/channels/push-subscription.ts';
import { because } from '../src/channels/reasons.ts';
import { isPublicAddress, Networks } from '../src/lib/networks.ts';
import { objectionsOf } from '../src/refused.ts';

describe('addresses', () => {
  it.each([
    ['8.8.8.8', true, 'somewhere'],
    ['142.250.66.10', true, 'a push service'],
    ['2a00:1450:4001:80b::200a', true, 'the same over IPv6'],
    ['::ffff:8.8.8.8', true, 'IPv4 written as IPv6'],
    ['10.1.2.3', false, 'an office'],
    ['172.16.0.1', false, 'an office'],
    ['172.32.0.1', true, 'just outside of it'],
    ['192.168.1.1', false, 'a router'],
    ['100.64.0.1', false, 'behind a provider'],
    ['169.254.169.254', false, 'the metadata of a cloud'],
    ['127.0.0.1', false, 'this machine'],
    ['0.0.0.0', false, 'this machine'],
    ['224.0.0.1', false, 'many'],
    ['255.255.255.255', false, 'all'],
    ['::1', false, 'this machine'],
    ['::', false, 'this machine'],
    ['::ffff:10.0.0.1', false, 'an office, written as IPv6'],
    ['::ffff:7f00:1', false, 'this machine, written as IPv6 in hex'],
    ['fd00::1', false, 'an office'],
    ['fe80::1', false, 'a cable'],
    ['2002:0a00:0001::', false, 'an office by way of 6to4'],
    ['64:ff9b::a00:1', false, 'an office by way of NAT64'],
    ['localhost', false, 'no address'],
  ])('%s is on the internet: %s (%s)', (ip, expected) => {
    expect(isPublicAddress(ip)).toBe(expected);
  });
});

describe('what a browser posts', () => {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const good = {
    endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
    p256dh: own.getPublicKey('base64url'),
    auth: Buffer.alloc(16, 7).toString('base64url'),
  };
  const faults = (change: Partial<typeof good>, allowed = '') => {
    const one = objectionsOf(() =>
      readSubscription({ ...good, ...change }, { allowed: new Networks(allowed) }),
    );
    return 'objections' in one ? one.objections.map(({ field }) => field) : [];
  };

  it.each([
    ['Firefox', good.endpoint],
    ['Chrome', 'https://fcm.googleapis.com/fcm/send/abc:def'],
    ['Safari', 'https://web.push.apple.com/QGuQyavXutnMH'],
    ['Edge', 'https://wns2-pn1p.notify.windows.com/w/?token=BQYAAA%3d'],
    ['a service named by its public address', 'https://8.8.8.8/x'],
  ])('of %s is taken', (_, endpoint) => expect(faults({ endpoint })).toEqual([]));

  it.each([
    ['no TLS', 'http://fcm.googleapis.com/x'],
    ['no address', 'fcm'],
    ['another way', 'file:///etc/passwd'],
    ['this machine', 'https://127.0.0.1/x'],
    ['this machine by name', 'https://localhost/x'],
    ['this machine by a longer name', 'https://a.localhost/x'],
    ['this machine as a number', 'https://2130706433/x'],
    ['this machine over IPv6', 'https://[::1]/x'],
    ['an office', 'https://10.0.0.5/x'],
    ['a name of one word, as offices have', 'https://intranet/x'],
    ['another port', 'https://example.com:8443/x'],
    ['somebody’s name and password', 'https://a:b@example.com/x'],
    ['too long', `https://example.com/${'x'.repeat(2_000)}`],
  ])('is not taken: %s', (_, endpoint) => expect(faults({ endpoint })).toEqual(['endpoint']));

  it('may be of this machine where the operator allows it', () => {
    expect(faults({ endpoint: 'https://localhost:4443/x' }, '127.0.0.0/8')).toEqual([]);
    expect(faults({ endpoint: 'http://localhost:4443/x' }, '127.0.0.0/8')).toEqual(['endpoint']);
    expect(faults({ endpoint: 'https://10.0.0.5/x' }, '127.0.0.0/8')).toEqual(['endpoint']);
  });

  it.each([
    ['a key of the wrong length', { p256dh: 'AAAA' }, ['p256dh']],
    ['a key that is no point', { p256dh: Buffer.alloc(65, 4).toString('base64url') }, ['p256dh']],
    ['a short secret', { auth: 'AAAA' }, ['auth']],
    ['nothing', { endpoint: '', p256dh: '', auth: '' }, ['endpoint', 'p256dh', 'auth']],
  ])('is not taken with %s, all said at once', (_, change, expected) => {
    expect(faults(change)).toEqual(expected);
  });
});

describe('several browsers of one person', () => {
  const retry = (afterSeconds?: number, uncertain = false) => ({
    kind: 'retry' as const,
    reason: because('push_busy'),
    uncertain,
    ...(afterSeconds === undefined ? {} : { afterSeconds }),
  });
  it.each([
    ['one has it', [{ kind: 'gone' }, retry(), { kind: 'accepted' }], { kind: 'accepted' }],
    ['one may still have it', [{ kind: 'refused', reason: because('push_refuses') }, retry()], retry()],
    ['the shorter wait', [retry(60), retry(20), retry()], retry(20)],
    ['one may have arrived', [retry(), retry(undefined, true)], retry(undefined, true)],
    [
      'refused everywhere',
      [{ kind: 'gone' }, { kind: 'refused', reason: because('push_refuses') }],
      { kind: 'refused', reason: because('push_refuses') },
    ],
  ] as const)('%s', (_, results, expected) => expect(joinResults(results)).toEqual(expected));

  it('none left', () => expect(joinResults([{ kind: 'gone' }])).toMatchObject({ kind: 'refused' }));
});
