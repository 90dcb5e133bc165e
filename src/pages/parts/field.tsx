import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Objection } from '../../refused.ts';
import { useSay } from '../language.tsx';
import type { FormBody } from './filled.ts';

/** A field: its label, its hint, what is wrong with it, wired to its control once and for all. */

/** A field as the form around it knows it. */
export interface Known {
  label: string;
  /** What stands in it, in words; undefined where nothing does. */
  shown?: string | undefined;
}

interface Around {
  typed: FormBody;
  objections: readonly Objection[];
  know(name: string, field: Known): void;
}

export const FieldsContext = createContext<Around>({ typed: {}, objections: [], know: () => {} });

/** What was typed into the form around. */
export function useTyped(): FormBody {
  return useContext(FieldsContext).typed;
}

export interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
}

export interface ControlGiven {
  id: string;
  name: string;
  value: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** What a field has to tell its control, and the lines that stand beside it. */
export function useField({ name, label, hint }: FieldProps, shown?: (value: string) => string | undefined) {
  const say = useSay();
  const { typed, objections, know } = useContext(FieldsContext);
  const value = typed[name] ?? '';
  know(name, { label, shown: value === '' ? undefined : (shown?.(value) ?? value) });
  const wrong = objections.find(({ field }) => field === name);
  const described = [wrong && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  const beside = (
    <>
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
    </>
  );
  const given: ControlGiven = {
    id: name,
    name,
    value,
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': described === '' ? undefined : described,
  };
  return { beside, given };
}

/** Label, hint, what is wrong, and the control, which is told of all three. */
export function Field({
  control,
  shown,
  ...field
}: FieldProps & {
  control: (given: ControlGiven) => ComponentChildren;
  /** The value in words. */
  shown?: (value: string) => string | undefined;
}) {
  const { beside, given } = useField(field, shown);
  return (
    <div class="labelled">
      <label for={field.name}>{field.label}</label>
      {beside}
      {control(given)}
    </div>
  );
}
