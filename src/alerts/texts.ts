import type { Names } from './names.ts';
import { conditionTexts } from './texts-conditions.ts';
import { recordTexts } from './texts-records.ts';
import { serviceTexts } from './texts-service.ts';
import type { AlertContent, AlertTexts } from './types.ts';

/** The texts of an alert, made from its kind and facts. */
export function alertTexts(content: AlertContent, names: Names): AlertTexts {
  switch (content.kind) {
    case 'record_due_soon':
    case 'record_missing':
    case 'record_missing_streak':
    case 'regressed':
      return recordTexts(content, names);
    case 'gap_deadline':
    case 'value_questioned':
    case 'certificate_expiring':
    case 'network_down':
      return conditionTexts(content, names);
    case 'promise_passed': {
      const { about, owner, promisedOn } = content.facts;
      return conditionTexts(
        { kind: 'promise_passed', owner, promisedOn, of: alertTexts(about, names) },
        names,
      );
    }
    case 'nothing_received':
    case 'job_failed':
    case 'job_late':
    case 'delivery_failing':
      return serviceTexts(content, names);
  }
}
