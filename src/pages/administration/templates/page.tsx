import { kindOf } from '../../../alerts/kinds/all.ts';
import { ALERT_KINDS } from '../../../alerts/types.ts';
import type { ComposedMessage } from '../../../channels/channel.ts';
import { useSay, type Words } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FilterForm } from '../../parts/filters.tsx';
import { ChoiceField, optionsOf } from '../../parts/form.tsx';
import { Frame } from '../frame.tsx';
import { type PreviewAsked, SHAPES, type Shape } from './preview.ts';

export const TEMPLATES = '/quan-tri/mau-thu';

const SHAPE_WORDS: Record<Shape, Words> = {
  one: ['Một việc', 'One'],
  many: ['Nhiều việc cùng loại, gộp lại', 'Many of a kind, summed'],
  ended: ['Đã kết thúc', 'Ended'],
};

/** How messages look to those who get them. */
export function Templates({ asked, made }: { asked: PreviewAsked; made: ComposedMessage }) {
  const say = useSay();
  const { kind, language, shape } = asked;
  const framed = `${TEMPLATES}/xem?${new URLSearchParams({ kind, language, shape })}`;
  return (
    <Frame title={say('Mẫu thư', 'Templates')}>
      <p class="hint">
        {say(
          'Thư mẫu do hệ thống tạo, với số liệu ví dụ. Không có gì được gửi đi.',
          'Made by the service’s own composer, of sample facts. Nothing is sent.',
        )}
      </p>
      <FilterForm>
        <ChoiceField
          name="kind"
          label={say('Loại cảnh báo', 'Kind')}
          stands={kind}
          options={ALERT_KINDS.map((one) => [one, say(...kindOf(one).name)] as const)}
        />
        <ChoiceField
          name="language"
          label={say('Ngôn ngữ của thư', 'Language')}
          stands={language}
          options={[
            ['vi', say('Tiếng Việt', 'Vietnamese')],
            ['en', say('Tiếng Anh', 'English')],
          ]}
        />
        <ChoiceField
          name="shape"
          label={say('Trường hợp', 'Case')}
          stands={shape}
          options={optionsOf(say, SHAPES, SHAPE_WORDS)}
        />
      </FilterForm>
      <Facts
        of={[
          [
            say('Tiêu đề', 'Subject'),
            <span key="subject" lang={language}>
              {made.subject}
            </span>,
          ],
          [
            say('Trên màn hình nhỏ', 'On small screens'),
            <span key="brief" lang={language}>
              {made.brief}
            </span>,
          ],
        ]}
      />
      <section aria-labelledby="ban-html">
        <h2 id="ban-html">{say('Thư có định dạng', 'As HTML')}</h2>
        <iframe class="mail" src={framed} sandbox="" title={say('Thư có định dạng', 'As HTML')} />
      </section>
      <section aria-labelledby="ban-chu">
        <h2 id="ban-chu">{say('Thư chỉ có chữ', 'As plain text')}</h2>
        <p class="note panel" lang={language}>
          {made.text}
        </p>
      </section>
    </Frame>
  );
}
