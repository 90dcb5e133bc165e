import { kindOf } from '../../alerts/kinds/all.ts';
import { SEVERITIES } from '../../alerts/severity-rules.ts';
import { ALERT_KINDS } from '../../alerts/types.ts';
import { useSay } from '../language.tsx';
import { ChoiceFilter, FilterForm } from '../parts/filters.tsx';
import { PlaceField, placeText } from '../parts/places.tsx';
import type { AlertsFacts } from './list-facts.ts';
import { SEVERITY_TAGS } from './triage-words.ts';

/** What narrows the list of alerts; all of it stands in the address. */
export function AlertFilters({ facts: { places, only, wrong, programmes } }: { facts: AlertsFacts }) {
  const say = useSay();
  return (
    <FilterForm typed={only && { locality: placeText(only) }} objections={wrong}>
      <ChoiceFilter
        name="kind"
        label={say('Loại cảnh báo', 'Kind')}
        options={ALERT_KINDS.map((kind) => [kind, say(...kindOf(kind).name)])}
      />
      <ChoiceFilter
        name="severity"
        label={say('Mức độ', 'Severity')}
        options={SEVERITIES.map((one) => [one, say(...SEVERITY_TAGS[one].words)])}
      />
      {programmes.length < 2 ? null : (
        <ChoiceFilter
          name="programme"
          label={say('Đợt báo cáo', 'Programme')}
          options={programmes.map(({ code, nameVi, nameEn }) => [code, say(nameVi, nameEn)])}
        />
      )}
      {places.length < 2 ? null : (
        <PlaceField name="locality" label={say('Đơn vị', 'Locality')} places={places} />
      )}
    </FilterForm>
  );
}
