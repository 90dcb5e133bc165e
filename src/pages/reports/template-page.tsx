import type { ShownTag } from '../../papers/template/tag.ts';
import { KINDS } from '../../reports/kinds/all.ts';
import type { TemplateHead } from '../../reports/templates/store.ts';
import type { ReportKind } from '../../reports/types.ts';
import { formatNumber, moment } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { ChoiceFilter, FilterForm } from '../parts/filters.tsx';
import { ActionButton, Form, Hidden, type Option, UploadField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { kindOptions, REPORTS, TEMPLATES } from './words.ts';

export interface TemplatesShown {
  province: string;
  kind: ReportKind;
  templates: readonly TemplateHead[];
  tags: readonly ShownTag[];
  isSample: boolean;
}

/** Word templates of a province, and what they may say. */
export function TemplatesPage({ province, kind, templates, tags, isSample }: TemplatesShown) {
  const say = useSay();
  const { registry, principal } = useWho();
  const used = templates.find(({ inUse }) => inUse);
  const provinces = [...registry.provinces].map(([code, name]): Option => [code, name]);
  return (
    <>
      <p>
        <a href={REPORTS}>{say('Tất cả báo cáo', 'All reports')}</a>
      </p>
      <h1>{say('Mẫu Word của báo cáo', 'Word templates of reports')}</h1>
      <p class="hint">
        {say(
          'Hệ thống có sẵn mẫu theo Nghị định 30/2020/NĐ-CP. Nếu đơn vị có mẫu riêng, tải tệp Word lên: chỗ nào cần số liệu thì đặt thẻ, ví dụ {so_xanh}. Báo cáo đã trình hoặc đã duyệt giữ nguyên mẫu của lúc đó.',
          'The built-in template follows Decree 30/2020. A template of your own is a Word file with tags such as {so_xanh} where figures belong. Reports that were submitted or approved stay as they are.',
        )}
      </p>
      <FilterForm>
        {principal.area === '*' ? (
          <ChoiceFilter
            name="province"
            label={say('Tỉnh, thành phố', 'Province')}
            options={[['*', say('Cả nước', 'The whole nation')], ...provinces]}
          />
        ) : null}
        <ChoiceFilter name="kind" label={say('Loại báo cáo', 'Kind')} options={kindOptions(say)} />
      </FilterForm>
      <section class="panel">
        <h2>{say(...KINDS[kind].name)}</h2>
        <p>
          {used
            ? say(
                `Đang dùng mẫu của đơn vị, lần ${used.version}: ${used.name}.`,
                `In use: version ${used.version} of your own, ${used.name}.`,
              )
            : say('Đang dùng mẫu có sẵn của hệ thống.', 'The built-in template is in use.')}
        </p>
        {used ? (
          <ActionButton
            action={`${TEMPLATES}/san-co`}
            name={say('Dùng lại mẫu có sẵn', 'Back to the built-in one')}
            fields={{ province, kind }}
          />
        ) : null}
        <Form id="tai-len" action={`${TEMPLATES}/tai-len`} name="tai-len" files>
          <Hidden fields={{ province, kind }} />
          <UploadField
            name="file"
            label={say('Tệp Word (.docx)', 'Word file (.docx)')}
            accept={['.docx']}
            hint={say(
              'Tối đa 5 MB. Tệp được kiểm tra trước; chưa được dùng cho đến khi anh/chị bấm “Dùng mẫu này”.',
              'At most 5 MB. It is checked first, and not used until you say so.',
            )}
          />
          <button type="submit">{say('Tải lên và kiểm tra', 'Upload and check')}</button>
        </Form>
        <DataTable
          title={say('Các lần tải mẫu', 'Versions')}
          caption={say('Các lần tải mẫu', 'Versions')}
          rows={templates}
          keyOf={({ id }) => id}
          empty={say('Chưa có mẫu nào của đơn vị.', 'There is no template of your own yet.')}
          sorts={false}
          columns={[
            { key: 'version', head: say('Lần', 'Version'), value: ({ version }) => version, figure: true },
            {
              key: 'name',
              head: say('Tên tệp', 'File'),
              value: ({ name }) => name,
              cell: ({ id, name }) => <a href={`/api/v1/report-templates/${id}/file`}>{name}</a>,
              label: null,
            },
            {
              key: 'size',
              head: say('Cỡ (kB)', 'Size (kB)'),
              value: ({ size }) => Math.ceil(size / 1024),
              figure: true,
            },
            {
              key: 'by',
              head: say('Người tải', 'Uploaded by'),
              value: ({ uploadedBy }) => uploadedBy,
              under: ({ uploadedAt }) => moment(uploadedAt),
            },
            {
              key: 'do',
              head: say('Thao tác', 'Actions'),
              cell: ({ id, version, inUse }) => (
                <span class="do">
                  <a href={`/api/v1/report-templates/${id}/trial`}>
                    {say(`Xem thử lần ${version}`, `Try version ${version}`)}
                  </a>{' '}
                  {inUse ? (
                    <strong>{say('đang dùng', 'in use')}</strong>
                  ) : (
                    <ActionButton
                      action={`${TEMPLATES}/dung`}
                      name={say('Dùng mẫu này', 'Use it')}
                      label={say(`Dùng mẫu lần ${version}`, `Use version ${version}`)}
                      fields={{ province, kind, template: String(id) }}
                    />
                  )}
                </span>
              ),
            },
          ]}
        />
      </section>
      <Tags tags={tags} isSample={isSample} />
    </>
  );
}

interface TagRow {
  tag: string;
  words: string;
  example: string;
}

function Tags({ tags, isSample }: Pick<TemplatesShown, 'tags' | 'isSample'>) {
  const say = useSay();
  const rowOf = ({ tag, words, example }: ShownTag): TagRow => ({ tag, words: say(...words), example });
  const lists = listsIn(tags);
  return (
    <section class="panel" id="the">
      <h2>{say('Thẻ dùng được trong mẫu', 'Tags of a template')}</h2>
      <p>
        {isSample
          ? say(
              'Chưa có báo cáo nào của loại này: ví dụ lấy từ số liệu giả định.',
              'There is no report of this kind yet: the examples are made up.',
            )
          : say(
              'Ví dụ lấy từ báo cáo gần nhất của loại này, hoặc số liệu hiện tại.',
              'Examples are of the latest report of this kind, or of the figures of now.',
            )}{' '}
        {say(
          'Danh sách viết {#don_vi} … {/don_vi}, phần ở giữa lặp lại cho từng dòng; trong bảng, đặt hai thẻ ở ô đầu và ô cuối của một hàng. Thẻ nào cũng dùng được làm điều kiện: {#loi_de_xuat} … {/loi_de_xuat} chỉ hiện khi có nội dung, {^moi_xanh} … {/moi_xanh} chỉ hiện khi không có.',
          'A list is {#don_vi} … {/don_vi} around what is repeated; in a table, in the first and last cell of a row. Any tag is a condition as well: {#loi_de_xuat} … {/loi_de_xuat} shows where there is something, {^moi_xanh} … {/moi_xanh} where there is nothing.',
        )}
      </p>
      <TagTable title={say('Thẻ chung', 'Tags')} rows={tags.filter(({ tags: inner }) => !inner).map(rowOf)} />
      {lists.map(({ name, words, inner }) => (
        <details key={name}>
          <summary>
            {name}: {say(...words)} ({formatNumber(inner.length)})
          </summary>
          <TagTable title={name} rows={inner.map(rowOf)} />
        </details>
      ))}
    </section>
  );
}

/** Every list, those within others after the one that they stand in. */
const listsIn = (
  tags: readonly ShownTag[],
  around = '',
): { name: string; words: ShownTag['words']; inner: ShownTag[] }[] =>
  tags.flatMap(({ tag, words, tags: inner }) =>
    inner ? [{ name: `${around}${tag}`, words, inner }, ...listsIn(inner, `${tag.replace(/….*/, '')} `)] : [],
  );

function TagTable({ title, rows }: { title: string; rows: readonly TagRow[] }) {
  const say = useSay();
  return (
    <DataTable
      title={title}
      rows={rows}
      keyOf={({ tag }) => tag}
      sorts={false}
      files={false}
      size={200}
      columns={[
        {
          key: 'tag',
          head: say('Thẻ', 'Tag'),
          value: ({ tag }) => tag,
          cell: ({ tag }) => <code class="whole">{tag}</code>,
          label: null,
        },
        { key: 'words', head: say('Nội dung', 'What it says'), value: ({ words }) => words },
        {
          key: 'example',
          head: say('Ví dụ', 'Example'),
          value: ({ example }) => example,
          cell: ({ example }) => <span lang="vi">{shortened(example)}</span>,
        },
      ]}
    />
  );
}

const EXAMPLE = 160;
const shortened = (text: string) => (text.length > EXAMPLE ? `${text.slice(0, EXAMPLE)}…` : text);
