import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { lockCurrent } from '../../intake/store.ts';
import { writeAudit } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { findIndicator, findLocality, readText } from '../input.ts';
import { insertMark } from '../store.ts';

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
      const { db, now, actor } = shell;
      const registry = await loadRegistry(shell.db);
      findLocality(registry, code);
      findIndicator(registry, indicator, dayOf(now));
      const value = await db.sql.begin(async (tx) => {
        // The lock is held until the mark is stored, so that it is of the value that stands.
        const standing = (await lockCurrent(tx, [code])).get(code)?.[indicator];
        if (!standing || standing.value === null)
          throw new Refused(`Locality ${code} has no value of “${indicator}” to mark.`);
        const { value, day, revision } = standing;
        await db.orm.transaction(async (orm) => {
          const setOn = dayOf(now);
          await insertMark(orm, {
            locality: code,
            indicator,
            setOn,
            state,
            value,
            reason,
            by: actor,
            at: now,
          });
          await writeAudit(orm, shell, {
            action: `mark.${word}`,
            target: `${code} ${indicator}`,
            after: { value, day, revision, reason },
          });
        });
        return value;
      });
      shell.print(
        `${state === 'questioned' ? 'Questioned' : 'Verified'} ${JSON.stringify(value)} of ${code} ${indicator}; its status follows within a minute.`,
      );
    },
  });
}
