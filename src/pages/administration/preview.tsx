import type { ComponentChildren } from 'preact';
import type { Preview } from '../../changes/preview.ts';
import { type Day, dayOf, formatDay } from '../../days.ts';
import { compareNames } from '../../registry/search.ts';
import type { Locality } from '../../registry/types.ts';
import { formatNumber } from '../format.ts';
import { useReading, useSay, useWho } from '../language.tsx';
import { fingerprint } from '../parts/filled.ts';
import { TextField } from '../parts/form.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { DataTable } from '../parts/table.tsx';
import { COLOUR_ORDER, COLOURS } from '../words.ts';

/** Localities listed at most; the counts are of all. */
const LISTED = 200;

/** What a change would do to today's colours; nothing has been saved yet. */
export function PreviewShown({
  previews,
  form,
  button,
  title,
  children,
}: {
  previews: readonly Preview[];
  /** Id of the form whose change it is. */
  form: string;
  /** What its button says, when it does more than save. */
  button?: string;
  title?: string;
  /** What it would do beside the colours. */
  children?: ComponentChildren;
}) {
  const say = useSay();
  const { filled } = useReading();
  return (
    <section class="panel" aria-labelledby="xem-truoc" tabindex={-1}>
      <h2 id="xem-truoc">{title ?? say('Kết quả nếu áp dụng từ hôm nay', 'If it held today')}</h2>
      <p class="hint">
        {say(
          'Tính thử trên số liệu hiện có. Chưa có gì được lưu.',
          'Worked out over the figures there are. Nothing is saved yet.',
        )}
      </p>
      {children}
      {previews.map((one) => (
        <PreviewOf key={one.programme.code} preview={one} />
      ))}
      <div>
        <input type="hidden" name="previewed" value={fingerprint(filled?.typed ?? {})} form={form} />
        <button type="submit" form={form} name="intent" value="save">
          {button ?? say('Lưu thay đổi', 'Save the change')}
        </button>
      </div>
    </section>
  );
}

function PreviewOf({ preview }: { preview: Preview }) {
  const say = useSay();
  const { registry, now } = useWho();
  const day = dayOf(now);
  const { programme, before, after, changes, begun, ended } = preview;
  const called = (units: readonly Locality[]) =>
    units
      .slice(0, LISTED)
      .map((one) => registry.nameOn(one, day))
      .sort(compareNames)
      .map(({ type, name }) => `${type} ${name}`)
      .join(', ');
  const listed = changes
    .map((one) => ({ ...one, named: registry.nameOn(one.locality, day) }))
    .sort((a, b) => compareNames(a.named, b.named))
    .slice(0, LISTED);
  return (
    <>
      <p class="big-line">
        {changes.length === 0
          ? say('Không có đơn vị nào thay đổi tình trạng.', 'No locality changes colour.')
          : say(
              `${formatNumber(changes.length)} đơn vị thay đổi tình trạng.`,
              `${formatNumber(changes.length)} localities change colour.`,
            )}
      </p>
      {begun.length === 0 ? null : (
        <p>
          {say(`${formatNumber(begun.length)} đơn vị mới`, `${formatNumber(begun.length)} begin`)}:{' '}
          {called(begun)}.
        </p>
      )}
      {ended.length === 0 ? null : (
        <p>
          {say(`${formatNumber(ended.length)} đơn vị ngừng hoạt động`, `${formatNumber(ended.length)} end`)}:{' '}
          {called(ended)}.
        </p>
      )}
      <DataTable
        title={say(programme.nameVi, programme.nameEn)}
        caption={say(programme.nameVi, programme.nameEn)}
        rows={COLOUR_ORDER}
        keyOf={(colour) => colour}
        class="fits"
        sorts={false}
        files={false}
        columns={[
          {
            key: 'colour',
            head: say('Màu', 'Colour'),
            value: (colour) => say(...COLOURS[colour].words),
            cell: (colour) => <StateTag colour={colour} />,
          },
          {
            key: 'now',
            head: say('Hiện nay', 'Now'),
            figure: true,
            sum: true,
            value: (colour) => before[colour],
          },
          {
            key: 'then',
            head: say('Sau thay đổi', 'Then'),
            figure: true,
            sum: true,
            value: (colour) => after[colour],
          },
        ]}
      />
      {listed.length === 0 ? null : (
        <ul class="moves">
          {listed.map(({ locality, named, before: was, after: is }) => (
            <li key={locality.code}>
              {named.type} {named.name}: <StateTag colour={was} /> <span aria-hidden="true">→</span>{' '}
              <StateTag colour={is} />
            </li>
          ))}
          {changes.length > listed.length ? <li>…</li> : null}
        </ul>
      )}
    </>
  );
}

/** From when a change holds, of which earlier days that have locked know nothing. */
export function FromField({
  earliest,
  name = 'from',
  label,
}: {
  earliest: Day | undefined;
  name?: string;
  label?: string;
}) {
  const say = useSay();
  return (
    <TextField
      name={name}
      type="date"
      label={label ?? say('Áp dụng từ ngày', 'From')}
      hint={
        earliest &&
        say(
          `Từ ${formatDay(earliest)} trở đi; các ngày trước đã khóa.`,
          `From ${formatDay(earliest)} on; earlier days are locked.`,
        )
      }
    />
  );
}
