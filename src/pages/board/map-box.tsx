import { useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { COLOUR_ORDER } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { unitLink, type View } from './links.ts';
import { Source } from './source.tsx';
import { TileMap } from './tile-map.tsx';

/** The map with its legend; a tile or an area is a link. The ranking says the same in rows. */
export function MapBox({ facts }: { facts: BoardFacts; view: View }) {
  const say = useSay();
  const units = facts.ranking.map((placed) => placed.unit);
  const label =
    facts.scale === 'province'
      ? say('Các tỉnh, thành phố', 'Provinces')
      : say('Bản đồ đơn vị', 'Map of communes');
  return (
    <section class="panel map-panel" id="ban-do" data-live aria-labelledby="ban-do-ten">
      <h2 id="ban-do-ten">{label}</h2>
      <ul class="key">
        {COLOUR_ORDER.map((colour) => (
          <li key={colour}>
            <StateTag colour={colour} />
          </li>
        ))}
      </ul>
      <a class="skip-map" href="#sau-ban-do">
        {say('Bỏ qua bản đồ', 'Skip the map')}
      </a>
      <TileMap label={label} units={units} hrefOf={(unit) => unitLink(facts, unit.code)} />
      <div id="sau-ban-do" tabindex={-1}>
        <Source
          now={facts.now}
          final={facts.final}
          note={
            facts.scale === 'province'
              ? say(
                  'Mỗi ô là một tỉnh, thành phố: đạt khi mọi đơn vị đạt.',
                  'A tile is a province: green when all its communes are.',
                )
              : say('Mỗi ô là một đơn vị, đặt gần vị trí thật.', 'A tile is a commune, near where it lies.')
          }
        />
      </div>
    </section>
  );
}
