import { formatDay } from '../../days.ts';
import { KINDS } from '../../documents/paper.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { ChoiceField, Form, LongTextField, TextField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { TicksField } from '../parts/ticks.tsx';
import type { DraftFacts } from './draft-facts.ts';
import { kindOptions } from './words.ts';

/** A document before it is drafted: of what it is, and to whom it goes. */
export function DraftPage({ facts, action }: { facts: DraftFacts; action: string }) {
  const say = useSay();
  const { chosen, kind, options, back, ticked } = facts;
  return (
    <>
      <p>
        <a href={back}>← {say('Quay lại danh sách', 'Back to the list')}</a>
      </p>
      <h1>{say('Soạn văn bản', 'Draft a document')}</h1>
      {facts.empty ? (
        <Notice>
          {say(
            'Chưa chọn nội dung nào còn thiếu. Quay lại danh sách để chọn đơn vị hoặc nội dung.',
            'Nothing that is lacking is chosen. Go back and choose units or rows.',
          )}
        </Notice>
      ) : (
        <>
          <p>
            <b>
              {chosen.owing === null
                ? say(
                    `${formatNumber(chosen.gaps)} nội dung còn thiếu của ${formatNumber(chosen.localities)} đơn vị`,
                    `${formatNumber(chosen.gaps)} gaps of ${formatNumber(chosen.localities)} localities`,
                  )
                : say(
                    `${formatNumber(chosen.localities)} đơn vị chưa gửi báo cáo ngày ${formatDay(chosen.owing)}`,
                    `${formatNumber(chosen.localities)} localities that have not reported on ${formatDay(chosen.owing)}`,
                  )}
            </b>
          </p>
          <Form
            id="soan"
            action={action}
            typed={{ kind, subject: KINDS[kind].subject, text: KINDS[kind].text, addressees: ticked }}
          >
            <button type="submit">{say('Lập dự thảo', 'Draft it')}</button>
            <ChoiceField name="kind" label={say('Loại văn bản', 'Kind')} options={kindOptions(say)} />
            <div lang="vi" class="fields">
              <TextField name="subject" label={say('Trích yếu (về việc)', 'Subject')} maxLength={300} />
            </div>
            <TicksField name="addressees" label={say('Kính gửi', 'To')} options={options} />
            <div lang="vi" class="fields">
              <LongTextField
                name="text"
                label={say('Nội dung', 'Text')}
                hint={say(
                  'Số liệu, danh sách và phụ lục do hệ thống lập; phần này là lời của cơ quan.',
                  'Figures, lists and annexes are made by the service; these are the words of the office.',
                )}
                rows={6}
                maxLength={20_000}
              />
            </div>
          </Form>
        </>
      )}
    </>
  );
}
