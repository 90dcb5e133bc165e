import { useSay } from '../language.tsx';

/** A box before a unit's name, in a list whose form goes on with the units that are ticked. */
export function PickUnit({ code, name }: { code: string; name: string }) {
  const say = useSay();
  return (
    <label class="pick-unit not-printed">
      <input type="checkbox" name="unit" value={code} />
      <span class="unseen">
        {say('Chọn', 'Choose')} {name}
      </span>
    </label>
  );
}
