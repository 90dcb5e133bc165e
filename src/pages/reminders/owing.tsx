import { formatDay, timeOf } from '../../days.ts';
import type { Contact } from '../../registry/contacts.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, NONE } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, Hidden, PickForm, TextField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { OWING, owingAddress, REMIND } from './addresses.ts';
import type { OwingFacts, OwingUnit } from './owing-facts.ts';
import { Phone } from './phone.tsx';
import { PickUnit } from './pick-unit.tsx';

/** Who has not reported today: whom to remind, whom to call, who was. */
export function OwingPage({ facts }: { facts: OwingFacts }) {
  const say = useSay();
  const { programme, units, today, now, inAddress, province } = facts;
  const count = formatNumber(units.length);
  return (
    <>
      <div>
        <h1>{say('Chưa gửi báo cáo hôm nay', 'Not reported today')}</h1>
        <p class="hint">{say(programme.nameVi, programme.nameEn)}</p>
        <p>
          {formatDay(today)}, {timeOf(now)}:{' '}
          <b>{say(`${count} đơn vị chưa gửi`, `${count} units have not reported`)}</b>.
        </p>
      </div>
      {units.length === 0 ? (
        <p class="notice good">
          {say(
            'Mọi đơn vị phải báo cáo hôm nay đều đã gửi.',
            'Every unit that is asked to report today has done so.',
          )}
        </p>
      ) : (
        <>
          <Form id="goi" action={`${OWING}/da-goi`} class="call-note not-printed">
            <Hidden fields={{ programme: inAddress, province }} />
            <TextField
              name="note"
              label={say('Ghi chú cuộc gọi', 'Note of a call')}
              hint={say(
                'Nhập ghi chú nếu cần, rồi chọn “Đã gọi” ở đơn vị vừa gọi.',
                'Write a note if there is one, then choose “Called” at the unit.',
              )}
              maxLength={500}
            />
          </Form>
          <PickForm
            to={REMIND}
            fields={{ programme: inAddress, next: owingAddress({ programme: inAddress, province }) }}
            list={<Units facts={facts} />}
          >
            <button type="submit">{say('Nhắc ngay (đơn vị đã chọn)', 'Remind those chosen')}</button>
            <button type="submit" class="quiet" name="all" value="owing">
              {say(`Nhắc cả ${count} đơn vị`, `Remind all ${count}`)}
            </button>
          </PickForm>
        </>
      )}
    </>
  );
}

function Units({ facts: { units, inAddress } }: { facts: OwingFacts }) {
  const say = useSay();
  const title = say('Đơn vị chưa gửi báo cáo hôm nay', 'Units that have not reported today');
  const place = ({ named }: OwingUnit) => `${named.type} ${named.name}`;
  const times = (rows: OwingUnit['reminded']) => rows.map(({ at }) => timeOf(at)).join(', ') || null;
  return (
    <DataTable
      title={title}
      rows={units}
      size={200}
      keyOf={({ named }) => named.code}
      columns={[
        {
          key: 'unit',
          head: say('Đơn vị', 'Unit'),
          value: place,
          sort: ({ named }) => named.name,
          cell: (unit) => (
            <span class="picked">
              <PickUnit code={unit.named.code} name={place(unit)} />
              <a href={localityAddress(unit.named.code, { programme: inAddress })}>{place(unit)}</a>
            </span>
          ),
        },
        { key: 'code', head: say('Mã', 'Code'), value: ({ named }) => named.code, unseen: true },
        {
          key: 'officers',
          head: say('Cán bộ', 'Officer'),
          value: ({ officers }) => peopleText(officers),
          cell: ({ officers }) => <People of={officers} />,
        },
        {
          key: 'leaders',
          head: say('Lãnh đạo', 'Leader'),
          value: ({ leaders }) => peopleText(leaders),
          cell: ({ leaders }) => <People of={leaders} />,
        },
        {
          key: 'reminded',
          head: say('Đã nhắc hôm nay', 'Reminded today'),
          value: ({ reminded }) => times(reminded),
        },
        {
          key: 'called',
          head: say('Đã gọi hôm nay', 'Called today'),
          value: ({ calls }) => calls.map(callText).join('; ') || null,
          cell: ({ calls }) =>
            calls.length === 0 ? NONE : calls.map((one) => <div key={one.id}>{callText(one)}</div>),
        },
        {
          key: 'call',
          head: say('Ghi nhận cuộc gọi', 'Note a call'),
          label: null,
          class: 'not-printed',
          cell: (unit) => (
            <button
              type="submit"
              class="quiet"
              form="goi"
              name="unit"
              value={unit.named.code}
              aria-label={`${say('Đã gọi', 'Called')}: ${place(unit)}`}
            >
              {say('Đã gọi', 'Called')}
            </button>
          ),
        },
      ]}
    />
  );
}

const callText = ({ at, by, note }: OwingUnit['calls'][number]) =>
  `${timeOf(at)}, ${by}${note === null ? '' : `: ${note}`}`;

const peopleText = (people: readonly Contact[]) =>
  people.map(({ name, phone }) => (phone === null ? name : `${name} (${phone})`)).join('; ') || null;

function People({ of }: { of: readonly Contact[] }) {
  if (of.length === 0) return <>{NONE}</>;
  return (
    <>
      {of.map(({ name, phone }) => (
        <div key={`${name} ${phone}`}>
          {name}
          {phone === null ? null : (
            <>
              {' '}
              <Phone number={phone} />
            </>
          )}
        </div>
      ))}
    </>
  );
}
