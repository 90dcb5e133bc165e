import { may } from '../../access/principal.ts';
import type { Effect } from '../../documents/effect-rules.ts';
import { KINDS, referenceOfDocument } from '../../documents/paper.ts';
import type { DocumentHead } from '../../documents/store.ts';
import { DOCUMENT_STATES } from '../../documents/types.ts';
import { gapsAddress } from '../addresses.ts';
import { useSay, useWho } from '../language.tsx';
import { ChoiceFilter, FilterForm, Nothing, ProvinceFilter } from '../parts/filters.tsx';
import { optionsOf, TextField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { documentAddress, draftAddress, kindOptions, STATE_WORDS, windowWords } from './words.ts';

/** The register of documents. */
export function DocumentsPage({
  documents,
  effects,
  older,
  reads,
}: {
  documents: readonly DocumentHead[];
  effects: ReadonlyMap<number, Effect>;
  older: string | null;
  /** Provinces whose documents the reader reads. */
  reads: readonly string[];
}) {
  const say = useSay();
  const { registry, principal } = useWho();
  const title = say('Sổ văn bản', 'Register of documents');
  const provinces = reads.map((code) => ({ code, name: registry.provinces.get(code) ?? code }));
  const within = (row: DocumentHead, days: number) => {
    const effect = effects.get(row.id);
    return effect ? windowWords(effect, days, say) : null;
  };
  return (
    <>
      <h1>{title}</h1>
      <p class="hint">
        {say(
          'Công văn đôn đốc, tờ trình và báo cáo lập từ số liệu còn thiếu. Số và ngày nhập khi ban hành; văn bản đã ban hành được giữ nguyên.',
          'Papers that urge and propose, drafted from what is lacking. Number and day are entered when one is issued; from then on it stays as it is.',
        )}
      </p>
      {may(principal.role, 'report') ? (
        <p class="actions">
          <a class="button" href={draftAddress({ all: 'yes' })}>
            {say('Soạn văn bản từ mọi nội dung còn thiếu', 'Draft of all that is lacking')}
          </a>
          <a class="button quiet" href={draftAddress({ all: 'owing' })}>
            {say('Đôn đốc đơn vị chưa gửi báo cáo', 'Urge those who have not reported')}
          </a>
          <a class="button quiet" href={draftAddress({ all: 'yes', kind: 'to_trinh', group: 'certificate' })}>
            {say('Tờ trình cấp chứng thư số', 'Propose certificates')}
          </a>
          <a class="button quiet" href={draftAddress({ all: 'yes', kind: 'to_trinh', group: 'network' })}>
            {say('Tờ trình hạ tầng mạng', 'Propose networks')}
          </a>
          <a class="button quiet" href={gapsAddress({ view: 'matrix' })}>
            {say('Chọn đơn vị, nội dung', 'Choose units or gaps')}
          </a>
        </p>
      ) : null}
      <FilterForm>
        <ChoiceFilter name="kind" label={say('Loại văn bản', 'Kind')} options={kindOptions(say)} />
        <ChoiceFilter
          name="state"
          label={say('Trạng thái', 'State')}
          options={optionsOf(say, DOCUMENT_STATES, STATE_WORDS)}
        />
        <ProvinceFilter provinces={provinces} />
        {registry.localities.has(principal.area) ? (
          <ChoiceFilter
            name="addressee"
            label={say('Nơi nhận', 'To')}
            options={[[principal.area, say('Gửi đến đơn vị của anh/chị', 'Your own unit')]]}
          />
        ) : null}
        <TextField name="from" type="date" label={say('Từ ngày', 'From')} />
        <TextField name="to" type="date" label={say('Đến ngày', 'Until')} />
      </FilterForm>
      <DataTable
        title={title}
        rows={documents}
        keyOf={({ id }) => id}
        older={{ href: older, name: say('Văn bản cũ hơn', 'Older documents') }}
        empty={<Nothing>{say('Chưa có văn bản nào.', 'There is no document.')}</Nothing>}
        columns={[
          {
            key: 'subject',
            head: say('Trích yếu', 'Subject'),
            value: ({ subject }) => subject,
            cell: (row) => (
              <a lang="vi" href={documentAddress(row.id)}>
                {row.subject}
              </a>
            ),
            label: null,
          },
          { key: 'kind', head: say('Loại', 'Kind'), value: ({ kind }) => say(...KINDS[kind].name) },
          {
            key: 'number',
            head: say('Số, ký hiệu', 'Number'),
            value: (row) => referenceOfDocument(registry, row),
          },
          { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
          { key: 'signer', head: say('Người ký', 'Signed by'), value: ({ signerTitle }) => signerTitle },
          {
            key: 'state',
            head: say('Trạng thái', 'State'),
            value: ({ state }) => say(...STATE_WORDS[state]),
            under: ({ signed }) => signed !== null && say('có bản đã ký', 'signed file kept'),
          },
          {
            key: 'addressees',
            head: say('Nơi nhận', 'To'),
            value: ({ addressees }) =>
              addressees.length > MOST_NAMED
                ? `${addressees
                    .slice(0, MOST_NAMED)
                    .map(({ nameVi }) => nameVi)
                    .join('; ')}; …`
                : addressees.map(({ nameVi }) => nameVi).join('; '),
            sort: false,
          },
          {
            key: 'lacking',
            head: say('Nội dung đôn đốc', 'Urged'),
            figure: true,
            value: ({ lacking }) => lacking,
          },
          ...([7, 14, 30] as const).map((days) => ({
            key: `within-${days}`,
            head: say(`Hoàn thành trong ${days} ngày`, `Done in ${days} days`),
            value: (row: DocumentHead) => within(row, days),
            sort: false as const,
            figure: true,
          })),
        ]}
      />
    </>
  );
}

const MOST_NAMED = 3;
