import type { ComponentChildren } from 'preact';
import { formatDay, isDay } from '../../days.ts';
import { useReading } from '../language.tsx';
import { Field, type FieldProps, FieldsContext, type Known, useField } from './field.tsx';
import type { FormBody } from './filled.ts';
import { FormToken } from './form-token.tsx';

/**
 * A form, whose fields know what was typed into them and what is wrong with it. It may stand on a page with others:
 * then each has a name.
 */
export function Form({
  id,
  action,
  name,
  typed = {},
  class: classes = 'fields',
  files = false,
  children,
}: {
  id?: string;
  action: string;
  name?: string;
  /** What stands in its fields to begin with. */
  typed?: FormBody | undefined;
  class?: string | undefined;
  /** Whether it brings files. */
  files?: boolean;
  children: ComponentChildren;
}) {
  const { formToken } = useReading();
  return (
    <form
      id={id}
      method="post"
      action={action}
      class={classes}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
    >
      <FormToken value={formToken} />
      <Fields name={name} typed={typed}>
        {children}
      </Fields>
    </form>
  );
}

/** The fields of a form whose element stands elsewhere. */
export function Fields({
  name,
  typed = {},
  children,
}: {
  name?: string | undefined;
  typed?: FormBody | undefined;
  children: ComponentChildren;
}) {
  const { filled, labels } = useReading();
  const back = filled?.form === name ? filled : undefined;
  const around = {
    typed: back?.typed ?? typed,
    objections: back?.objections ?? [],
    know: (field: string, { label }: Known) => void labels.set(field, label),
  };
  return <FieldsContext.Provider value={around}>{children}</FieldsContext.Provider>;
}

/** Text of one line; a day or a time by its type. */
export function TextField({
  type = 'text',
  list,
  maxLength = 200,
  placeholder,
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'date' | 'time' | 'datetime-local' | 'search';
  list?: string | undefined;
  maxLength?: number;
  placeholder?: string;
}) {
  return (
    <Field
      {...field}
      shown={(value) => (isDay(value) ? formatDay(value) : value)}
      control={(given) => (
        <input
          {...given}
          type={type}
          list={list}
          maxLength={maxLength}
          placeholder={placeholder}
          autocomplete="off"
        />
      )}
    />
  );
}

/** A secret: what is typed is never shown again, not even when the form comes back. */
export function SecretField({
  autocomplete = 'new-password',
  ...field
}: FieldProps & { autocomplete?: 'new-password' | 'current-password' | 'one-time-code' }) {
  return (
    <Field
      {...field}
      control={({ value: _, ...given }) => (
        <input {...given} type="password" maxLength={2_000} autocomplete={autocomplete} />
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

export type Option = readonly [value: string, name: string];

/** One of a few, the first being what stands when nothing was chosen. */
export function ChoiceField({
  options,
  stands,
  ...field
}: FieldProps & {
  options: readonly Option[];
  /** The one that holds while none is chosen, where that is not the first. */
  stands?: string;
}) {
  return (
    <Field
      {...field}
      shown={(value) => options.find(([one]) => one === value)?.[1]}
      control={({ value, ...given }) => (
        <select {...given}>
          {options.map(([one, name]) => (
            <option key={one} value={one} selected={one === (value || stands)}>
              {name}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** Something that is ticked or not. */
export function TickField(field: FieldProps) {
  const { beside, given } = useField(field);
  return (
    <>
      <label class="choice">
        <input type="checkbox" {...given} id={field.name} value="yes" checked={given.value === 'yes'} />
        {field.label}
      </label>
      {beside}
    </>
  );
}

/** What a form brings along unseen. */
export function Hidden({ fields }: { fields: Readonly<Record<string, string | number | undefined>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

/** A button of its own, in a form that holds nothing else to fill in. */
export function ActionButton({
  action,
  name,
  label,
  fields = {},
}: {
  action: string;
  name: string;
  /** Says which one, where several of a name stand on the page. */
  label?: string | undefined;
  fields?: Record<string, string>;
}) {
  const { formToken } = useReading();
  return (
    <form method="post" action={action}>
      <FormToken value={formToken} />
      <Hidden fields={fields} />
      <button type="submit" class="quiet" aria-label={label}>
        {name}
      </button>
    </form>
  );
}
