import { rolesThatMay } from '../../access/principal.ts';
import { periodWords } from '../../scores/period-rules.ts';
import { criteriaOf, show } from '../../scores/rules.ts';
import type { CriteriaSet } from '../../scores/types.ts';
import { useSay, useWho } from '../language.tsx';
import { Form, Hidden, TextField } from '../parts/form.tsx';
import { roundAddress, SCORES } from './words.ts';

export interface SetsShown {
  sets: readonly { set: CriteriaSet; periods: readonly string[] }[];
}

/** Criteria sets, each with the periods that were scored by it. */
export function SetsPage({ sets }: SetsShown) {
  const say = useSay();
  const { principal } = useWho();
  return (
    <>
      <h1>{say('Chấm điểm', 'Scores')}</h1>
      <p class="hint">
        {say(
          'Đơn vị tự chấm kèm minh chứng, Sở thẩm định, công bố tạm thời, trả lời kiến nghị, lãnh đạo phê duyệt.',
          'Localities score themselves with evidence; it is verified, published, objected to and answered, approved.',
        )}
      </p>
      {sets.length === 0 ? (
        <p>
          {say(
            'Chưa có bộ tiêu chí nào. Bộ tiêu chí do người vận hành nhập vào, hoặc gửi qua API: ',
            'There is no criteria set yet. An operator enters one, or it comes by the API: ',
          )}
          <a href="/docs">{say('tài liệu API', 'API reference')}</a>.
        </p>
      ) : null}
      {sets.map(({ set, periods }) => (
        <section class="panel" key={set.code}>
          <h2>{set.nameVi}</h2>
          <p>
            {say(
              `Bản thứ ${set.version}: ${set.groups.length} nhóm, ${criteriaOf(set).length} tiêu chí, tối đa ${show(set.max)} điểm.`,
              `Version ${set.version}: ${set.groups.length} groups, ${criteriaOf(set).length} criteria, ${set.max} points at most.`,
            )}
          </p>
          <ul>
            {periods.map((period) => (
              <li key={period}>
                <a href={roundAddress(set.code, period)}>{say(...capitals(periodWords(period)))}</a>
              </li>
            ))}
          </ul>
          {rolesThatMay('review').includes(principal.role) ? (
            <Form id={`mo-${set.code}`} name={`mo-${set.code}`} action={SCORES}>
              <Hidden fields={{ set: set.code }} />
              <TextField
                name="period"
                id={`period-${set.code}`}
                label={say('Mở kỳ khác', 'Another period')}
                hint={say('2026, 2026-H1, 2026-Q3 hoặc 2026-09.', '2026, 2026-H1, 2026-Q3 or 2026-09.')}
                maxLength={10}
              />
              <button type="submit" class="quiet">
                {say('Mở', 'Open')}
              </button>
            </Form>
          ) : null}
        </section>
      ))}
    </>
  );
}

const capitals = ([vi, en]: readonly [string, string]) =>
  [vi.charAt(0).toLocaleUpperCase('vi') + vi.slice(1), en.charAt(0).toUpperCase() + en.slice(1)] as const;
