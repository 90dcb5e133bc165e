import { kindOf } from '../../alerts/kinds/all.ts';
import { SILENCE_ORDERS } from '../../alerts/silence-store.ts';
import type { SeenSilence } from '../../alerts/visible.ts';
import { moment } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import type { FormBody } from '../parts/filled.ts';
import { ActionButton } from '../parts/form.tsx';
import type { PageOf } from '../parts/pager.tsx';
import { useAreaName } from '../parts/places.tsx';
import type { Sort } from '../parts/sort.ts';
import { DataTable } from '../parts/table.tsx';
import { ALERTS, SILENCES } from './addresses.ts';
import { type Hushed, SilenceForm } from './silence-form.tsx';

type Listed = SeenSilence & { mayEnd: boolean };

/** Times in which nobody hears: those that last, and those of before. `typed`: what the form for a new one begins with. */
export function SilencesPage({
  page,
  by,
  maySilence,
  typed,
  hushed,
}: {
  page: PageOf<Listed>;
  by: Sort<string>;
  maySilence: boolean;
  typed: FormBody;
  /** What the form as it was typed would hush, where that was asked. */
  hushed?: Hushed | undefined;
}) {
  const say = useSay();
  const { now } = useWho();
  const areaOf = useAreaName();
  return (
    <>
      <div>
        <p>
          <a href={ALERTS}>← {say('Cảnh báo', 'Alerts')}</a>
        </p>
        <h1>{say('Tạm ngừng nhắc', 'Silences')}</h1>
      </div>
      <DataTable
        title={say('Các khoảng tạm ngừng', 'Silences')}
        rows={page.rows}
        keyOf={(one) => one.id}
        of={page}
        sorted={{ keys: SILENCE_ORDERS, by }}
        empty={say('Chưa có khoảng tạm ngừng nào.', 'There has been no silence.')}
        columns={[
          { key: 'area', head: say('Địa bàn', 'Area'), value: (one) => areaOf(one.area) },
          {
            key: 'kind',
            head: say('Loại cảnh báo', 'Kind'),
            label: say('Loại', 'Kind'),
            value: (one) => (one.kind === null ? say('Tất cả', 'All') : say(...kindOf(one.kind).name)),
          },
          {
            key: 'from',
            head: say('Thời gian', 'Time'),
            label: say('Thời gian', 'Time'),
            descends: true,
            cell: (one) => (
              <>
                {moment(one.startsAt)} – {moment(one.endsAt)}
                <small class="under">{standing(one, now).map((words) => say(...words))}</small>
                {one.mayEnd && one.endsAt > now ? (
                  <ActionButton
                    action={`${SILENCES}/${one.id}/ket-thuc`}
                    name={
                      one.together === null
                        ? say('Kết thúc tạm ngừng', 'End it now')
                        : say('Kết thúc tạm ngừng (cả nhóm)', 'End all of these now')
                    }
                    label={say(`Kết thúc tạm ngừng: ${areaOf(one.area)}`, `End it now: ${areaOf(one.area)}`)}
                  />
                ) : null}
              </>
            ),
          },
          { key: 'starts', head: say('Từ', 'From'), value: (one) => one.startsAt, unseen: true },
          { key: 'ends', head: say('Đến', 'Until'), value: (one) => one.endsAt, unseen: true },
          {
            key: 'reason',
            head: say('Lý do', 'Reason'),
            value: (one) => one.reason,
            under: (one) => one.by,
          },
        ]}
      />
      {maySilence ? <SilenceForm typed={typed} hushed={hushed} /> : null}
    </>
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
