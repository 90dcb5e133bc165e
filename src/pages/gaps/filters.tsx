import { gapsAddress } from '../addresses.ts';
import { useSay, type Words } from '../language.tsx';
import { Hidden } from '../parts/form.tsx';
import { COLOUR_ORDER, COLOURS, STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import { isFiltered, NOBODY, queryOf } from './question.ts';

/** What narrows the list; all of it stands in the address. */
export function GapFilters({ facts }: { facts: GapsFacts }) {
  const say = useSay();
  const { asked, choices, localities } = facts;
  const { provinces, conditions, indicators, agencies, owners } = choices;
  const one = asked.locality === undefined ? undefined : localities[0]?.named;
  const more = [asked.province, asked.colour, asked.minAgeDays, asked.agency, asked.owner, asked.promisedBy];
  const view = asked.view === 'list' ? undefined : asked.view;
  const named = <T extends { nameVi: string; nameEn: string }>(of: T): Words => [of.nameVi, of.nameEn];
  return (
    <search>
      <form class="gap-filters" method="get" action="/con-thieu">
        <Hidden fields={{ programme: asked.programme, view, sort: asked.sort, locality: asked.locality }} />
        {one === undefined ? null : (
          <p class="only">
            {say('Chỉ xem', 'Only')}{' '}
            <b>
              {one.type} {one.name}
            </b>
            .{' '}
            <a href={gapsAddress(queryOf(asked, { locality: undefined }))}>
              {say('Xem mọi đơn vị', 'See all localities')}
            </a>
          </p>
        )}
        <div class="search-for">
          <label for="q">
            {facts.single
              ? say('Tìm chỉ tiêu', 'Find an indicator')
              : say('Tìm đơn vị, chỉ tiêu', 'Find a locality or indicator')}
          </label>
          <input
            id="q"
            name="q"
            type="search"
            value={asked.q}
            maxLength={100}
            autocomplete="off"
            placeholder={say('không cần gõ dấu', 'accents may be left out')}
          />
        </div>
        <Choice
          name="group"
          label={say('Điều kiện', 'Condition')}
          value={asked.group}
          options={conditions.map((of) => [of.code, say(...named(of))])}
        />
        <Choice
          name="indicator"
          label={say('Chỉ tiêu', 'Indicator')}
          value={asked.indicator}
          options={indicators.map((of) => [of.code, say(...named(of))])}
        />
        <Choice
          name="state"
          label={say('Tình trạng', 'State')}
          value={asked.state}
          options={(['unmet', 'unknown'] as const).map((state) => [state, say(...STATES[state].words)])}
        />
        <div class="do">
          <button type="submit">{say('Lọc', 'Filter')}</button>
          {isFiltered(asked) ? (
            <a class="button quiet" href={gapsAddress({ programme: asked.programme, view })}>
              {say('Bỏ lọc', 'Clear')}
            </a>
          ) : null}
        </div>
        <details open={more.some((value) => value !== undefined)}>
          <summary>{say('Lọc thêm', 'More filters')}</summary>
          <div class="more">
            {provinces.length < 2 ? null : (
              <Choice
                name="province"
                label={say('Tỉnh, thành phố', 'Province')}
                value={asked.province}
                options={provinces.map((of) => [of.code, of.name])}
              />
            )}
            {facts.single ? null : (
              <Choice
                name="colour"
                label={say('Tình trạng của đơn vị', 'Colour of the locality')}
                value={asked.colour}
                options={COLOUR_ORDER.map((colour) => [colour, say(...COLOURS[colour].words)])}
              />
            )}
            <Choice
              name="agency"
              label={say('Cơ quan phụ trách', 'Agency')}
              value={asked.agency}
              options={agencies.map((name) => [name, name])}
            />
            <Choice
              name="owner"
              label={say('Người xử lý', 'Owner')}
              value={asked.owner}
              options={[
                [NOBODY, say('Chưa ai nhận', 'Nobody yet')],
                ...owners.map((name): [string, string] => [name, name]),
              ]}
            />
            <div>
              <label for="promisedBy">{say('Hẹn hoàn thành đến ngày', 'Promised by')}</label>
              <input id="promisedBy" name="promisedBy" type="date" value={asked.promisedBy} />
            </div>
            <div>
              <label for="minAgeDays">{say('Số ngày chưa đạt, từ', 'Lacking for at least (days)')}</label>
              <input
                id="minAgeDays"
                name="minAgeDays"
                type="number"
                inputmode="numeric"
                min={0}
                max={10_000}
                value={asked.minAgeDays}
              />
            </div>
            <button type="submit" class="quiet">
              {say('Lọc', 'Filter')}
            </button>
          </div>
        </details>
      </form>
    </search>
  );
}

function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: [value: string, text: string][];
}) {
  const say = useSay();
  // What was chosen may have gone from the list since.
  const gone = value !== undefined && !options.some(([code]) => code === value);
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{say('Tất cả', 'All')}</option>
        {[...options, ...(gone ? [[value, value] as const] : [])].map(([code, text]) => (
          <option key={code} value={code} selected={code === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
