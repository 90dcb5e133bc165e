import { readQuestionedLately } from '../../collect/doubts-store.ts';
import { readMarks } from '../../collect/store.ts';
import { addDays, dayOf } from '../../days.ts';
import { readCurrent } from '../../intake/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { inForce } from '../../registry/types.ts';
import { questionedOf } from '../../review/questioned.ts';
import { type NewAlert, NO_PROGRAMME } from '../types.ts';
import type { Watch } from '../watch.ts';

/** A value that nobody has answered for in this time is not spoken of any more. */
const LOOK_BACK_DAYS = 120;

/** Values that a reviewer questioned and that nobody has corrected or verified since. */
export const valueQuestionedWatch: Watch = {
  kind: 'value_questioned',
  async wanted({ tx, registry, now }) {
    const today = dayOf(now);
    const words = await readQuestionedLately(tx, addDays(today, -LOOK_BACK_DAYS));
    const codes = [...new Set(words.map((one) => one.locality))];
    if (codes.length === 0) return [];
    const marks = groupBy(await readMarks(tx, codes), (one) => one.locality);
    const values = await readCurrent(tx, codes);
    const questioned = new Map(
      codes.map((code) => [code, questionedOf(marks.get(code) ?? [], values.get(code) ?? {})]),
    );
    // The latest word on a value stands last.
    const latest = new Map(words.map((word) => [`${word.locality} ${word.indicator}`, word]));
    return [...latest.values()].flatMap(({ locality, indicator, reason, by, on }): NewAlert[] => {
      const unit = registry.localities.get(locality);
      if (!unit || !inForce(unit, today) || !questioned.get(locality)?.has(indicator)) return [];
      if (registry.exemption(locality, indicator, today)) return [];
      const facts = { indicator, reason, by, on };
      return [
        { programme: NO_PROGRAMME, area: locality, kind: 'value_questioned', subject: indicator, facts },
      ];
    });
  },
  ended: () => 'answered',
};
