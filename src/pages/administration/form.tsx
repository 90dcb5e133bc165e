import type { ComponentChildren } from 'preact';
import { useReading, useSay } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FieldsContext } from '../parts/field.tsx';
import type { Filled } from '../parts/filled.ts';
import { ActionButton as Button } from '../parts/form.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { labelOf } from './words.ts';

export { ChoiceField, NumberField, SecretField, TextField, TickField } from '../parts/form.tsx';

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
      <FilledFields filled={filled}>{children}</FilledFields>
    </form>
  );
}

export function FilledFields({ filled, children }: { filled: Filled; children: ComponentChildren }) {
  const { labels } = useReading();
  const around = {
    typed: filled.typed ?? {},
    objections: filled.objections ?? [],
    know: (name: string, { label }: { label: string }) => void labels.set(name, label),
  };
  return <FieldsContext.Provider value={around}>{children}</FieldsContext.Provider>;
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

export function ActionButton({
  formToken: _,
  ...button
}: { formToken: string } & Parameters<typeof Button>[0]) {
  return <Button {...button} />;
}
