import type { Day } from '../days.ts';
import type { Registry } from './snapshot.ts';
import { inForce } from './types.ts';

/** Areas of localities in a GeoJSON file, and what is wrong with it. Pure. */

/** Longitude and latitude in degrees (WGS 84). */
export type Position = [lon: number, lat: number];
/** Polygons of rings, each the outer one first and closed, as a GeoJSON MultiPolygon has them. */
export type Polygons = Position[][][];

export interface Boundary {
  locality: string;
  province: string;
  polygons: Polygons;
}

/** Around all of Viet Nam with its islands. */
const EXTENT = { west: 102, east: 118, south: 6, north: 24 };
/** Names of the only reference system that GeoJSON has. */
const WGS84 = /CRS84$|EPSG:+4326$/;

interface Json {
  [key: string]: unknown;
}

/**
 * The areas of a FeatureCollection, a feature a locality with its code in the property `code`. Every fault is
 * named with its feature, counted from 1; with any, the areas are not to be stored. A province that the file
 * touches must be whole: each of its localities in force on `today` once.
 */
export function readBoundaries(
  text: string,
  registry: Registry,
  today: Day,
): { boundaries: Boundary[]; faults: string[] } {
  const file = parse(text);
  if (file === undefined) return { boundaries: [], faults: ['The file is not JSON.'] };
  const features = isObject(file) && file.type === 'FeatureCollection' ? file.features : undefined;
  if (!Array.isArray(features) || features.length === 0)
    return { boundaries: [], faults: ['The file is not a GeoJSON FeatureCollection with features.'] };
  const faults = crsFaults(file as Json);
  const boundaries: Boundary[] = [];
  const seen = new Map<string, number>();
  for (const [index, feature] of features.entries()) {
    const say = (what: string) => faults.push(`feature ${index + 1}: ${what}`);
    const code = codeOf(feature);
    const locality = code === undefined ? undefined : registry.localities.get(code);
    if (code === undefined) say('has no property “code” with the 5 digits of a locality');
    else if (!locality) say(`there is no locality “${code}”`);
    else if (seen.has(code)) say(`${code} has an area already, in feature ${seen.get(code)}`);
    if (code !== undefined && !seen.has(code)) seen.set(code, index + 1);
    const before = faults.length;
    const polygons = readGeometry(isObject(feature) ? feature.geometry : undefined, say);
    if (locality && faults.length === before)
      boundaries.push({ locality: locality.code, province: locality.province, polygons });
  }
  faults.push(...missing(registry, seen, today));
  return { boundaries, faults };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function crsFaults({ crs }: Json): string[] {
  if (crs === undefined || crs === null) return [];
  const name = isObject(crs) && isObject(crs.properties) ? String(crs.properties.name) : '';
  return WGS84.test(name)
    ? []
    : [`The coordinates are in “${name.slice(0, 80)}”; convert them to WGS 84 first.`];
}

/** Spreadsheets and shapefiles make numbers of codes, and drop their leading zeros. */
function codeOf(feature: unknown): string | undefined {
  const properties = isObject(feature) ? feature.properties : undefined;
  const code = isObject(properties) ? properties.code : undefined;
  const text = typeof code === 'number' || typeof code === 'string' ? String(code).trim() : '';
  return /^\d{1,5}$/.test(text) ? text.padStart(5, '0') : undefined;
}

function readGeometry(geometry: unknown, say: (what: string) => void): Polygons {
  const { type, coordinates } = isObject(geometry) ? geometry : ({} as Json);
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!Array.isArray(polygons) || polygons.length === 0) {
    say('its geometry is not a Polygon or MultiPolygon');
    return [];
  }
  for (const [index, polygon] of polygons.entries()) {
    const where = polygons.length > 1 ? `polygon ${index + 1}` : 'its polygon';
    if (!Array.isArray(polygon) || polygon.length === 0) say(`${where} has no rings`);
    else
      for (const [ring, positions] of polygon.entries()) {
        const fault = ringFault(positions);
        if (fault !== null) say(`${where}, ring ${ring + 1}: ${fault}`);
      }
  }
  return polygons as Polygons;
}

function ringFault(ring: unknown): string | null {
  if (!Array.isArray(ring) || !ring.every(isPosition)) return 'is not a row of [longitude, latitude]';
  if (ring.length < 4) return 'has fewer than 4 positions';
  const [first, last] = [ring[0], ring.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return 'does not end where it begins';
  const { west, east, south, north } = EXTENT;
  const inside = ([lon, lat]: Position) => lon >= west && lon <= east && lat >= south && lat <= north;
  if (ring.every(inside)) return null;
  return ring.every(([lon, lat]) => inside([lat, lon]))
    ? 'has latitude before longitude'
    : 'lies outside Viet Nam, or is not in degrees';
}

const isPosition = (one: unknown): one is Position =>
  Array.isArray(one) && one.length >= 2 && Number.isFinite(one[0]) && Number.isFinite(one[1]);

function missing(registry: Registry, seen: ReadonlyMap<string, number>, today: Day): string[] {
  const provinces = new Set([...seen.keys()].map((code) => registry.localities.get(code)?.province));
  return [...registry.localities.values()]
    .filter((one) => provinces.has(one.province) && inForce(one, today) && !seen.has(one.code))
    .map((one) => `${one.code} ${registry.nameOn(one, today).name} of province ${one.province} has no area`);
}
