import { type Day, dayOf, formatDay } from '../../../days.ts';
import { LOCALITY_TYPES, type Locality, type LocalityName } from '../../../registry/types.ts';
import { useSay, useWho } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ChoiceField, Form, TextField } from '../../parts/form.tsx';
import { PlaceField } from '../../parts/places.tsx';
import { Frame } from '../frame.tsx';
import { FromField } from '../preview.tsx';

/** One locality: its names from each day on, another one, and its end. */
export function LocalityPage({
  locality,
  named,
  successors,
  predecessors,
  earliest,
}: {
  locality: Locality;
  named: LocalityName;
  successors: readonly LocalityName[];
  predecessors: readonly LocalityName[];
  /** The earliest day on which a change may start. */
  earliest: Day | undefined;
}) {
  const say = useSay();
  const today = dayOf(useWho().now);
  const path = `/quan-tri/don-vi/${locality.code}`;
  return (
    <Frame title={`${named.type} ${named.name}`}>
      <Facts
        of={[
          [say('Mã', 'Code'), locality.code],
          [
            say('Hoạt động', 'In force'),
            `${say('từ', 'from')} ${formatDay(locality.validFrom)}${
              locality.validTo === null ? '' : ` ${say('đến', 'until')} ${formatDay(locality.validTo)}`
            }`,
          ],
          predecessors.length > 0 && [say('Hình thành từ', 'Made of'), predecessors.map(linked)],
          successors.length > 0 && [
            locality.validTo === null
              ? say('Đã tách ra', 'Parted from it')
              : say('Đơn vị tiếp nhận', 'Successor'),
            successors.map(linked),
          ],
          [
            say('Các tên', 'Names'),
            locality.names.map((one) => (
              <span key={one.validFrom} class="under">
                {one.type} {one.name}, {say('từ', 'from')} {formatDay(one.validFrom)}
              </span>
            )),
          ],
        ]}
      />
      <section class="panel">
        <h2>{say('Đổi tên, chuyển xã thành phường', 'Another name or type')}</h2>
        <p class="hint">
          {say(
            'Mã giữ nguyên. Các ngày trước vẫn mang tên cũ.',
            'The code stays. Earlier days keep the earlier name.',
          )}
        </p>
        <Form action={`${path}/ten`} name="ten" typed={{ type: named.type, name: named.name, from: today }}>
          <ChoiceField
            name="type"
            label={say('Loại', 'Type')}
            options={LOCALITY_TYPES.map((one) => [one, one] as const)}
          />
          <TextField
            name="name"
            label={say('Tên (không ghi “xã”, “phường”)', 'Name without the type')}
            maxLength={100}
          />
          <FromField earliest={earliest} />
          <button type="submit">{say('Lưu tên mới', 'Save the name')}</button>
        </Form>
      </section>
      <section class="panel">
        <h2>{say('Sáp nhập, giải thể', 'End or merge')}</h2>
        <p class="hint">
          {say(
            'Sau ngày cuối, phần còn thiếu và cảnh báo của đơn vị được đóng, mã truy cập chỉ còn quyền xem, các đầu mối không nhận tin nữa. Lịch sử giữ nguyên theo mã cũ.',
            'After the last day its gaps and alerts are closed, its tokens only read, its contacts hear nothing. History stays under its code.',
          )}
        </p>
        <Form action={`${path}/ket-thuc`} name="ket-thuc">
          <TextField
            name="last-day"
            type="date"
            label={say('Ngày hoạt động cuối cùng', 'Last day in force')}
          />
          <PlaceField
            name="successor"
            label={say('Đơn vị tiếp nhận (để trống nếu không có)', 'Successor (blank if there is none)')}
            hint={say('Nhiều đơn vị: cách nhau bằng dấu chấm phẩy.', 'Several: parted by semicolons.')}
          />
          <button type="submit">{say('Ghi nhận ngừng hoạt động', 'End the locality')}</button>
        </Form>
      </section>
      <p>
        <a href={`/quan-tri/nhat-ky?target=${locality.code}`}>
          {say('Những thay đổi về đơn vị này', 'Changes of this locality')}
        </a>
      </p>
    </Frame>
  );
}

function linked({ code, type, name }: LocalityName) {
  return (
    <a key={code} class="under" href={`/quan-tri/don-vi/${code}`}>
      {type} {name}
    </a>
  );
}
