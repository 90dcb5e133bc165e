import { KIND_WORDS } from './kinds.ts';
import type { Names } from './names.ts';
import { conditionTexts } from './texts-conditions.ts';
import { recordTexts } from './texts-records.ts';
import { serviceTexts } from './texts-service.ts';
import type { AlertContent, AlertTexts } from './types.ts';

/**
 * The texts of an alert, made from its kind and facts. Where the facts do not fit, as those of another release may
 * not, they say its kind and place alone, and that the rest cannot be read: one such row must not keep a list or a
 * message with all the others back.
 */
export function alertTexts(content: AlertContent, names: Names): AlertTexts {
  try {
    return textsOf(content, names);
  } catch {
    const [kindVi, kind] = KIND_WORDS[content.kind];
    return {
      reasonVi: `${names.areaVi}: ${kindVi.toLowerCase()} (không đọc được chi tiết)`,
      reason: `${names.areaEn}: ${kind.toLowerCase()} (its details cannot be read).`,
      todoVi: 'Mở trang này trên hệ thống để xem.',
      todo: 'Please open it in the service.',
    };
  }
}

function textsOf(content: AlertContent, names: Names): AlertTexts {
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
