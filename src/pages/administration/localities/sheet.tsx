import { LOCALITY_COLUMNS } from '../../../changes/locality-sheet.ts';
import type { NewLocality } from '../../../changes/new-localities.ts';
import type { Preview } from '../../../changes/preview.ts';
import { formatNumber } from '../../format.ts';
import { useSay, useWho, type Words } from '../../language.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { TemplateStep, UploadStep } from '../../parts/sheet-steps.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { PreviewShown } from '../preview.tsx';

export const LOCALITY_SHEET = '/quan-tri/don-vi/nhap-tep';
export const SHEET_TITLE: Words = ['Thêm đơn vị từ tệp', 'Localities from a sheet'];
/** Rows that a form carries from the preview to the storing: the largest province twice over. */
export const MOST_ROWS = 400;
const FORM = 'don-vi-tu-tep';

/** What a sheet would make, before anything is stored. */
export interface SheetPreview {
  localities: readonly NewLocality[];
  /** Predecessors that end. */
  ended: number;
  previews: readonly Preview[];
  /** The sheet as it was read, which the form brings back. */
  cells: string;
}

/** Many localities that begin at once: a reorganisation, as a sheet. */
export function LocalitySheetPage({ seen }: { seen: SheetPreview | undefined }) {
  const say = useSay();
  return (
    <Frame title={say(...SHEET_TITLE)}>
      <p class="hint">
        {say(
          `Mỗi dòng là một đơn vị bắt đầu hoạt động. “predecessors” là mã các đơn vị cũ, cách nhau bằng dấu chấm phẩy; các đơn vị đó ngừng hoạt động vào ngày trước đó, trừ khi cột “ends” ghi “không”. Thêm tất cả hoặc không thêm đơn vị nào.`,
          `A row is a locality that begins. “predecessors” are codes parted by semicolons; they end the day before unless “ends” says no. All are added, or none.`,
        )}
      </p>
      {seen ? <Seen {...seen} /> : null}
      <TemplateStep
        said={say(`Các cột: ${LOCALITY_COLUMNS.join(', ')}.`, `Its columns: ${LOCALITY_COLUMNS.join(', ')}.`)}
        templates={[[`${LOCALITY_SHEET}/tep`, say('Tệp mẫu (Excel)', 'Template (Excel)')]]}
      />
      <UploadStep
        action={LOCALITY_SHEET}
        hint={say(`Tối đa ${formatNumber(MOST_ROWS)} dòng.`, `At most ${formatNumber(MOST_ROWS)} rows.`)}
      />
    </Frame>
  );
}

function Seen({ localities, ended, previews, cells }: SheetPreview) {
  const say = useSay();
  const { registry } = useWho();
  const [many, gone] = [formatNumber(localities.length), formatNumber(ended)];
  const title = say('Các đơn vị sẽ được thêm', 'Localities that would be added');
  return (
    <>
      <PreviewShown
        previews={previews}
        form={FORM}
        title={say('Kết quả nếu thêm', 'If they were added')}
        button={say(`Thêm ${many} đơn vị`, `Add ${many} localities`)}
      >
        <p>
          {say(
            `${many} đơn vị bắt đầu hoạt động; ${gone} đơn vị cũ ngừng hoạt động.`,
            `${many} begin, ${gone} of those before them end.`,
          )}
        </p>
      </PreviewShown>
      <Form id={FORM} action={`${LOCALITY_SHEET}/luu`}>
        <Hidden fields={{ cells }} />
      </Form>
      <DataTable
        title={title}
        caption={title}
        rows={localities}
        keyOf={({ code }) => code}
        files={false}
        sorts={false}
        size={MOST_ROWS}
        columns={[
          { key: 'name', head: say('Tên', 'Name'), value: ({ type, name }) => `${type} ${name}` },
          { key: 'code', head: say('Mã', 'Code'), value: ({ code }) => code },
          {
            key: 'province',
            head: say('Tỉnh, thành phố', 'Province'),
            value: ({ province }) => registry.provinces.get(province) ?? province,
          },
          { key: 'from', head: say('Từ ngày', 'From'), value: ({ from }) => from },
          {
            key: 'of',
            head: say('Hình thành từ', 'Made of'),
            value: ({ predecessors, from }) =>
              predecessors
                .map((code) => {
                  const one = registry.localities.get(code);
                  const named = one && registry.nameOn(one, from);
                  return named ? `${named.type} ${named.name}` : code;
                })
                .join('; '),
          },
        ]}
      />
    </>
  );
}
