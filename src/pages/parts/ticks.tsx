import { type FieldProps, useField } from './field.tsx';
import type { Option } from './form.tsx';

/** Some of many, each ticked or not; its text is their values, parted by spaces (a verb's `several`). */
export function TicksField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { beside, given } = useField(field, (value) =>
    options
      .filter(([one]) => value.split(' ').includes(one))
      .map(([, name]) => name)
      .join(', '),
  );
  const ticked = given.value.split(' ');
  return (
    <fieldset id={given.id} tabindex={-1} aria-describedby={given['aria-describedby']}>
      <legend>{field.label}</legend>
      {beside}
      <div class="ticks">
        {options.map(([value, name]) => (
          <label key={value} class="choice">
            <input type="checkbox" name={field.name} value={value} checked={ticked.includes(value)} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
