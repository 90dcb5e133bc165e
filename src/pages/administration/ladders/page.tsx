import { kindOf } from '../../../alerts/kinds/all.ts';
import { hasStages, MOST_STEPS, numbersOf } from '../../../alerts/ladder-rules.ts';
import type { Ladder } from '../../../alerts/ladders.ts';
import type { AlertKind } from '../../../alerts/types.ts';
import type { Programme } from '../../../registry/types.ts';
import { useSay } from '../../language.tsx';
import { useTyped } from '../../parts/field.tsx';
import { ActionButton, Form, NumberField, TextField } from '../../parts/form.tsx';
import { Frame } from '../frame.tsx';
import { stepCount, toForm } from './fields.ts';
import { LADDERS, ladderAddress } from './list.tsx';
import { StepFields } from './step-fields.tsx';
import { SETTING_WORDS, stepWords } from './words.ts';

export interface LadderProps {
  kind: AlertKind;
  /** Null for all that have none of their own. */
  programme: Programme | null;
  /** What is in force: the programme's own, or that of all. */
  ladder: Ladder;
  /** Whether it is the programme's own, or that of all and no longer what the service came with. */
  changed: boolean;
  mayChange: boolean;
}

/** One ladder: what holds, and the form that changes it. */
export function LadderPage(props: LadderProps) {
  const { kind, programme, ladder, changed, mayChange } = props;
  const say = useSay();
  const code = programme?.code ?? '*';
  const name = say(...kindOf(kind).name);
  return (
    <Frame title={programme === null ? name : `${name}: ${say(programme.nameVi, programme.nameEn)}`}>
      <p>
        <a href={LADDERS}>← {say('Mọi quy trình', 'All ladders')}</a>
      </p>
      <section aria-labelledby="dang-ap-dung">
        <h2 id="dang-ap-dung">{say('Đang áp dụng', 'In force')}</h2>
        <ul>
          {ladder.steps.map((step, place) => (
            <li key={String(place)}>{stepWords(step, say)}.</li>
          ))}
        </ul>
        {programme !== null && !changed ? (
          <p class="hint">
            {say(
              'Đợt này chưa có quy trình riêng, đang áp dụng quy trình chung.',
              'This programme has none of its own; that of all holds.',
            )}
          </p>
        ) : null}
        {changed && mayChange ? (
          <ActionButton
            action={ladderAddress(kind, code)}
            name={
              programme === null
                ? say('Khôi phục quy trình ban đầu', 'Back to the first ladder')
                : say('Về mặc định chung', 'Back to that of all')
            }
            fields={{ intent: 'drop' }}
          />
        ) : null}
      </section>
      {mayChange ? (
        <section class="panel" aria-labelledby="doi">
          <h2 id="doi">{say('Đổi quy trình nhắc', 'Change the ladder')}</h2>
          <Form action={ladderAddress(kind, code)} typed={toForm(kind, ladder.steps, ladder.settings)}>
            <LadderFields kind={kind} />
          </Form>
        </section>
      ) : (
        <p class="hint">
          {say('Anh/chị xem được, không đổi được quy trình này.', 'You can read this ladder, not change it.')}
        </p>
      )}
    </Frame>
  );
}

function LadderFields({ kind }: { kind: AlertKind }) {
  const say = useSay();
  const count = stepCount(useTyped());
  return (
    <>
      {/* What the Enter key presses. */}
      <button type="submit" name="intent" value="save" hidden tabindex={-1}>
        {say('Lưu', 'Save')}
      </button>
      <input type="hidden" name="steps" value={String(count)} />
      {numbersOf(kind).map(({ name, min, max }) => (
        <NumberField
          key={name}
          name={`set-${name}`}
          label={say(...SETTING_WORDS[name])}
          hint={say(`Từ ${min} đến ${max}.`, `From ${min} to ${max}.`)}
        />
      ))}
      {hasStages(kind) ? (
        <TextField name="set-stages" label={say(...SETTING_WORDS.stages)} maxLength={40} />
      ) : null}
      {Array.from({ length: count }, (_, place) => (
        <StepFields key={String(place)} kind={kind} place={place} count={count} />
      ))}
      {count < MOST_STEPS ? (
        <button type="submit" class="quiet" name="intent" value="add">
          {say('Thêm bước', 'Add a step')}
        </button>
      ) : null}
      <button type="submit" name="intent" value="save">
        {say('Lưu quy trình', 'Save the ladder')}
      </button>
    </>
  );
}
