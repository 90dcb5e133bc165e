import { FUNDING_STATES } from '../../funding/need-rules.ts';
import { FUNDING_WORDS } from '../../funding/words.ts';
import { useSay } from '../language.tsx';
import {
  AgencyFilter,
  ChoiceFilter,
  FilterForm,
  FindFilter,
  NamedFilter,
  ProvinceFilter,
  SetFilter,
} from '../parts/filters.tsx';
import { NumberField, type Option, optionsOf, TextField } from '../parts/form.tsx';
import { COLOUR_ORDER, COLOURS, STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import { NOBODY } from './question.ts';

const MORE = ['province', 'colour', 'agency', 'owner', 'promisedBy', 'minAgeDays', 'funding'];

/** What narrows the list; all of it stands in the address. */
export function GapFilters({ facts }: { facts: GapsFacts }) {
  const say = useSay();
  const { choices, localities, single } = facts;
  const [one] = localities;
  return (
    <FilterForm
      more={{
        names: MORE,
        fields: (
          <>
            <ProvinceFilter provinces={choices.provinces} />
            {single ? null : (
              <ChoiceFilter
                name="colour"
                label={say('Tình trạng của đơn vị', 'Colour of the locality')}
                options={COLOUR_ORDER.map((colour) => [colour, say(...COLOURS[colour].words)])}
              />
            )}
            <AgencyFilter agencies={choices.agencies} />
            <ChoiceFilter
              name="owner"
              label={say('Người xử lý', 'Owner')}
              options={[
                [NOBODY, say('Chưa ai nhận', 'Nobody yet')],
                ...choices.owners.map((name): Option => [name, name]),
              ]}
            />
            <ChoiceFilter
              name="funding"
              label={say('Kinh phí', 'Funding')}
              options={optionsOf(say, FUNDING_STATES, FUNDING_WORDS)}
            />
            <TextField name="promisedBy" type="date" label={say('Hẹn hoàn thành đến ngày', 'Promised by')} />
            <NumberField
              name="minAgeDays"
              label={say('Số ngày chưa đạt, từ', 'Lacking for at least (days)')}
            />
          </>
        ),
      }}
    >
      {one === undefined ? null : (
        <SetFilter
          name="locality"
          label={say('Đơn vị', 'Locality')}
          shown={`${one.named.type} ${one.named.name}`}
        />
      )}
      <FindFilter
        label={
          single
            ? say('Tìm chỉ tiêu', 'Find an indicator')
            : say('Tìm đơn vị, chỉ tiêu', 'Find a locality or indicator')
        }
      />
      <NamedFilter name="group" label={say('Điều kiện', 'Condition')} named={choices.conditions} />
      <NamedFilter name="indicator" label={say('Chỉ tiêu', 'Indicator')} named={choices.indicators} />
      <ChoiceFilter
        name="state"
        label={say('Tình trạng', 'State')}
        options={(['unmet', 'unknown'] as const).map((state) => [state, say(...STATES[state].words)])}
      />
    </FilterForm>
  );
}
