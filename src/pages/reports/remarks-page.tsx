import { formatDay } from '../../days.ts';
import type { LocalityName } from '../../registry/types.ts';
import type { Remark } from '../../reports/remarks/store.ts';
import { LONGEST_REMARK } from '../../reports/remarks/verbs.ts';
import { ABOUT_WORDS, REMARKS_ABOUT } from '../../reports/remarks/words.ts';
import { localityAddress } from '../addresses.ts';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { ActionButton, ChoiceField, Form, LongTextField, optionsOf } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { remarksAddress } from './words.ts';

/** What a locality wants said in the reports of its province. */
export function RemarksPage({
  named,
  remarks,
  maySend,
}: {
  named: LocalityName;
  remarks: readonly Remark[];
  maySend: boolean;
}) {
  const say = useSay();
  const name = `${named.type} ${named.name}`;
  return (
    <>
      <p>
        <a href={localityAddress(named.code)}>{name}</a>
      </p>
      <h1>{say('Nội dung gửi vào báo cáo', 'For the reports')}</h1>
      <p class="hint">
        {say(
          'Kết quả nổi bật, khó khăn, kiến nghị của đơn vị. Sở thấy các nội dung này khi lập báo cáo của kỳ và có thể lấy vào báo cáo, kèm tên đơn vị.',
          'Highlights, difficulties and proposals. The department sees them when it writes the report of the period, and may take them over with the unit’s name.',
        )}
      </p>
      {maySend ? (
        <section class="panel">
          <h2>{say('Gửi nội dung mới', 'Send another')}</h2>
          <Form id="gui" action={remarksAddress(named.code)} name="gui" typed={{ about: 'difficulty' }}>
            <ChoiceField
              name="about"
              label={say('Loại nội dung', 'Kind')}
              options={optionsOf(say, REMARKS_ABOUT, ABOUT_WORDS)}
            />
            <LongTextField
              name="text"
              label={say('Nội dung', 'Text')}
              hint={say('Tối đa 2.000 ký tự.', 'At most 2,000 characters.')}
              rows={4}
              maxLength={LONGEST_REMARK}
            />
            <button type="submit">{say('Gửi nội dung', 'Send')}</button>
          </Form>
        </section>
      ) : null}
      <section class="panel">
        <h2>{say('Đã gửi', 'Sent')}</h2>
        <DataTable
          title={say('Nội dung đã gửi', 'What was sent')}
          rows={remarks}
          keyOf={({ id }) => id}
          sorts={false}
          empty={say('Chưa gửi nội dung nào.', 'Nothing was sent yet.')}
          columns={[
            {
              key: 'text',
              head: say('Nội dung', 'Text'),
              value: ({ text }) => text,
              cell: ({ text }) => <span class="as-typed">{text}</span>,
              label: null,
            },
            { key: 'about', head: say('Loại', 'Kind'), value: ({ about }) => say(...ABOUT_WORDS[about]) },
            { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
            {
              key: 'by',
              head: say('Người gửi', 'Sent by'),
              value: ({ sentBy }) => sentBy,
              under: ({ sentAt }) => moment(sentAt),
            },
            maySend && {
              key: 'do',
              head: say('Thao tác', 'Actions'),
              cell: ({ id, day }) => (
                <ActionButton
                  action={remarksAddress(named.code, '/rut')}
                  name={say('Rút lại', 'Take back')}
                  label={say(
                    `Rút lại nội dung ngày ${formatDay(day)}`,
                    `Take back what was sent for ${formatDay(day)}`,
                  )}
                  fields={{ remark: String(id) }}
                />
              ),
            },
          ]}
        />
      </section>
    </>
  );
}
