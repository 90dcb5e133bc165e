import { provincesIn } from '../../../access/areas.ts';
import type { Preview } from '../../../changes/preview.ts';
import { dayOf } from '../../../days.ts';
import { LOCALITY_TYPES } from '../../../registry/types.ts';
import { useSay, useWho } from '../../language.tsx';
import { ChoiceField, Form, TextField } from '../../parts/form.tsx';
import { Frame } from '../frame.tsx';
import { PreviewShown } from '../preview.tsx';

export const NEW_LOCALITY = '/quan-tri/don-vi/moi';
export const NEW_FORM = 'don-vi-moi';

/** A locality that begins: new, of a merger or a split, or parted from one that goes on. */
export function NewLocalityPage({ previews }: { previews?: readonly Preview[] | undefined }) {
  const say = useSay();
  const { registry, principal, now } = useWho();
  const provinces = provincesIn(registry, principal.area);
  return (
    <Frame title={say('Thêm đơn vị', 'Add a locality')}>
      <p class="hint">
        {say(
          'Đơn vị mới bắt đầu với tình trạng “chưa có số liệu”. Số liệu, lịch sử của đơn vị cũ giữ nguyên theo mã cũ; đầu mối, tài khoản và mã truy cập không tự chuyển sang.',
          'It starts without any figure. What its predecessors reported stays under their codes; contacts, accounts and tokens are not carried over.',
        )}
      </p>
      {previews ? <PreviewShown previews={previews} form={NEW_FORM} /> : null}
      <section class="panel">
        <Form id={NEW_FORM} action={NEW_LOCALITY} typed={{ from: dayOf(now), ends: 'yes' }}>
          <TextField name="code" label={say('Mã đơn vị (5 chữ số)', 'Code (5 digits)')} maxLength={5} />
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
          <ChoiceField
            name="province"
            label={say('Tỉnh, thành phố', 'Province')}
            options={provinces.map((code) => [code, registry.provinces.get(code) ?? code] as const)}
          />
          <TextField name="from" type="date" label={say('Hoạt động từ ngày', 'First day')} />
          <TextField
            name="predecessors"
            label={say('Hình thành từ các đơn vị (để trống nếu không có)', 'Made of (blank if of none)')}
            hint={say(
              'Nhập tên hoặc mã; nhiều đơn vị cách nhau bằng dấu chấm phẩy.',
              'Names or codes, parted by semicolons.',
            )}
            maxLength={1_000}
          />
          <ChoiceField
            name="ends"
            label={say('Các đơn vị đó', 'Those units')}
            options={[
              ['yes', say('ngừng hoạt động vào ngày trước đó (sáp nhập, chia)', 'end the day before')],
              ['no', say('tiếp tục hoạt động (tách một phần)', 'go on, without what became this one')],
            ]}
          />
          <button type="submit" name="intent" value="preview" class={previews ? 'quiet' : undefined}>
            {previews ? say('Xem trước lần nữa', 'Preview again') : say('Xem trước', 'Preview')}
          </button>
        </Form>
      </section>
    </Frame>
  );
}
