import { STEP_HOURS as HOURS, STEP_CHANNELS } from '../../../alerts/ladder.ts';
import { MOST_TURNS, rolesOf } from '../../../alerts/ladder-rules.ts';
import type { AlertKind } from '../../../alerts/types.ts';
import { STEP_HOURS, STEP_ROLES, stepChannel } from '../../alerts/words.ts';
import { useSay } from '../../language.tsx';
import { ChoiceField, NumberField, optionsOf } from '../../parts/form.tsx';
import { UNITS, type Unit } from './words.ts';

/** One step of a ladder, with the buttons that move it. */
export function StepFields({ kind, place, count }: { kind: AlertKind; place: number; count: number }) {
  const say = useSay();
  const at = (name: string) => `step-${place}-${name}`;
  const nth = place + 1;
  const units = (Object.keys(UNITS) as Unit[]).map((unit) => [unit, say(...UNITS[unit])] as const);
  return (
    <fieldset>
      <legend>{say(`Bước ${nth}`, `Step ${nth}`)}</legend>
      <div class="filter">
        <ChoiceField
          name={at('role')}
          label={say('Báo cho', 'Tell')}
          options={optionsOf(say, rolesOf(kind), STEP_ROLES)}
        />
        <NumberField
          name={at('waitMinutes')}
          label={say('Thời gian chờ (0: gửi ngay)', 'Waiting time (0: at once)')}
        />
        <ChoiceField name={at('waitUnit')} label={say('Đơn vị thời gian', 'Unit of time')} options={units} />
        <ChoiceField
          name={at('hours')}
          label={say('Khung giờ gửi', 'Sending hours')}
          options={optionsOf(say, HOURS, STEP_HOURS)}
        />
        <ChoiceField
          name={at('channel')}
          label={say('Qua', 'By')}
          options={STEP_CHANNELS.map((one) => [one, say(...stepChannel(one))] as const)}
        />
        <NumberField name={at('repeatMinutes')} label={say('Chu kỳ nhắc lại', 'Repeat every')} />
        <ChoiceField
          name={at('repeatUnit')}
          label={say('Đơn vị thời gian của chu kỳ nhắc', 'Unit of the interval')}
          options={units}
        />
        <NumberField
          name={at('atMost')}
          label={say(`Số lần nhắc tối đa (1–${MOST_TURNS})`, `Most times (1–${MOST_TURNS})`)}
        />
        <ChoiceField
          name={at('tellEnd')}
          label={say('Thông báo khi kết thúc', 'Also notify when resolved')}
          options={[
            ['no', say('không', 'no')],
            ['yes', say('có', 'yes')],
          ]}
        />
      </div>
      <div class="two-ways">
        {place === 0 ? null : (
          <Move
            act="up"
            place={place}
            name={say('Lên', 'Up')}
            label={say(`Đưa bước ${nth} lên`, `Move step ${nth} up`)}
          />
        )}
        {place === count - 1 ? null : (
          <Move
            act="down"
            place={place}
            name={say('Xuống', 'Down')}
            label={say(`Đưa bước ${nth} xuống`, `Move step ${nth} down`)}
          />
        )}
        <Move
          act="remove"
          place={place}
          name={say('Bỏ bước này', 'Remove')}
          label={say(`Bỏ bước ${nth}`, `Remove step ${nth}`)}
        />
      </div>
    </fieldset>
  );
}

function Move({
  act,
  place,
  name,
  label,
}: {
  act: 'up' | 'down' | 'remove';
  place: number;
  name: string;
  label: string;
}) {
  return (
    <button
      type="submit"
      class="quiet"
      name="intent"
      value={`${act}-${place}`}
      aria-label={`${name}: ${label}`}
    >
      {name}
    </button>
  );
}
