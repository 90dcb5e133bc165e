import { describe, expect, it } from 'vitest';
import { type Case, decide, decideSweep, expectedSoon, latestClosed } from '../src/alerts/rules.ts';
import type { LiveAlert, PendingTransition, Standing } from '../src/alerts/types.ts';
import { createRegistry } from '../src/registry/snapshot.ts';
import type { Locality, Programme } from '../src/registry/types.ts';
import { instant } from './support/clock.ts';

const PROGRAMME: Programme = {
  code: 'daily',
  nameVi: 'Hằng ngày',
  nameEn: 'Daily',
  provinces: ['31'],
  startsOn: '2026-01-05',
  endsOn: null,
  finalThrough: null,
  period: 'day',
  closesOn: [],
  alertsFrom: '2026-01-05',
  settings: [
    {
      validFrom: '2026-01-01',
      cutoff: '16:00',
      lockDays: 3,
      reportingDays: 'working',
      freshness: 3,
      amberThreshold: 70,
      deadline: null,
      missingStreak: 3,
      dueSoonMinutes: 90,
      indicators: null,
    },
  ],
  provinceSettings: [],
};
const UNIT: Locality = {
  code: '11737',
  province: '31',
  validFrom: '2025-07-01',
  validTo: null,
  successors: [],
  names: [{ validFrom: '2025-07-01', name: 'Cẩm Giang', type: 'xã' }],
  lon: null,
  lat: null,
  tile: null,
};
/** Tết 2026: Monday 16 to Friday 20 February, with a make-up workday on Saturday 28. */
const TET = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];

function world(change: { programme?: Partial<Programme>; unit?: Partial<Locality> } = {}) {
  const programme = { ...PROGRAMME, ...change.programme };
  const locality = { ...UNIT, ...change.unit };
  const registry = createRegistry({
    version: 1,
    provinces: [{ code: '31', name: 'Hải Phòng' }],
    localities: [locality],
    conditions: [],
    indicators: [],
    programmes: [programme],
    heldDays: [],
    calendarDays: [
      ...TET.map((day) => ({ scope: 'VN', day, kind: 'holiday' as const })),
      { scope: 'VN', day: '2026-02-28', kind: 'makeup_workday' },
    ],
    requirements: [],
    exemptions: [],
    agencies: [],
    exceptions: [],
  });
  return { registry, programme, locality };
}

function at(
  now: string,
  standing: Partial<Standing> = {},
  live: LiveAlert[] = [],
  change: Parameters<typeof world>[0] = {},
): Case {
  const known = { colour: 'red' as const, lastReportedOn: null, lacking: [], ...standing };
  return { ...world(change), standing: known, live, now: instant(now) };
}

const change = (
  kind: PendingTransition['kind'],
  day: string,
  from: string | null,
  to: string,
): PendingTransition => ({ id: 1, programme: 'daily', locality: '11737', day, kind, from, to });
const missing = (day: string) => change('reporting', day, 'due', 'missing');

const live = (kind: LiveAlert['kind'], subject = '', id = 7): LiveAlert => ({
  id,
  programme: 'daily',
  area: '11737',
  kind,
  subject,
});

/** In one word each: what was opened (with its subject), resolved, or why nothing. */
function summary(decisions: ReturnType<typeof decide>): string[] {
  return decisions.map((one) =>
    one.action === 'open'
      ? `open ${one.alert.kind} ${one.alert.subject}`.trim()
      : one.action === 'resolve'
        ? `resolve ${one.id} ${one.resolution}`
        : one.reason,
  );
}

describe('a missing day', () => {
  // 2026-03-05 is a Thursday.
  const rows: [intent: string, given: Case, day: string, expected: string[]][] = [
    [
      'opens at the close',
      at('2026-03-05 16:01', { lastReportedOn: '2026-03-04' }),
      '2026-03-05',
      ['open record_missing 2026-03-05'],
    ],
    [
      'opens at night too: only the message waits',
      at('2026-03-05 23:59', { lastReportedOn: '2026-03-04' }),
      '2026-03-05',
      ['open record_missing 2026-03-05'],
    ],
    [
      'opens over the weekend for Friday',
      at('2026-03-08 10:00', { lastReportedOn: '2026-03-05' }),
      '2026-03-06',
      ['open record_missing 2026-03-06'],
    ],
    [
      'opens on Monday morning for Friday',
      at('2026-03-09 15:59', { lastReportedOn: '2026-03-05' }),
      '2026-03-06',
      ['open record_missing 2026-03-06'],
    ],
    [
      'is not told once the next day has closed',
      at('2026-03-09 16:00', { lastReportedOn: '2026-03-05' }),
      '2026-03-06',
      ['not_latest_day'],
    ],
    [
      'is not told of days missed in an outage',
      at('2026-03-05 16:01', { lastReportedOn: '2026-03-02' }),
      '2026-03-03',
      ['not_latest_day'],
    ],
    [
      'is the latest through all of Tết',
      at('2026-02-21 09:00', { lastReportedOn: '2026-02-12' }),
      '2026-02-13',
      ['open record_missing 2026-02-13'],
    ],
    [
      'counts a make-up Saturday as a day',
      at('2026-02-28 16:00', { lastReportedOn: '2026-02-27' }),
      '2026-02-28',
      ['open record_missing 2026-02-28'],
    ],
    [
      'is not told when its record has come meanwhile',
      at('2026-03-05 16:30', { lastReportedOn: '2026-03-05' }),
      '2026-03-05',
      ['reported_since'],
    ],
    [
      'is not told when a later day has been reported',
      at('2026-03-06 08:00', { lastReportedOn: '2026-03-06' }),
      '2026-03-05',
      ['reported_since'],
    ],
    [
      'is not told from before alerts began',
      at('2026-03-05 16:01', {}, [], { programme: { alertsFrom: '2026-03-06' } }),
      '2026-03-05',
      ['before_alerts'],
    ],
    [
      'is not told of an ended locality',
      at('2026-03-06 08:00', {}, [], { unit: { validTo: '2026-03-05' } }),
      '2026-03-05',
      ['locality_ended'],
    ],
    [
      'is told on the last day of a locality',
      at('2026-03-05 16:01', { lastReportedOn: '2026-03-04' }, [], { unit: { validTo: '2026-03-05' } }),
      '2026-03-05',
      ['open record_missing 2026-03-05'],
    ],
    [
      'is not told after the programme',
      at('2026-03-06 08:00', {}, [], { programme: { endsOn: '2026-03-05' } }),
      '2026-03-05',
      ['programme_ended'],
    ],
  ];
  it.each(rows)('%s', (_, given, day, expected) => {
    expect(summary(decide(given, missing(day)))).toEqual(expected);
  });

  it('says until when a record is still taken', () => {
    // Thursday; the third reporting day after it is Tuesday.
    const [first] = decide(at('2026-03-05 16:01', { lastReportedOn: '2026-03-04' }), missing('2026-03-05'));
    expect(first).toMatchObject({
      alert: { facts: { day: '2026-03-05', cutoff: '16:00', openThrough: '2026-03-10' } },
    });
  });
});

describe('days missing in a row', () => {
  const both = (day: string) => [`open record_missing ${day}`, 'open record_missing_streak'];
  const rows: [intent: string, given: Case, day: string, expected: string[]][] = [
    [
      'two are not yet a run',
      at('2026-03-05 16:01', { lastReportedOn: '2026-03-03' }),
      '2026-03-05',
      ['open record_missing 2026-03-05'],
    ],
    ['three are', at('2026-03-05 16:01', { lastReportedOn: '2026-03-02' }), '2026-03-05', both('2026-03-05')],
    [
      'a weekend in between does not count',
      at('2026-03-09 16:01', { lastReportedOn: '2026-03-05' }),
      '2026-03-09',
      ['open record_missing 2026-03-09'],
    ],
    [
      'a weekend in between does not break it',
      at('2026-03-09 16:01', { lastReportedOn: '2026-03-04' }),
      '2026-03-09',
      both('2026-03-09'),
    ],
    [
      'nor does Tết',
      at('2026-02-24 16:01', { lastReportedOn: '2026-02-12' }),
      '2026-02-24',
      both('2026-02-24'),
    ],
    [
      'who never reported is missing since the first day',
      at('2026-01-07 16:01'),
      '2026-01-07',
      both('2026-01-07'),
    ],
    [
      'days before alerts began do not count',
      at('2026-03-05 16:01', {}, [], { programme: { alertsFrom: '2026-03-04' } }),
      '2026-03-05',
      ['open record_missing 2026-03-05'],
    ],
  ];
  it.each(rows)('%s', (_, given, day, expected) => {
    expect(summary(decide(given, missing(day)))).toEqual(expected);
  });
});

describe('a record that comes in', () => {
  const open = [
    live('record_due_soon', '2026-03-05', 1),
    live('record_missing', '2026-03-05', 2),
    live('record_missing_streak', '', 3),
    live('regressed', '', 4),
  ];
  const late = (day: string) => change('reporting', day, 'missing', 'late');
  const rows: [intent: string, given: Case, day: string, expected: string[]][] = [
    [
      'of the day ends what was said of it',
      at('2026-03-05 17:00', { lastReportedOn: '2026-03-05' }, open),
      '2026-03-05',
      ['resolve 1 reported', 'resolve 2 reported', 'resolve 3 reported'],
    ],
    [
      'of a later day ends the missing day',
      at('2026-03-06 09:00', { lastReportedOn: '2026-03-06' }, open),
      '2026-03-06',
      ['resolve 2 reported_since', 'resolve 3 reported'],
    ],
    [
      'of an earlier day does not',
      at('2026-03-05 17:00', { lastReportedOn: '2026-03-01' }, open),
      '2026-02-27',
      ['nothing_open'],
    ],
    [
      'from the middle of a run ends it when what is left is short',
      at('2026-03-05 17:00', { lastReportedOn: '2026-03-04' }, open),
      '2026-03-04',
      ['resolve 3 reported'],
    ],
    [
      'finds nothing open on a good day',
      at('2026-03-05 10:00', { lastReportedOn: '2026-03-05' }),
      '2026-03-05',
      ['nothing_open'],
    ],
  ];
  it.each(rows)('%s', (_, given, day, expected) => {
    expect(summary(decide(given, late(day)))).toEqual(expected);
  });
});

describe('falling back from green', () => {
  const closing = (to: string, from = 'green', day = '2026-03-05') => change('closing', day, from, to);
  const after = '2026-03-05 16:01';
  const rows: [intent: string, given: Case, transition: PendingTransition, expected: string[]][] = [
    ['to yellow opens', at(after, { colour: 'yellow' }), closing('yellow'), ['open regressed']],
    ['to red opens', at(after, { colour: 'red' }), closing('red'), ['open regressed']],
    [
      'to grey is silence, which missing days tell',
      at(after, { colour: 'grey' }),
      closing('grey'),
      ['not_reported'],
    ],
    ['yellow to red is no fall from green', at(after), closing('red', 'yellow'), ['not_a_regression']],
    [
      'within the day is no alert before the close',
      at('2026-03-05 11:00'),
      change('colour', '2026-03-05', 'green', 'red'),
      ['not_a_regression'],
    ],
    ['put right since the close is no alert', at(after, { colour: 'green' }), closing('red'), ['recovered']],
    ['found after an outage is not told', at('2026-03-09 16:01'), closing('red'), ['not_latest_day']],
    [
      'ends when the colour is green again',
      at('2026-03-06 09:00', { colour: 'green' }, [live('regressed')]),
      change('colour', '2026-03-06', 'red', 'green'),
      ['resolve 7 green_again'],
    ],
    [
      'ends at a green close',
      at('2026-03-06 16:01', { colour: 'green' }, [live('regressed')]),
      closing('green', 'red', '2026-03-06'),
      ['resolve 7 green_again'],
    ],
    [
      'does not end when only an earlier day turned green',
      at('2026-03-06 09:00', { colour: 'red' }, [live('regressed')]),
      change('colour', '2026-03-05', 'red', 'green'),
      ['not_green_now'],
    ],
  ];
  it.each(rows)('%s', (_, given, transition, expected) => {
    expect(summary(decide(given, transition))).toEqual(expected);
  });
});

describe('due soon', () => {
  const rows: [intent: string, now: string, expected: number, change?: Parameters<typeof world>[0]][] = [
    ['a minute before the window', '2026-03-05 14:29', 0],
    ['as the window opens', '2026-03-05 14:30', 1],
    ['in the last minute', '2026-03-05 15:59', 1],
    ['at the cutoff', '2026-03-05 16:00', 0],
    ['on a Saturday', '2026-03-07 15:00', 0],
    ['on a make-up Saturday', '2026-02-28 15:00', 1],
    ['in Tết', '2026-02-17 15:00', 0],
    ['of an ended locality', '2026-03-05 15:00', 0, { unit: { validTo: '2026-03-04' } }],
    ['before the programme', '2026-03-05 15:00', 0, { programme: { startsOn: '2026-03-06' } }],
    ['after the programme', '2026-03-05 15:00', 0, { programme: { endsOn: '2026-03-04' } }],
    ['before a first start', '2026-03-05 15:00', 0, { programme: { startsOn: null } }],
    ['before alerts begin', '2026-03-05 15:00', 0, { programme: { alertsFrom: '2026-03-06' } }],
  ];
  it.each(rows)('%s', (_, now, expected, change = {}) => {
    const { registry, programme } = world(change);
    expect(expectedSoon(registry, programme, instant(now))).toHaveLength(expected);
  });
});

describe('the passing of time', () => {
  const rows: [
    intent: string,
    alert: LiveAlert,
    now: string,
    expected: string | null,
    change?: Parameters<typeof world>[0],
  ][] = [
    ['due soon lasts to the last minute', live('record_due_soon', '2026-03-05'), '2026-03-05 15:59', null],
    [
      'due soon ends at the cutoff',
      live('record_due_soon', '2026-03-05'),
      '2026-03-05 16:00',
      'cutoff_passed',
    ],
    [
      'a missing day stays while it takes records',
      live('record_missing', '2026-03-05'),
      '2026-03-10 23:59',
      null,
      { programme: { finalThrough: '2026-03-04' } },
    ],
    [
      'a missing day ends with its lock',
      live('record_missing', '2026-03-05'),
      '2026-03-11 00:01',
      'locked',
      { programme: { finalThrough: '2026-03-05' } },
    ],
    ['a day made a day off is not missing', live('record_missing', TET[0]), '2026-02-23 08:00', 'not_due'],
    ['nor due soon', live('record_due_soon', TET[0]), '2026-02-16 15:00', 'not_due'],
    [
      'nor is one before a start that was moved',
      live('record_missing', '2026-03-05'),
      '2026-03-06 08:00',
      'not_due',
      { programme: { startsOn: '2026-03-09' } },
    ],
    [
      'a run goes on past locks',
      live('record_missing_streak'),
      '2026-03-11 00:01',
      null,
      { programme: { finalThrough: '2026-03-05' } },
    ],
    [
      'a locality is asked on its last day',
      live('regressed'),
      '2026-03-05 23:59',
      null,
      { unit: { validTo: '2026-03-05' } },
    ],
    [
      'and no more the day after',
      live('regressed'),
      '2026-03-06 00:00',
      'locality_ended',
      { unit: { validTo: '2026-03-05' } },
    ],
    [
      'nor after the programme',
      live('regressed'),
      '2026-03-06 00:00',
      'programme_ended',
      { programme: { endsOn: '2026-03-05' } },
    ],
  ];
  it.each(rows)('%s', (_, alert, now, expected, change = {}) => {
    expect(decideSweep(world(change).registry, alert, instant(now))).toBe(expected);
  });
});

describe('the latest closed day', () => {
  it.each([
    ['2026-03-05 15:59', '2026-03-04'],
    ['2026-03-05 16:00', '2026-03-05'],
    ['2026-03-08 16:00', '2026-03-06'],
    ['2026-02-23 08:00', '2026-02-13'],
  ])('at %s is %s', (now, day) => {
    expect(latestClosed({ ...world(), now: instant(now) })).toBe(day);
  });
});
