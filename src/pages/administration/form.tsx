import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useSay } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import type { Filled } from './forms.ts';
import { labelOf } from './words.ts';

const FilledContext = createContext<Filled>({ typed: {} });

/** A form whose fields know what was typed into them and what is wrong with it. */
export function AdminForm({
  id,
  action,
  formToken,
  filled,
  children,
}: {
  id?: string;
  action: string;
  formToken: string;
  filled: Filled;
  children: ComponentChildren;
}) {
  return (
    <form id={id} method="post" action={action} class="fields" novalidate>
      <FormToken value={formToken} />
      <FilledContext.Provider value={filled}>{children}</FilledContext.Provider>
    </form>
  );
}

/** All that is wrong with a form, above it; what is of no field stands as it is. */
export function Objections({ filled: { objections = [] } }: { filled: Filled }) {
  const say = useSay();
  if (objections.length === 0) return null;
  const ofForm = objections.filter(({ field }) => field === '');
  const faults = objections
    .filter(({ field }) => field !== '')
    .map(({ field, vi, en }) => ({ field, message: `${labelOf(field, say)}${say(vi, en)}` }));
  return (
    <>
      {ofForm.map(({ vi, en }) => (
        <p key={en} class="notice bad" role="alert">
          {say(vi, en)}
        </p>
      ))}
      {faults.length === 0 ? null : (
        <FaultSummary
          title={say('Chưa lưu được, anh/chị xem lại:', 'Not saved yet; please check:')}
          faults={faults}
        />
      )}
    </>
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
}

/** Label, hint, what is wrong, and the control, which is told of all three. */
function Field({
  name,
  label,
  hint,
  control,
}: FieldProps & { control: (given: ControlGiven) => ComponentChildren }) {
  const say = useSay();
  const { typed, objections = [] } = useContext(FilledContext);
  const wrong = objections.find(({ field }) => field === name);
  const described = [wrong && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return (
    <div class="labelled">
      <label for={name}>{label}</label>
      {hint ? (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      ) : null}
      {wrong ? (
        <p id={`${name}-error`} class="error">
          {say(wrong.vi, wrong.en)}
        </p>
      ) : null}
      {control({
        id: name,
        name,
        value: typed[name] ?? '',
        'aria-invalid': wrong ? true : undefined,
        'aria-describedby': described === '' ? undefined : described,
      })}
    </div>
  );
}

interface ControlGiven {
  id: string;
  name: string;
  value: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** Text of one line; a number, a day or a time by its type. */
export function TextField({
  type = 'text',
  list,
  maxLength = 200,
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'date' | 'time' | 'search';
  list?: string | undefined;
  maxLength?: number;
}) {
  return (
    <Field
      {...field}
      control={(given) => (
        <input {...given} type={type} list={list} maxLength={maxLength} autocomplete="off" />
      )}
    />
  );
}

/** A secret: what is typed is never shown again, not even when the form comes back. */
export function SecretField(field: FieldProps) {
  return (
    <Field
      {...field}
      control={({ value: _, ...given }) => (
        <input {...given} type="password" maxLength={2_000} autocomplete="new-password" />
      )}
    />
  );
}

/** A whole or decimal number, typed by whatever keyboard shows digits. */
export function NumberField(field: FieldProps) {
  return (
    <Field
      {...field}
      control={(given) => (
        <input {...given} class="short" inputMode="decimal" maxLength={16} autocomplete="off" />
      )}
    />
  );
}

/** One of a few, the first being what stands when nothing was chosen. */
export function ChoiceField({
  options,
  ...field
}: FieldProps & { options: readonly (readonly [value: string, name: string])[] }) {
  return (
    <Field
      {...field}
      control={({ value, ...given }) => (
        <select {...given}>
          {options.map(([one, name]) => (
            <option key={one} value={one} selected={one === value}>
              {name}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** Something that is ticked or not. */
export function TickField({ name, label }: FieldProps) {
  const { typed } = useContext(FilledContext);
  return (
    <label class="choice">
      <input type="checkbox" name={name} value="yes" checked={typed[name] === 'yes'} />
      {label}
    </label>
  );
}

/** A button of its own, in a form that holds nothing else to fill in. */
export function ActionButton({
  action,
  formToken,
  name,
  label,
  fields = {},
}: {
  action: string;
  formToken: string;
  name: string;
  /** Says which one, where several of a name stand on the page. */
  label?: string;
  fields?: Record<string, string>;
}) {
  return (
    <form method="post" action={action}>
      <FormToken value={formToken} />
      {Object.entries(fields).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button type="submit" class="quiet" aria-label={label}>
        {name}
      </button>
    </form>
  );
}
