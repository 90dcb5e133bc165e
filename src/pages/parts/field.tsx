import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Objection } from '../../refused.ts';
import { useSay } from '../language.tsx';
import type { FormBody, Known } from './filled.ts';

/** A field: its label, its hint, what is wrong with it, wired to its control once and for all. */

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
  /** Where several forms of a page have a field of the name. */
  id?: string;
  /** Of which of them it is, for who cannot see it. */
  of?: string;
}

export interface ControlGiven {
  id: string;
  name: string;
  value: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

/** What a field has to tell its control, and the lines that stand beside it. */
export function useField(
  { name, label, hint, id = name }: FieldProps,
  shown?: (value: string) => string | undefined,
) {
  const say = useSay();
  const { typed, objections, know } = useContext(FieldsContext);
  const value = typed[name] ?? '';
  know(name, { label, id, shown: value === '' ? undefined : (shown?.(value) ?? value) });
  const wrong = objections.find(({ field }) => field === name);
  const described = [wrong && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const beside = (
    <>
      {hint ? (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      ) : null}
      {wrong ? (
        <p id={`${id}-error`} class="error">
          {say(wrong.vi, wrong.en)}
        </p>
      ) : null}
    </>
  );
  const given: ControlGiven = {
    id,
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
      <label for={given.id}>
        {field.label}
        <Of which={field.of} />
      </label>
      {beside}
      {control(given)}
    </div>
  );
}

/** Which of several a label is of, for who cannot see it. */
export function Of({ which }: { which: string | undefined }) {
  return which === undefined ? null : <span class="unseen"> {which}</span>;
}
