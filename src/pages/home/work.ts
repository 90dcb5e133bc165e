import { may } from '../../access/principal.ts';
import type { HomeFacts } from './facts.ts';
import type { Line, WorkList } from './lines.ts';
import { ofLocality } from './locality-work.ts';
import { certificates, needed, notShown, proposals } from './needs.ts';
import { ofService } from './service-work.ts';
import { alerts, due, escalated, odd, promised, toApprove, unsent } from './waiting.ts';

/** The lists of each role's day. */

export function workOf(facts: HomeFacts): WorkList[] {
  const { registry, principal } = facts;
  const own = registry.localities.get(principal.area);
  if (own) return [{ key: 'viec', title: TODAY, lines: ofLocality(facts, own) }];
  switch (principal.role) {
    case 'admin':
      return [
        { key: 'he-thong', title: ['Hệ thống', 'The service'], lines: ofService(facts) },
        { key: 'viec', title: TODAY, lines: ofDepartment(facts) },
      ];
    case 'leader':
      return [
        {
          key: 'viec',
          title: TODAY,
          lines: [...toApprove(facts), escalated(facts), promised(facts), ...due(facts)],
        },
      ];
    case 'finance':
      return [
        ...waitingMoney(facts),
        { key: 'nhu-cau', title: ['Nhu cầu còn thiếu', 'What is needed'], lines: needed(facts) },
      ];
    default:
      return [{ key: 'viec', title: TODAY, lines: ofDepartment(facts) }];
  }
}

const TODAY = ['Việc của địa bàn', 'Work of the area'] as const;

function ofDepartment(facts: HomeFacts): Line[] {
  const reviews = may(facts.principal.role, 'review');
  return [
    ...due(facts),
    ...(reviews ? [odd(facts)] : []),
    ...alerts(facts),
    promised(facts),
    ...certificates(facts),
    ...notShown(facts),
    ...(facts.principal.role === 'department' ? [unsent(facts)] : []),
  ];
}

function waitingMoney(facts: HomeFacts): WorkList[] {
  const lines = [...proposals(facts), ...notShown(facts)];
  return lines.length === 0 ? [] : [{ key: 'kinh-phi', title: ['Kinh phí', 'Money'], lines }];
}
