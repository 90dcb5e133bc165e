import { rolesThatMay } from '../../access/principal.ts';
import { worksOnSet } from '../../scores/access.ts';
import { periodWords } from '../../scores/period-rules.ts';
import { criteriaOf, show } from '../../scores/rules.ts';
import { CRITERIA_COLUMNS } from '../../scores/sheet-rules.ts';
import type { CriteriaSet } from '../../scores/types.ts';
import { useSay, useWho } from '../language.tsx';
import { Form, Hidden, LongTextField, TextField, UploadField } from '../parts/form.tsx';
import { OwnProvinceField } from '../parts/places.tsx';
import { roundAddress, SCORES, SET_FORM, SET_UPLOAD } from './words.ts';

export interface SetsShown {
  sets: readonly { set: CriteriaSet; periods: readonly string[] }[];
}

/** Criteria sets, each with the periods that were scored by it. */
export function SetsPage({ sets }: SetsShown) {
  const say = useSay();
  const { principal, registry } = useWho();
  const mayWrite = rolesThatMay('review').includes(principal.role) && !/^\d{5}$/.test(principal.area);
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
            'Chưa có bộ tiêu chí nào. Bộ tiêu chí do Sở nhập từ tệp Excel hoặc CSV ở dưới, hoặc gửi qua API: ',
            'There is no criteria set yet. The department enters one from a sheet below, or it comes by the API: ',
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
          <ul class="plain">
            {periods.map((period) => (
              <li key={period}>
                <a href={roundAddress(set.code, period)}>{say(...capitals(periodWords(period)))}</a>
              </li>
            ))}
          </ul>
          {mayWrite && worksOnSet(registry, principal, set.province) ? (
            <p>
              <a href={`${SET_FORM}?set=${set.code}`}>{say('Sửa bộ tiêu chí', 'Change the set')}</a>
            </p>
          ) : null}
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
      {mayWrite ? <NewSet /> : null}
    </>
  );
}

/** A criteria set of a sheet: a new one, or the next version of one that is there. */
function NewSet() {
  const say = useSay();
  const heads = CRITERIA_COLUMNS.map(({ names: [name] }) => name).join(', ');
  const codes = CRITERIA_COLUMNS.map(({ header }) => header).join(', ');
  return (
    <section class="panel" id="nhap">
      <h2>{say('Nhập bộ tiêu chí từ tệp', 'A criteria set of a sheet')}</h2>
      <p>
        <a href={SET_FORM}>
          {say('Hoặc lập trên trang, từng tiêu chí một', 'Or write it criterion by criterion')}
        </a>
      </p>
      <p class="hint">
        {say(
          'Mã đã có thì tệp là bản mới của bộ đó; các kỳ đã mở giữ bản cũ. Có chỗ sai thì không lưu gì.',
          'Of a code that is there it is the next version; periods that have begun keep theirs. With a fault nothing is stored.',
        )}
      </p>
      <Form id="nhap-bo" name="nhap" action={SET_UPLOAD} files>
        <SetHeadFields />
        <UploadField
          name="file"
          label={say('Tệp tiêu chí', 'The sheet')}
          accept={['.xlsx', '.csv']}
          hint={say(
            `Excel hoặc CSV, mỗi dòng một tiêu chí. Các cột: ${heads}. Bậc điểm ghi như “80–100: 10; 0–80: 5”.`,
            `Excel or CSV, a row a criterion. Columns: ${codes}. Steps as “80–100: 10; 0–80: 5”.`,
          )}
        />
        <button type="submit">{say('Nhập bộ tiêu chí', 'Enter the set')}</button>
      </Form>
      <p>
        {say('Tải tệp mẫu: ', 'The sheet to fill in: ')}
        <a href="/api/v1/criteria-sets/template?format=xlsx">Excel</a>,{' '}
        <a href="/api/v1/criteria-sets/template?format=csv">CSV</a>.
      </p>
    </section>
  );
}

/** What stands beside the criteria of a set, in whichever way these come. */
export function SetHeadFields() {
  const say = useSay();
  return (
    <>
      <TextField
        name="code"
        label={say('Mã bộ tiêu chí', 'Code')}
        hint={say('Chữ thường không dấu, số, dấu gạch. Ví dụ: chuyen-doi-so.', 'E.g. chuyen-doi-so.')}
        maxLength={50}
      />
      <TextField name="nameVi" label={say('Tên bộ tiêu chí', 'Name')} maxLength={300} />
      <OwnProvinceField />
      <TextField
        name="max"
        label={say('Tổng điểm tối đa', 'Points at most')}
        hint={say('Bằng tổng điểm các nhóm. Ví dụ: 100.', 'What all groups add up to. E.g. 100.')}
        maxLength={10}
      />
      <LongTextField
        name="grades"
        label={say('Xếp loại theo phần trăm (nếu có)', 'Grades by percent (optional)')}
        hint={say(
          'Mỗi dòng một loại, ví dụ “Tốt: 80–100”. Loại sau bắt đầu đúng chỗ loại trước kết thúc, từ 0 đến 100.',
          'One a line, e.g. “Tốt: 80–100”; each begins where the one below ends, 0 to 100 in all.',
        )}
        maxLength={2_000}
      />
    </>
  );
}

const capitals = ([vi, en]: readonly [string, string]) =>
  [vi.charAt(0).toLocaleUpperCase('vi') + vi.slice(1), en.charAt(0).toUpperCase() + en.slice(1)] as const;
