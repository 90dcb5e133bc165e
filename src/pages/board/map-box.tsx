import { SHARE_STEPS, stepText } from '../../charts/share-steps.ts';
import { isLikeAMap } from '../../charts/tile-layout.ts';
import type { Unit } from '../../figures/units.ts';
import { formatNumber } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { COLOUR_ORDER } from '../words.ts';
import { AreaMap } from './area-map.tsx';
import type { ProvinceAreas } from './areas.ts';
import type { BoardFacts } from './facts.ts';
import { unitLink } from './links.ts';
import { Source } from './source.tsx';
import { TileMap } from './tile-map.tsx';

/** The map with its legend; a tile or an area is a link. The ranking says the same in rows. */
export function MapBox({ facts, linkTo }: { facts: BoardFacts; linkTo: (map: BoardFacts['map']) => string }) {
  const say = useSay();
  const { areas, map, scale, units, now, final } = facts;
  const hrefOf = (unit: Unit) => unitLink(facts, unit.code);
  const shown = map === 'areas' ? areas : null;
  const label =
    scale === 'province'
      ? say('Các tỉnh, thành phố', 'Provinces')
      : shown !== null || isLikeAMap(units)
        ? say('Bản đồ đơn vị', 'Map of communes')
        : say('Các đơn vị', 'Communes');
  const shaded = scale === 'province';
  return (
    <section class="panel map-panel" id="ban-do" data-live aria-labelledby="ban-do-ten">
      <h2 id="ban-do-ten">{label}</h2>
      {areas === null ? null : <Switch linkTo={linkTo} shown={shown === null ? 'tiles' : 'areas'} />}
      {shaded ? (
        <ShadeKey />
      ) : (
        <ul class="key">
          {COLOUR_ORDER.map((colour) => (
            <li key={colour}>
              <StateTag colour={colour} />
            </li>
          ))}
        </ul>
      )}
      <a class="skip-map" href="#sau-ban-do">
        {say('Bỏ qua bản đồ', 'Skip the map')}
      </a>
      {shown === null ? (
        <TileMap label={label} units={units} hrefOf={hrefOf} shaded={shaded} />
      ) : (
        <AreaMap label={label} areas={shown} units={units} hrefOf={hrefOf} />
      )}
      <div id="sau-ban-do" tabindex={-1}>
        {shown === null ? null : <WithoutArea areas={shown} units={units} hrefOf={hrefOf} />}
        <Source now={now} final={final} note={useNote(scale, shown, units)} />
      </div>
    </section>
  );
}

/** What the shades of the nation stand for. */
function ShadeKey() {
  const say = useSay();
  return (
    <ul class="key" aria-label={say('Tỷ lệ đơn vị đạt', 'Share of communes that are green')}>
      {SHARE_STEPS.map((step) => (
        <li key={step} class="tag">
          <span class={`swatch shade-${step}`} aria-hidden="true" /> {stepText(step)}
        </li>
      ))}
      <li>
        <StateTag colour="grey" />
      </li>
    </ul>
  );
}

/** What the map shows and how near the truth it is: nothing that is not so. */
function useNote(scale: BoardFacts['scale'], shown: ProvinceAreas | null, units: readonly Unit[]): string {
  const say = useSay();
  if (shown !== null) return say(`Ranh giới: ${shown.source}.`, `Borders: ${shown.source}.`);
  return scale === 'province'
    ? say(
        'Mỗi ô là một tỉnh, thành phố, xếp theo vị trí gần đúng; số trong ô là tỷ lệ đơn vị đạt.',
        'A tile is a province, near where it lies; the figure is the share of its communes that are green.',
      )
    : placeNote(units.length, units.filter((unit) => unit.tile === null).length, say);
}

function placeNote(all: number, without: number, say: Say): string {
  if (without === 0)
    return say('Mỗi ô là một đơn vị, xếp theo vị trí gần đúng.', 'A tile is a commune, near where it lies.');
  if (without === all)
    return say(
      'Mỗi ô là một đơn vị, xếp theo tên, không theo vị trí: địa bàn này chưa có dữ liệu vị trí. Quản trị viên hệ thống có thể nhập ranh giới hành chính.',
      'A tile is a commune, in the order of names, not where it lies: no positions are known here. The operator can import borders.',
    );
  return say(
    `Mỗi ô là một đơn vị, xếp theo vị trí gần đúng; ${formatNumber(without)} đơn vị chưa có vị trí đứng ở các hàng dưới cùng.`,
    `A tile is a commune, near where it lies; ${formatNumber(without)} whose place is not known stand in the last rows.`,
  );
}

/** From tiles to areas and back; the choice stays in the address. */
function Switch({ linkTo, shown }: { linkTo: (map: BoardFacts['map']) => string; shown: BoardFacts['map'] }) {
  const say = useSay();
  const choices = [
    ['tiles', say('Bản đồ ô', 'Tiles')],
    ['areas', say('Ranh giới hành chính', 'Real borders')],
  ] as const;
  return (
    <p class="switch">
      {choices.map(([map, name]) =>
        map === shown ? (
          <b key={map}>{name}</b>
        ) : (
          <a key={map} href={`${linkTo(map)}#ban-do`}>
            {name}
          </a>
        ),
      )}
    </p>
  );
}

/** Units that came after the areas were imported: no less shown for it. */
function WithoutArea({
  areas,
  units,
  hrefOf,
}: {
  areas: ProvinceAreas;
  units: Unit[];
  hrefOf: (unit: Unit) => string;
}) {
  const say = useSay();
  const known = new Set(areas.areas.map((area) => area.code));
  const without = units.filter((unit) => !known.has(unit.code));
  if (without.length === 0) return null;
  return (
    <p>
      {say('Chưa có ranh giới:', 'Without borders:')}{' '}
      {without.map((unit, index) => (
        <span key={unit.code}>
          {index === 0 ? null : ', '}
          <a href={hrefOf(unit)}>{unit.name}</a>
        </span>
      ))}
    </p>
  );
}
