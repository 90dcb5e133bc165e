import { FUNDING_STATES } from '../../funding/need-rules.ts';
import { FUNDING_WORDS } from '../../funding/words.ts';
import { useSay } from '../language.tsx';
import { ChoiceFilter, FilterForm, ProvinceFilter, SetFilter } from '../parts/filters.tsx';
import { NumberField, type Option, TextField } from '../parts/form.tsx';
import { COLOUR_ORDER, COLOURS, STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import { NOBODY } from './question.ts';

const MORE = ['province', 'colour', 'agency', 'owner', 'promisedBy', 'minAgeDays', 'funding'];

/** What narrows the list; all of it stands in the address. */
export function GapFilters({ facts }: { facts: GapsFacts }) {
  const say = useSay();
  const { choices, localities, single } = facts;
  const [one] = localities;
  const optionOf = (of: { code: string; nameVi: string; nameEn: string }): Option => {
    return [of.code, say(of.nameVi, of.nameEn)];
  };
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
            <ChoiceFilter
              name="agency"
              label={say('Cơ quan phụ trách', 'Agency')}
              options={choices.agencies.map((name) => [name, name])}
            />
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
              options={FUNDING_STATES.map((one): Option => [one, say(...FUNDING_WORDS[one])])}
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
      <TextField
        name="q"
        type="search"
        label={
          single
            ? say('Tìm chỉ tiêu', 'Find an indicator')
            : say('Tìm đơn vị, chỉ tiêu', 'Find a locality or indicator')
        }
        placeholder={say('không cần gõ dấu', 'accents may be left out')}
        maxLength={100}
      />
      <ChoiceFilter
        name="group"
        label={say('Điều kiện', 'Condition')}
        options={choices.conditions.map(optionOf)}
      />
      <ChoiceFilter
        name="indicator"
        label={say('Chỉ tiêu', 'Indicator')}
        options={choices.indicators.map(optionOf)}
      />
      <ChoiceFilter
        name="state"
        label={say('Tình trạng', 'State')}
        options={(['unmet', 'unknown'] as const).map((state) => [state, say(...STATES[state].words)])}
      />
    </FilterForm>
  );
}
