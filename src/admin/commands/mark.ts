import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { lockCurrent } from '../../intake/store.ts';
import { markValues } from '../../review/mark.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { findIndicator, findLocality, readText } from '../input.ts';

export const markQuestion = markCommand(
  'question',
  'questioned',
  'Questions the value a locality last reported: it counts as unmet until corrected or verified.',
);
export const markVerify = markCommand(
  'verify',
  'verified',
  'Verifies the value a locality last reported; an earlier question is settled.',
);

function markCommand(word: string, state: 'questioned' | 'verified', summary: string) {
  return command({
    name: `mark ${word}`,
    summary,
    operands: { locality: '5-digit code of the locality', indicator: 'code of the indicator' },
    options: { reason: { type: 'string', value: 'TEXT', help: 'why', required: true } },
    examples: [`10903 certificate.personal --reason "Đã đối chiếu danh sách ngày 20/11"`],
    notes: 'It counts from today. Any other value that comes in is not marked by it.',
    async run(shell, { locality: code, indicator }, options) {
      const reason = readText(options.reason, '--reason', 500);
      const { db, now } = shell;
      const registry = await loadRegistry(shell.db);
      findLocality(registry, code);
      findIndicator(registry, indicator, dayOf(now));
      const value = await db.sql.begin(async (tx) => {
        // The lock is held until the mark is stored, so that it is of the value that stands.
        const current = await lockCurrent(tx, [code]);
        const standing = current.get(code)?.[indicator];
        if (!standing || standing.value === null)
          throw new Refused(`Locality ${code} has no value of “${indicator}” to mark.`);
        const marked = [{ locality: code, indicator, ...standing }];
        await markValues(tx, registry, marked, { state, reason }, current, authorOf(shell));
        return standing.value;
      });
      shell.print(
        `${state === 'questioned' ? 'Questioned' : 'Verified'} ${JSON.stringify(value)} of ${code} ${indicator}.`,
      );
    },
  });
}
