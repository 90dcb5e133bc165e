import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step, StepChannel } from '../src/alerts/ladder.ts';
import { nextWakingMoment } from '../src/alerts/working-hours.ts';
import type { ChannelName } from '../src/channels/all.ts';
import { firstMoment } from '../src/outbox/enqueue.ts';
import { DEFAULT_PREFERENCE, type Preference } from '../src/outbox/preferences.ts';
import { type Candidate, isMeant, wayTo } from '../src/outbox/recipients.ts';
import { instant as at, local } from './support/clock.ts';
import { working } from './support/office.ts';

describe('the first moment at which a step may reach a person', () => {
  const moment = (now: string, hours: Step['hours'], preference?: Partial<Preference>) =>
    local(
      firstMoment(
        { isWorkingDay: (_, day) => working(day) },
        '31',
        hours,
        preference && { ...DEFAULT_PREFERENCE, ...preference },
        at(now),
      ),
    );
  it.each<[intent: string, found: string | null, expected: string]>([
    ['at any hour: now', moment('2026-02-17 03:00', 'any'), '2026-02-17 03:00'],
    ['in the office: after Tết', moment('2026-02-17 03:00', 'working'), '2026-02-23 07:30'],
    ['awake: a second before he sleeps', moment('2026-03-05 20:59:59', 'waking'), '2026-03-05 20:59:59'],
    ['as he goes to sleep, it is the morning', moment('2026-03-05 21:00', 'waking'), '2026-03-06 06:00'],
    ['a second before he wakes', moment('2026-03-06 05:59:59', 'waking'), '2026-03-06 06:00'],
    ['holidays are waking days', moment('2026-02-17 10:00', 'waking'), '2026-02-17 10:00'],
    [
      'quiet hours of his own',
      moment('2026-03-05 12:30', 'waking', { quietFrom: '12:00', quietUntil: '13:30' }),
      '2026-03-05 13:30',
    ],
    [
      'of the very same time both ends are none',
      moment('2026-03-05 23:30', 'waking', { quietFrom: '22:00', quietUntil: '22:00' }),
      '2026-03-05 23:30',
    ],
    [
      'do not bind what is for the office',
      moment('2026-03-05 12:30', 'working', { quietFrom: '12:00', quietUntil: '13:30' }),
      '2026-03-05 12:30',
    ],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));

  it('lies never in quiet hours', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((two) => two.map((one) => String(one).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_879 }), time, time, (n, from, until) => {
        const woken =
          local(
            nextWakingMoment(new Date(at('2026-03-05 00:00').getTime() + n * 60_000), from, until),
          )?.slice(11, 16) ?? '';
        const quiet = from <= until ? from <= woken && woken < until : woken >= from || woken < until;
        expect(from !== until && quiet).toBe(false);
      }),
    );
  });
});

describe('whom a step means', () => {
  const person = (role: Candidate['role'], locality: string | null, province: string | null): Candidate => ({
    ...{ contact: 1, name: 'An', email: 'an@xa.example', phone: null, browser: null },
    ...{ role, locality, province },
  });
  const rows: [intent: string, who: Candidate, role: Candidate['role'], area: string, meant: boolean][] = [
    ['the officer of the locality', person('officer', '11737', null), 'officer', '11737', true],
    ['no officer of another', person('officer', '11740', null), 'officer', '11737', false],
    ['no officer by a step for leaders', person('officer', '11737', null), 'leader', '11737', false],
    ['the leader of the locality', person('leader', '11737', null), 'leader', '11737', true],
    ['not the leader of the province for a locality', person('leader', null, '31'), 'leader', '11737', false],
    ['but for the province itself', person('leader', null, '31'), 'leader', '31', true],
    ['the department of the province', person('department', null, '31'), 'department', '11737', true],
    [
      'of a locality, where one is named there',
      person('department', '11737', null),
      'department',
      '11737',
      true,
    ],
    [
      'not the department of another province',
      person('department', null, '01'),
      'department',
      '11737',
      false,
    ],
    [
      'nor one named at another locality of it',
      person('department', '11740', null),
      'department',
      '11737',
      false,
    ],
    [
      'the department for what is of the province',
      person('department', null, '31'),
      'department',
      '31',
      true,
    ],
    ['the operator of all, for a province', person('operator', null, null), 'operator', '31', true],
    ['for the service itself', person('operator', null, null), 'operator', '*', true],
    ['an operator of the province', person('operator', null, '31'), 'operator', '31', true],
    ['not one of another province', person('operator', null, '01'), 'operator', '31', false],
    ['nor one of a province for the whole service', person('operator', null, '31'), 'operator', '*', false],
  ];
  it.each(rows)('%s', (_, who, role, area, meant) => {
    expect(isMeant(who, role, area, area === '*' ? '*' : '31')).toBe(meant);
  });

  const of = (agency: string, province: string | null) => ({ ...person('agency', null, province), agency });
  it.each<[intent: string, who: Candidate, area: string, agencies: string[], meant: boolean]>([
    ['whoever is of the agency of a task', of('so-khcn', '31'), '31', ['so-khcn', 'so-tai-chinh'], true],
    ['nobody of another agency', of('van-phong', '31'), '31', ['so-khcn'], false],
    ['nobody of its like elsewhere', of('so-khcn', '79'), '31', ['so-khcn'], false],
    ['the officer of the locality that leads', person('officer', '11737', null), '11737', ['11737'], true],
    ['not by what a department leads', person('officer', '11737', null), '11737', ['so-khcn'], false],
    ['no department that is of none', person('department', null, '31'), '31', ['so-khcn'], false],
  ])('%s', (_, who, area, agencies, meant) => {
    expect(isMeant(who, 'agency', area, '31', agencies)).toBe(meant);
  });
});

describe('the way to a person', () => {
  const all: ChannelName[] = ['email', 'zalo_oa', 'zalo_zns', 'web_push'];
  type Given = {
    who?: Partial<Candidate>;
    asked?: StepChannel;
    wishes?: Partial<Preference>;
    ready?: ChannelName[];
    failing?: ChannelName[];
  };
  function way({ who, asked = 'preferred', wishes, ready = all, failing = [] }: Given): string {
    const person: Candidate = {
      contact: 1,
      locality: '11737',
      province: null,
      name: 'An',
      role: 'officer',
      email: 'an@xa.example',
      phone: '0912 345 678',
      browser: null,
      ...who,
    };
    const found = wayTo(person, asked, wishes && { ...DEFAULT_PREFERENCE, ...wishes }, {
      ready: new Set(ready),
      failing: new Set(failing),
    });
    return found === null
      ? 'none'
      : `${found.channel} ${found.address}${found.reason === null ? '' : ` (${found.reason})`}`;
  }
  it.each<[intent: string, given: Given, expected: string]>([
    ['is e-mail where nothing else is said', {}, 'email an@xa.example'],
    ['is what he likes best', { wishes: { channels: ['zalo_zns', 'email'] } }, 'zalo_zns 84912345678'],
    [
      'is the next he likes where that is not set up',
      { wishes: { channels: ['zalo_zns', 'email'] }, ready: [] },
      'email an@xa.example',
    ],
    ['is what the step names, before his own liking', { asked: 'zalo_zns' }, 'zalo_zns 84912345678'],
    [
      'is his liking where that cannot reach him, and says so',
      { asked: 'zalo_zns', who: { phone: null } },
      'email an@xa.example (by_other_channel)',
    ],
    ['is his telephone where he has no e-mail', { who: { email: null } }, 'zalo_zns 84912345678'],
    ['is none where he has neither', { who: { email: null, phone: null } }, 'none'],
    ['is none where all he has is not set up', { who: { email: null }, ready: [] }, 'none'],
    [
      'is another while one fails',
      { wishes: { channels: ['zalo_zns', 'email'] }, failing: ['zalo_zns'] },
      'email an@xa.example',
    ],
    [
      'is the failing one rather than none',
      { who: { phone: null }, failing: ['email'] },
      'email an@xa.example',
    ],
    [
      'is e-mail even before a server is set: it waits there',
      { ready: [], who: { phone: null } },
      'email an@xa.example',
    ],
    ['is the browser only of who has one', { asked: 'web_push' }, 'email an@xa.example (by_other_channel)'],
    ['is the browser of who has', { asked: 'web_push', who: { browser: 7 } }, 'web_push 7'],
    ['is Zalo only for whom Zalo knows', { wishes: { channels: ['zalo_oa'], zaloUser: 'z1' } }, 'zalo_oa z1'],
  ])('%s', (_, given, expected) => expect(way(given)).toBe(expected));
});
