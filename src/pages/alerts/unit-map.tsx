import { localitiesInArea } from '../../access/localities.ts';
import { isLikeAMap, layTiles } from '../../charts/tile-layout.ts';
import { dayOf } from '../../days.ts';
import { useSay, useWho } from '../language.tsx';
import { useTyped } from '../parts/field.tsx';

/** More tiles than a province has are no map to tick on; units are then chosen by area or in a list. */
const MOST_TILES = 400;

/** The tile map of the reader's province with a box on each tile: those that a typhoon crosses. */
export function UnitMap() {
  const say = useSay();
  const { registry, principal, now } = useWho();
  const ticked = new Set((useTyped().unit ?? '').split(' '));
  const today = dayOf(now);
  const units = localitiesInArea(registry, principal, today);
  if (units.length < 2 || units.length > MOST_TILES) return <Ticked codes={[...ticked].filter(Boolean)} />;
  const { columns, rows, tiles } = layTiles(units, (unit) => unit.tile);
  const at = new Map(tiles.map(({ item, column, row }) => [`${row} ${column}`, item]));
  const range = (length: number) => Array.from({ length }, (_, index) => index);
  return (
    <details open={ticked.size > 1 || !ticked.has('')}>
      <summary>
        {isLikeAMap(units)
          ? say('Chọn nhiều đơn vị trên bản đồ', 'Choose several units on the map')
          : say('Chọn nhiều đơn vị, xếp theo tên', 'Choose several units, by name')}
      </summary>
      <p class="hint">
        {say(
          'Đánh dấu các đơn vị bị ảnh hưởng; khi đó hai ô địa bàn ở trên được bỏ qua.',
          'Tick the units concerned; the two fields above are then left aside.',
        )}
      </p>
      <div class="unit-map" id="unit">
        <table role="presentation">
          <tbody>
            {range(rows).map((row) => (
              <tr key={row}>
                {range(columns).map((column) => {
                  const unit = at.get(`${row} ${column}`);
                  const named = unit && registry.nameOn(unit, today);
                  return (
                    <td key={column}>
                      {named ? (
                        <label>
                          <input
                            type="checkbox"
                            name="unit"
                            value={named.code}
                            checked={ticked.has(named.code)}
                          />
                          {named.name}
                        </label>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Units that were chosen elsewhere, where there is no map to show them on. */
function Ticked({ codes }: { codes: readonly string[] }) {
  const { registry, now } = useWho();
  return (
    <>
      {codes.map((code) => {
        const unit = registry.localities.get(code);
        const named = unit && registry.nameOn(unit, dayOf(now));
        return named ? (
          <label key={code} class="choice">
            <input type="checkbox" name="unit" value={code} checked />
            {named.type} {named.name}
          </label>
        ) : null;
      })}
    </>
  );
}
