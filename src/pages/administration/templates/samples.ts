import type { AlertContent, AlertKind } from '../../../alerts/types.ts';
import { addDays, type Day } from '../../../days.ts';

/** Facts as an alert of each kind could have them on a day, for previews. Pure. */
export function sampleOf(kind: AlertKind, today: Day, indicator: string): AlertContent {
  const cutoff = '16:00';
  const openThrough = addDays(today, 3);
  const at = (time: string) => `${today}T${time}:00.000+07:00`;
  switch (kind) {
    case 'record_due_soon':
      return { kind, facts: { day: today, cutoff } };
    case 'record_missing':
      return { kind, facts: { day: today, cutoff, openThrough } };
    case 'record_missing_streak':
      return { kind, facts: { day: today, streak: 3, lastReportedOn: addDays(today, -5), openThrough } };
    case 'regressed':
      return {
        kind,
        facts: { day: today, to: 'yellow', lacking: [indicator], next: { day: addDays(today, 1), cutoff } },
      };
    case 'gap_deadline':
      return {
        kind,
        facts: {
          ...{ indicator, deadline: addDays(today, 10), passed: false, state: 'unmet' as const },
          ...{ have: 4, need: 16, missing: 12, since: addDays(today, -20) },
        },
      };
    case 'promise_passed':
      return {
        kind,
        facts: {
          alert: 1,
          about: { kind: 'record_missing', facts: { day: addDays(today, -4), cutoff, openThrough } },
          owner: 'Nguyễn Văn An',
          promisedOn: addDays(today, -1),
        },
      };
    case 'value_questioned':
      return {
        kind,
        facts: { indicator, reason: 'Số giảm mạnh so với tuần trước', by: 'Sở KH&CN', on: today },
      };
    case 'certificate_expiring':
      return {
        kind,
        facts: {
          ...{ certificate: 1, certificateKind: 'personal' as const, holder: 'Chủ tịch UBND', serial: null },
          ...{ validTo: addDays(today, 30), expired: false },
        },
      };
    case 'network_down':
      return { kind, facts: { lastBeatAt: at('08:05'), downSince: at('08:15') } };
    case 'nothing_received':
      return {
        kind,
        facts: { day: today, cutoff, expected: 114, reported: 12, lastReceivedAt: at('14:40') },
      };
    case 'job_failed':
      return {
        kind,
        facts: { job: 'collect', slot: at('08:00'), at: at('08:01'), error: 'connection refused' },
      };
    case 'job_late':
      return { kind, facts: { job: 'collect', since: at('08:00') } };
    case 'delivery_failing':
      return { kind, facts: { channel: 'email', since: at('08:00'), reason: 'connect ECONNREFUSED' } };
  }
}

const OF_SERVICE: readonly AlertKind[] = ['job_failed', 'job_late', 'delivery_failing'];

/** What an alert of a kind is about: the service, a province, or a locality. */
export function subjectOf(kind: AlertKind): 'service' | 'province' | 'locality' {
  if (OF_SERVICE.includes(kind)) return 'service';
  return kind === 'nothing_received' ? 'province' : 'locality';
}
