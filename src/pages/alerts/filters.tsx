import { kindOf } from '../../alerts/kinds/all.ts';
import { ALERT_KINDS } from '../../alerts/types.ts';
import { useSay } from '../language.tsx';
import { placeText } from '../parts/places.tsx';
import { ALERTS, alertsAddress } from './addresses.ts';
import type { AlertsFacts } from './list-facts.ts';

/** More than these are too many for a list to choose from on a poor network. */
const LISTED = 300;

/** What narrows the list of alerts; all of it stands in the address. */
export function AlertFilters({ facts }: { facts: AlertsFacts }) {
  const say = useSay();
  const { asked, places, only, wrong } = facts;
  const filtered = asked.kind !== undefined || asked.locality !== undefined;
  const [fault] = wrong;
  return (
    <search>
      <form class="review-filters" method="get" action={ALERTS}>
        <input type="hidden" name="state" value={asked.state} />
        <div class="field">
          <label for="kind">{say('Loại cảnh báo', 'Kind')}</label>
          <select id="kind" name="kind">
            <option value="">{say('Tất cả', 'All')}</option>
            {ALERT_KINDS.map((kind) => (
              <option key={kind} value={kind} selected={kind === asked.kind}>
                {say(...kindOf(kind).name)}
              </option>
            ))}
          </select>
        </div>
        {places.length < 2 ? null : (
          <div class="field">
            <label for="locality">{say('Đơn vị', 'Locality')}</label>
            {fault === undefined ? null : (
              <p id="locality-error" class="error">
                {say(fault.vi, fault.en)}
              </p>
            )}
            <input
              id="locality"
              name="locality"
              type="search"
              value={only === undefined ? asked.locality : placeText(only)}
              list={places.length <= LISTED ? 'cac-don-vi' : undefined}
              maxLength={200}
              autocomplete="off"
              aria-invalid={fault === undefined ? undefined : true}
              aria-describedby={fault === undefined ? undefined : 'locality-error'}
            />
            {places.length <= LISTED ? (
              <datalist id="cac-don-vi">
                {places.map((one) => (
                  <option key={one.code} value={placeText(one)} />
                ))}
              </datalist>
            ) : null}
          </div>
        )}
        <div class="do">
          <button type="submit">{say('Lọc', 'Filter')}</button>
          {filtered ? (
            <a class="button quiet" href={alertsAddress({ state: asked.state })}>
              {say('Bỏ lọc', 'Clear')}
            </a>
          ) : null}
        </div>
      </form>
    </search>
  );
}
