import type { Principal } from '../../access/principal.ts';
import { kindOf } from '../../alerts/kinds/all.ts';
import type { SeenSilence } from '../../alerts/visible.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { withQuery } from '../addresses.ts';
import { ActionButton, Objections } from '../administration/form.tsx';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import type { Filled } from '../parts/filled.ts';
import { type PageOf, Pager } from '../parts/pager.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { areaWords } from '../words.ts';
import { ALERTS, SILENCES } from './addresses.ts';
import { SilenceForm } from './silence-form.tsx';

export interface SilencesProps {
  registry: Registry;
  principal: Principal;
  now: Date;
  page: PageOf<SeenSilence & { mayEnd: boolean }>;
  maySilence: boolean;
  formToken: string;
  filled: Filled;
  done?: string | undefined;
}

/** Times in which nobody hears: those that last, and those of before. */
export function SilencesPage(props: SilencesProps) {
  const say = useSay();
  const { page, maySilence, filled, done } = props;
  return (
    <>
      <div>
        <p>
          <a href={ALERTS}>← {say('Cảnh báo', 'Alerts')}</a>
        </p>
        <h1>{say('Tạm ngừng nhắc', 'Silences')}</h1>
      </div>
      {done === undefined ? null : (
        <p class="notice good" role="status">
          {done}
        </p>
      )}
      {page.count === 0 ? (
        <p class="hint">{say('Chưa có khoảng tạm ngừng nào.', 'There has been no silence.')}</p>
      ) : (
        <div>
          <Table {...props} />
          <Pager
            of={page}
            addressOf={(of) => withQuery(SILENCES, { page: of === 1 ? undefined : String(of) })}
          />
        </div>
      )}
      {maySilence ? <SilenceForm {...props} /> : <Objections filled={filled} />}
    </>
  );
}

function Table({ registry, now, page, formToken }: SilencesProps) {
  const say = useSay();
  return (
    <TableBox label={say('Các khoảng tạm ngừng', 'Silences')}>
      <table class="stacks">
        <thead>
          <tr>
            <th scope="col">{say('Địa bàn', 'Area')}</th>
            <th scope="col">{say('Loại cảnh báo', 'Kind')}</th>
            <th scope="col">{say('Thời gian', 'Time')}</th>
            <th scope="col">{say('Lý do', 'Reason')}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((one) => {
            const place = areaWords(registry, one.area, now, say);
            return (
              <tr key={one.id}>
                <th scope="row">{place}</th>
                <td data-label={say('Loại', 'Kind')}>
                  {one.kind === null ? say('Tất cả', 'All') : say(...kindOf(one.kind).name)}
                </td>
                <td data-label={say('Thời gian', 'Time')}>
                  {moment(one.startsAt)} – {moment(one.endsAt)}
                  <small class="under">{standing(one, now).map((words) => say(...words))}</small>
                  {one.mayEnd && one.endsAt > now ? (
                    <ActionButton
                      action={`${SILENCES}/${one.id}/ket-thuc`}
                      formToken={formToken}
                      name={say('Nhắc lại ngay', 'End it now')}
                      label={say(`Nhắc lại ngay: ${place}`, `End it now: ${place}`)}
                    />
                  ) : null}
                </td>
                <td data-label={say('Lý do', 'Reason')}>
                  {one.reason}
                  {one.by === null ? null : <small class="under">{one.by}</small>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

function standing(
  { startsAt, endsAt, endedEarly }: SeenSilence,
  now: Date,
): (readonly [vi: string, en: string])[] {
  if (endsAt <= now)
    return [endedEarly ? ['đã kết thúc trước hạn', 'ended before its time'] : ['đã kết thúc', 'over']];
  return [startsAt <= now ? ['đang áp dụng', 'in force'] : ['chưa bắt đầu', 'still to begin']];
}
