import { useSay } from '../language.tsx';

/** A box before a row, in a list whose form goes on with the rows that are ticked. */
export function PickOne({ name, value, of }: { name: string; value: string; of: string }) {
  const say = useSay();
  return (
    <label class="pick-unit not-printed">
      <input type="checkbox" name={name} value={value} />
      <span class="unseen">
        {say('Chọn', 'Choose')} {of}
      </span>
    </label>
  );
}

/** The same of a unit. */
export const PickUnit = ({ code, name }: { code: string; name: string }) => (
  <PickOne name="unit" value={code} of={name} />
);
