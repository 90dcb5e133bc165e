import type { ComponentChildren } from 'preact';
import { formatDay, isDay } from '../../days.ts';
import type { Objection } from '../../refused.ts';
import { type Say, useReading, useSay, type Words } from '../language.tsx';
import { Field, type FieldProps, FieldsContext, Of, useField } from './field.tsx';
import type { FormBody, Known } from './filled.ts';
import { FormToken } from './form-token.tsx';

/**
 * A form, whose fields know what was typed into them and what is wrong with it. It may stand on a page with others:
 * then each has a name.
 */
export function Form({
  id,
  action,
  name,
  typed,
  objections,
  class: classes = 'fields',
  files = false,
  children,
}: {
  id?: string;
  action: string;
  name?: string;
  /** What stands in its fields to begin with. */
  typed?: FormBody | undefined;
  /** What is wrong with that. */
  objections?: readonly Objection[] | undefined;
  class?: string | undefined;
  /** Whether it brings files. */
  files?: boolean;
  children: ComponentChildren;
}) {
  return (
    <form
      id={id}
      method="post"
      action={action}
      class={classes}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
    >
      <FormToken />
      <Fields name={name} typed={typed} objections={objections}>
        {children}
      </Fields>
    </form>
  );
}

/** A question that is asked by the address alone: its fields show what is asked now. */
export function AskForm({
  action,
  typed,
  objections = [],
  class: classes,
  label,
  children,
}: {
  action: string;
  typed: FormBody;
  objections?: readonly Objection[];
  class: string;
  label?: string;
  children: ComponentChildren;
}) {
  // Not among the fields of what was sent, which may bear the same names.
  const around = { typed, objections, know: () => {} };
  return (
    <form method="get" action={action} class={classes} aria-label={label}>
      <FieldsContext.Provider value={around}>{children}</FieldsContext.Provider>
    </form>
  );
}

/** A list whose rows are ticked, and below it the buttons that lead on with those: a page each, which is told of them. */
export function PickForm({
  to,
  fields,
  list,
  below,
  children,
}: {
  /** Where a button leads that does not say so itself. */
  to: string;
  /** What those pages are told beside it. */
  fields: Readonly<Record<string, string | number | undefined>>;
  list: ComponentChildren;
  /** What stands below the buttons. */
  below?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <form class="gap-form" method="get" action={to}>
      <Hidden fields={fields} />
      {list}
      <div class="send remind">{children}</div>
      {below}
    </form>
  );
}

/** The fields of a form whose element stands elsewhere. */
export function Fields({
  name,
  typed = {},
  objections = [],
  children,
}: {
  name?: string | undefined;
  typed?: FormBody | undefined;
  objections?: readonly Objection[] | undefined;
  children: ComponentChildren;
}) {
  const { filled, fields } = useReading();
  const back = filled?.form === name ? filled : undefined;
  const around = {
    typed: back?.typed ?? typed,
    objections: back?.objections ?? objections,
    // Of several forms that have a field of the name, it is the one that comes back.
    know: (field: string, known: Known) => void ((back || !fields.has(field)) && fields.set(field, known)),
  };
  return <FieldsContext.Provider value={around}>{children}</FieldsContext.Provider>;
}

/** Text of one line; a day or a time by its type. */
export function TextField({
  type = 'text',
  list,
  maxLength = 200,
  placeholder,
  autocomplete = 'off',
  min,
  max,
  required,
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'date' | 'time' | 'datetime-local' | 'search';
  list?: string | undefined;
  maxLength?: number;
  placeholder?: string;
  autocomplete?: 'off' | 'username' | 'one-time-code';
  /** Bounds of a day. */
  min?: string;
  max?: string;
  /** In a form that browsers are to check. */
  required?: true;
}) {
  // Of days and times there is nothing to measure or to suggest.
  const isText = !/^(date|time)/.test(type);
  return (
    <Field
      {...field}
      shown={(value) => (isDay(value) ? formatDay(value) : value)}
      control={({ value, ...given }) => (
        <input
          {...given}
          // A code that was used is of no use again.
          value={autocomplete === 'one-time-code' ? '' : value}
          type={type}
          list={list}
          maxLength={isText ? maxLength : undefined}
          placeholder={placeholder}
          min={min}
          max={max}
          required={required}
          autocomplete={isText ? autocomplete : undefined}
          autocapitalize={autocomplete === 'off' ? undefined : 'none'}
          spellcheck={autocomplete === 'off' ? undefined : false}
        />
      )}
    />
  );
}

/** Text of several lines. */
export function LongTextField({
  rows = 3,
  maxLength,
  ...field
}: FieldProps & { rows?: number; maxLength: number }) {
  return (
    <Field
      {...field}
      control={({ value, ...given }) => (
        <textarea {...given} rows={rows} maxLength={maxLength}>
          {value}
        </textarea>
      )}
    />
  );
}

/**
 * A file of the reader's own: chosen, or dropped onto the field, which browsers take without a script of ours. How much
 * of it is taken stands in its hint, and is held by the route (`http/multipart.ts`).
 */
export function UploadField({
  accept,
  hint,
  ...field
}: FieldProps & {
  /** Endings, or media types. */
  accept: readonly string[];
  hint: string;
}) {
  const say = useSay();
  return (
    <Field
      {...field}
      hint={
        <>
          {hint}{' '}
          <span class="drops">
            {say('Có thể kéo tệp thả vào ô dưới đây.', 'It may be dropped onto the field below.')}
          </span>
        </>
      }
      control={({ value: _, ...given }) => (
        <input {...given} type="file" class="drop" accept={accept.join(',')} />
      )}
    />
  );
}

/** A secret: what is typed is never shown again, not even when the form comes back. */
export function SecretField({
  autocomplete = 'new-password',
  ...field
}: FieldProps & { autocomplete?: 'new-password' | 'current-password' | 'one-time-code' | 'off' }) {
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

/** Values by their words, in the order given. */
export const optionsOf = <V extends string>(
  say: Say,
  values: readonly V[],
  words: Readonly<Record<V, Words>>,
): Option[] =>
  values.map((one) => {
    const [vi, en]: Words = words[one];
    return [one, say(vi, en)];
  });

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
    <div>
      <label class="choice">
        <input type="checkbox" {...given} value="yes" checked={given.value === 'yes'} />
        {field.label}
        <Of which={field.of} />
      </label>
      {beside}
    </div>
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
  return (
    <form method="post" action={action}>
      <FormToken />
      <Hidden fields={fields} />
      <button type="submit" class="quiet" aria-label={label}>
        {name}
      </button>
    </form>
  );
}
