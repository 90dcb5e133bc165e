import { KINDS } from '../../reports/kinds/all.ts';
import type { effectiveLayout } from '../../reports/layout-routes.ts';
import type { SavedLayout } from '../../reports/layout-store.ts';
import { REPORT_KINDS } from '../../reports/types.ts';
import { moment } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import type { FormBody } from '../parts/filled.ts';
import { Form, Hidden, LongTextField, TextField } from '../parts/form.tsx';
import { LAYOUT_PAGE, REPORTS } from './words.ts';

/** Fields of the form: where each stands among the values. A field that is blank is as it would be without. */
export const LETTERHEAD: readonly (readonly [name: string, words: Words])[] = [
  ['parent', ['Cơ quan chủ quản (dòng trên)', 'Parent body']],
  ['issuer', ['Cơ quan ban hành', 'Issuer']],
  ['symbol', ['Ký hiệu văn bản', 'Symbol after the number']],
  ['place', ['Địa danh', 'Place']],
  ['superior', ['Kính gửi', 'Who it goes up to']],
  ['signer', ['Chức vụ người ký', 'Title of who signs']],
];
export const FIGURES: readonly (readonly [
  group: 'margins' | 'sizes' | 'body',
  name: string,
  words: Words,
])[] = [
  ['margins', 'top', ['Lề trên (mm)', 'Top margin (mm)']],
  ['margins', 'bottom', ['Lề dưới (mm)', 'Bottom margin (mm)']],
  ['margins', 'left', ['Lề trái (mm)', 'Left margin (mm)']],
  ['margins', 'right', ['Lề phải (mm)', 'Right margin (mm)']],
  ['sizes', 'body', ['Cỡ chữ nội dung', 'Size of the text']],
  ['sizes', 'title', ['Cỡ chữ tên loại văn bản', 'Size of the name']],
  ['sizes', 'table', ['Cỡ chữ trong bảng', 'Size within tables']],
  ['body', 'firstLine', ['Thụt đầu dòng (mm)', 'First line (mm)']],
  ['body', 'before', ['Cách đoạn (pt)', 'Before a paragraph (pt)']],
  ['body', 'line', ['Cách dòng', 'Line spacing']],
];
export const headField = (kind: string, section: string) => `heads.${kind}.${section}`;

type Effective = ReturnType<typeof effectiveLayout>;

/** What the form shows of what was said; blank where the province has said nothing. */
export function typedOf(saved: SavedLayout | undefined): FormBody {
  const values = saved?.values ?? {};
  const typed: FormBody = {};
  const put = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined)
      typed[name] = typeof value === 'number' ? String(value).replace('.', ',') : value;
  };
  put('font', values.font);
  for (const [name] of LETTERHEAD)
    put(`letterhead.${name}`, (values.letterhead as Record<string, string | null> | undefined)?.[name]);
  put('letterhead.recipients', values.letterhead?.recipients?.join('\n'));
  for (const [group, name] of FIGURES)
    put(`${group}.${name}`, (values[group] as Record<string, number | null> | undefined)?.[name]);
  for (const kind of REPORT_KINDS)
    for (const { code } of KINDS[kind].sections) put(headField(kind, code), values.heads?.[kind]?.[code]);
  return typed;
}

/** How reports of a province are laid out: who issues them, margins and letters, heads of sections. */
export function LayoutPage({
  province,
  saved,
  effective,
  standard,
}: {
  province: string;
  saved: SavedLayout | undefined;
  effective: Effective;
  /** What holds where nothing is said. */
  standard: Effective;
}) {
  const say = useSay();
  const isNow = (value: string | number) => {
    // To the last decimal: line spacing is told by two.
    const written = typeof value === 'number' ? String(value).replace('.', ',') : value;
    return say(`Để trống: ${written}`, `Blank: ${value}`);
  };
  return (
    <>
      <p>
        <a href={REPORTS}>{say('Tất cả báo cáo', 'All reports')}</a>
      </p>
      <h1>{say('Trình bày báo cáo', 'Layout of reports')}</h1>
      <p class="hint">
        {say(
          'Ô để trống thì theo Nghị định 30/2020/NĐ-CP và mặc định của hệ thống. Thay đổi áp dụng cho dự thảo; báo cáo đã trình hoặc đã duyệt giữ nguyên.',
          'What is blank follows Decree 30/2020 and the service’s own. A change is of drafts; what was submitted or approved stays.',
        )}{' '}
        {saved
          ? say(
              `Sửa lần ${saved.version}: ${saved.savedBy}, ${moment(saved.savedAt)}.`,
              `Version ${saved.version}: ${saved.savedBy}, ${moment(saved.savedAt)}.`,
            )
          : null}
      </p>
      <section class="panel">
        <Form id="trinh-bay" action={LAYOUT_PAGE} name="trinh-bay" typed={typedOf(saved)}>
          <Hidden fields={{ province, version: saved?.version ?? 0 }} />
          <h2>{say('Đầu và cuối văn bản', 'Letterhead and signature')}</h2>
          {LETTERHEAD.map(([name, words]) => (
            <TextField
              key={name}
              name={`letterhead.${name}`}
              label={say(...words)}
              hint={isNow((standard.letterhead as unknown as Record<string, string>)[name] ?? '')}
              maxLength={300}
            />
          ))}
          <LongTextField
            name="letterhead.recipients"
            label={say('Nơi nhận (mỗi dòng một nơi)', 'Recipients (a line each)')}
            hint={isNow(standard.letterhead.recipients.join(' '))}
            rows={4}
            maxLength={4_000}
          />
          <h2>{say('Trang và chữ', 'Page and letters')}</h2>
          <TextField
            name="font"
            label={say('Phông chữ', 'Font')}
            hint={isNow(standard.font)}
            maxLength={60}
          />
          {FIGURES.map(([group, name, words]) => (
            <TextField
              key={`${group}.${name}`}
              name={`${group}.${name}`}
              label={say(...words)}
              hint={isNow((standard[group] as Record<string, number>)[name] ?? 0)}
              maxLength={10}
            />
          ))}
          <h2>{say('Tiêu đề các phần', 'Heads of sections')}</h2>
          {REPORT_KINDS.map((kind) => (
            <details key={kind} open={Object.keys(saved?.values.heads?.[kind] ?? {}).length > 0}>
              <summary>{say(...KINDS[kind].name)}</summary>
              <div class="fields" lang="vi">
                {KINDS[kind].sections.map(({ code, head }) => (
                  <TextField
                    key={code}
                    name={headField(kind, code)}
                    label={`${say(...KINDS[kind].name)}: ${effective.heads[kind]?.[code] ?? head}`}
                    hint={isNow(head)}
                    maxLength={200}
                  />
                ))}
              </div>
            </details>
          ))}
          <button type="submit">{say('Lưu cách trình bày', 'Save the layout')}</button>
        </Form>
      </section>
    </>
  );
}
