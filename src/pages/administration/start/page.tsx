import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { AskForm, ChoiceField, Form, TextField } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Frame } from '../frame.tsx';
import type { StartFacts } from './facts.ts';
import { stepsOf } from './steps.ts';

export const START = '/quan-tri/bat-dau';

/** The first steps, in their order; each may be left and taken up, and says what is missing. */
export function StartPage({ facts, email }: { facts: StartFacts; email: string }) {
  const say = useSay();
  const { province, choices, mail } = facts;
  const steps = stepsOf(facts);
  const missing = steps.filter(({ done }) => !done).length;
  return (
    <Frame title={say('Bắt đầu', 'Get started')}>
      {missing === 0 ? (
        <Notice kind="good">{say('Mọi bước đã xong.', 'Every step is done.')}</Notice>
      ) : (
        <p>
          {say(
            `Còn ${formatNumber(missing)} trên ${formatNumber(steps.length)} bước. Bước nào cũng có thể để lại làm sau.`,
            `${formatNumber(missing)} of ${formatNumber(steps.length)} steps are left. Any of them may wait.`,
          )}
        </p>
      )}
      {choices.length === 0 ? null : (
        <AskForm class="picker" action={START} typed={{ province: province?.code ?? '' }}>
          <ChoiceField
            name="province"
            label={say('Tỉnh, thành phố', 'Province')}
            options={[
              ...(province ? [] : [['', say('Chọn…', 'Choose…')] as const]),
              ...choices.map(({ code, name }) => [code, name] as const),
            ]}
          />
          <button type="submit" class="quiet">
            {say('Chọn', 'Choose')}
          </button>
        </AskForm>
      )}
      <ol class="first-steps">
        {steps.map(({ key, name, done, said, href, act }) => (
          <li key={key} class="panel">
            <h2>
              {say(...name)}{' '}
              <Tag
                colour={done ? 'green' : 'grey'}
                sign={done ? '●' : '–'}
                words={done ? ['xong', 'done'] : ['chưa xong', 'missing']}
              />
            </h2>
            <p>{say(...said)}</p>
            {href === '' ? null : (
              <p>
                <a class={done ? undefined : 'button quiet'} href={href}>
                  {say(...act)}
                </a>
              </p>
            )}
            {key === 'mail' && mail.ready ? (
              <Form action={`${START}/thu-thu`} name="thu-thu" typed={{ address: email }}>
                <TextField name="address" type="email" label={say('Gửi thư thử đến', 'Send a test to')} />
                <button type="submit" class="quiet">
                  {say('Gửi thư thử', 'Send the test')}
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ol>
    </Frame>
  );
}
