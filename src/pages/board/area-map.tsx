import type { Unit } from '../../figures/units.ts';
import { useSay } from '../language.tsx';
import { COLOURS } from '../words.ts';
import type { ProvinceAreas } from './areas.ts';
import { describe } from './tile-map.tsx';

interface MapProps {
  label: string;
  areas: ProvinceAreas;
  units: readonly Unit[];
  hrefOf: (unit: Unit) => string;
}

/** Each unit in its own borders, a link to what is behind it; islands far off in frames. */
export function AreaMap({ label, areas, units, hrefOf }: MapProps) {
  const say = useSay();
  const unitOf = new Map(units.map((unit) => [unit.code, unit]));
  const shown = areas.areas.flatMap((area) => {
    const unit = unitOf.get(area.code);
    return unit ? [{ ...area, unit }] : [];
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of links is no fieldset
    <svg
      class="map areas"
      role="group"
      aria-label={label}
      viewBox={`0 0 ${areas.width} ${areas.height}`}
      width={areas.width}
    >
      {areas.insets.map(({ x, y, size }) => (
        <rect key={y} class="frame" x={x + 0.5} y={y + 0.5} width={size - 1} height={size - 1} rx="5" />
      ))}
      {shown.map(({ code, path, unit }) => (
        <a key={code} class={`area ${unit.colour}`} href={hrefOf(unit)}>
          <title>{describe(unit, say)}</title>
          <path d={path} />
        </a>
      ))}
      {/* Above all areas, or the next one would cover half a sign. */}
      <g class="signs">
        {shown.map(({ code, middle, unit }) =>
          middle === null ? null : (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: text in a picture takes no focus
            <text
              key={code}
              aria-hidden="true"
              class={unit.colour}
              x={middle[0]}
              y={middle[1] + 4}
              text-anchor="middle"
            >
              {COLOURS[unit.colour].sign}
            </text>
          ),
        )}
      </g>
    </svg>
  );
}
