import type { ComponentChildren } from 'preact';
import type { Objection } from '../../refused.ts';
import { useSay } from '../language.tsx';
import { useHere } from './address.ts';
import { type FieldProps, FieldsContext, useField, useTyped } from './field.tsx';
import type { FormBody, Known } from './filled.ts';
import { ChoiceField, type Option, TextField } from './form.tsx';

/**
 * What narrows a list. All of it stands in the address: its fields show what stands there, what else stands there is
 * kept, and each thing that is on has a link that takes it off.
 */
export function FilterForm({
  typed = {},
  objections = [],
  more,
  children,
}: {
  /** What a field shows in place of what the address says: a name for a code. */
  typed?: FormBody | undefined;
  /** What is wrong with what the address says. */
  objections?: readonly Objection[];
  /** What is wanted less often, by the names of its fields. */
  more?: { names: readonly string[]; fields: ComponentChildren };
  children: ComponentChildren;
}) {
  const say = useSay();
  const here = useHere();
  const known = new Map<string, Known>();
  const around = {
    typed: { ...Object.fromEntries(here.query), ...typed },
    objections,
    know: (name: string, field: Known) => void known.set(name, field),
  };
  return (
    <search>
      <form class="filters" method="get" action={here.path}>
        <FieldsContext.Provider value={around}>
          {children}
          {more === undefined ? null : (
            <details open={more.names.some((name) => here.query.get(name))}>
              <summary>{say('Lọc thêm', 'More filters')}</summary>
              <div class="filter">{more.fields}</div>
            </details>
          )}
        </FieldsContext.Provider>
        <Rest known={known} />
        <div class="do">
          <button type="submit" class="quiet">
            {say('Lọc', 'Filter')}
          </button>
        </div>
      </form>
      <Chips known={known} />
    </search>
  );
}

/** What the address holds beside the fields: another order or programme stays. After the fields, which are known by then. */
function Rest({ known }: { known: ReadonlyMap<string, Known> }) {
  const here = useHere();
  const kept = new URLSearchParams(here.with({}).split('?')[1]);
  return (
    <>
      {[...kept].map(([name, value]) =>
        known.has(name) ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

function Chips({ known }: { known: ReadonlyMap<string, Known> }) {
  const say = useSay();
  const here = useHere();
  const on = [...known].filter(([, { shown }]) => shown !== undefined);
  if (on.length === 0) return null;
  const none = Object.fromEntries([...known.keys()].map((name) => [name, undefined]));
  return (
    <ul class="chips" aria-label={say('Đang lọc theo', 'Filtered by')}>
      {on.map(([name, { label, shown }]) => (
        <li key={name}>
          <a href={here.with({ [name]: undefined })}>
            <span class="unseen">{say('Bỏ:', 'Remove:')} </span>
            {label}: <b>{shown}</b> <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {on.length < 2 ? null : (
        <li>
          <a href={here.with(none)}>{say('Bỏ mọi điều kiện lọc', 'Remove all')}</a>
        </li>
      )}
    </ul>
  );
}

/** One of a few, or all; what stands in the address and is there no more stays to be seen. */
export function ChoiceFilter({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const say = useSay();
  const set = useTyped()[field.name] ?? '';
  const gone = set !== '' && !options.some(([value]) => value === set);
  return (
    <ChoiceField
      {...field}
      options={[['', say('Tất cả', 'All')], ...options, ...(gone ? [[set, set] as const] : [])]}
    />
  );
}

/** What came from elsewhere and is no field to fill in: it can only be taken off. */
export function SetFilter({ shown, ...field }: FieldProps & { shown: string }) {
  const { given } = useField(field, () => shown);
  return given.value === '' ? null : <input type="hidden" name={field.name} value={given.value} />;
}

/** One of what has a name in both languages: conditions, indicators, programmes. */
export function NamedFilter({
  named,
  ...field
}: FieldProps & { named: readonly { code: string; nameVi: string; nameEn: string }[] }) {
  const say = useSay();
  return (
    <ChoiceFilter {...field} options={named.map(({ code, nameVi, nameEn }) => [code, say(nameVi, nameEn)])} />
  );
}

export function AgencyFilter({ agencies }: { agencies: readonly string[] }) {
  const say = useSay();
  const label = say('Cơ quan phụ trách', 'Agency');
  return <ChoiceFilter name="agency" label={label} options={agencies.map((name) => [name, name])} />;
}

/** Finds rows by what people type of a name. */
export function FindFilter({ label }: { label: string }) {
  const say = useSay();
  return (
    <TextField
      name="q"
      type="search"
      label={label}
      placeholder={say('không cần gõ dấu', 'accents may be left out')}
      maxLength={100}
    />
  );
}

/** Finds localities by name. */
export function PlaceFilter() {
  const say = useSay();
  const label = say('Tìm đơn vị (không cần gõ dấu)', 'Find a locality (no accents needed)');
  return <TextField name="q" type="search" label={label} maxLength={100} />;
}

/** One province, where there are several. */
export function ProvinceFilter({ provinces }: { provinces: readonly { code: string; name: string }[] }) {
  const say = useSay();
  if (provinces.length < 2) return null;
  return (
    <ChoiceFilter
      name="province"
      label={say('Tỉnh, thành phố', 'Province')}
      options={provinces.map(({ code, name }) => [code, name])}
    />
  );
}

/** One field to find something by what people type. */
export function SearchBar({
  label,
  name = 'q',
  children,
}: {
  label: string;
  name?: string;
  /** What stands beside it. */
  children?: ComponentChildren;
}) {
  return (
    <div class="bar">
      <FilterForm>
        <TextField name={name} type="search" label={label} maxLength={100} />
      </FilterForm>
      {children}
    </div>
  );
}

/** Said where a list is empty, with the way to all of it where something narrows it. */
export function Nothing({ children }: { children: ComponentChildren }) {
  const say = useSay();
  const here = useHere();
  return (
    <p class="hint">
      {children}{' '}
      {here.with({}) === here.path ? null : <a href={here.path}>{say('Xem tất cả', 'Show all')}</a>}
    </p>
  );
}
