import type { Preview } from '../../changes/preview.ts';
import type { Day } from '../../days.ts';
import { compareNames } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { type FormBody, fingerprint } from '../parts/filled.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { COLOUR_ORDER } from '../words.ts';

/** Localities listed at most; the counts are of all. */
const LISTED = 200;

/** What a change would do to today's colours; nothing has been saved yet. */
export function PreviewShown({
  previews,
  registry,
  day,
  form,
  typed,
  button,
}: {
  previews: readonly Preview[];
  registry: Registry;
  day: Day;
  /** Id of the form whose change it is, and what stands in it. */
  form: string;
  typed: FormBody;
  /** What its button says, when it does more than save. */
  button?: string;
}) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="xem-truoc" tabindex={-1}>
      <h2 id="xem-truoc">{say('Nếu áp dụng ngay hôm nay', 'If it held today')}</h2>
      <p class="hint">
        {say(
          'Tính thử trên số liệu hiện có. Chưa có gì được lưu.',
          'Worked out over the figures there are. Nothing is saved yet.',
        )}
      </p>
      {previews.map((one) => (
        <PreviewOf key={one.programme.code} preview={one} registry={registry} day={day} />
      ))}
      <div>
        <input type="hidden" name="previewed" value={fingerprint(typed)} form={form} />
        <button type="submit" form={form} name="intent" value="save">
          {button ?? say('Lưu thay đổi', 'Save the change')}
        </button>
      </div>
    </section>
  );
}

function PreviewOf({ preview, registry, day }: { preview: Preview; registry: Registry; day: Day }) {
  const say = useSay();
  const { programme, before, after, changes } = preview;
  const listed = changes
    .map((one) => ({ ...one, named: registry.nameOn(one.locality, day) }))
    .sort((a, b) => compareNames(a.named, b.named))
    .slice(0, LISTED);
  return (
    <>
      <p class="big-line">
        {changes.length === 0
          ? say('Không đơn vị nào đổi màu.', 'No locality changes colour.')
          : say(
              `${formatNumber(changes.length)} đơn vị đổi màu.`,
              `${formatNumber(changes.length)} localities change colour.`,
            )}
      </p>
      <TableBox label={say(programme.nameVi, programme.nameEn)}>
        <table class="fits">
          <caption>{say(programme.nameVi, programme.nameEn)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Màu', 'Colour')}</th>
              <th scope="col" class="figure">
                {say('Hiện nay', 'Now')}
              </th>
              <th scope="col" class="figure">
                {say('Sau thay đổi', 'Then')}
              </th>
            </tr>
          </thead>
          <tbody>
            {COLOUR_ORDER.map((colour) => (
              <tr key={colour}>
                <th scope="row">
                  <StateTag colour={colour} />
                </th>
                <td class="figure">{formatNumber(before[colour])}</td>
                <td class="figure">{formatNumber(after[colour])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
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
