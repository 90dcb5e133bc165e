import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, registryOf } from './support/admin.ts';
import { boundariesOf } from './support/boundaries.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const DAY = '2025-10-23';
let test: TestDatabase;
let folder: string;
let file: string;
let whole: ReturnType<typeof boundariesOf>;
beforeAll(async () => {
  test = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'phuxanh-boundaries-'));
  file = join(folder, 'areas.geojson');
  whole = boundariesOf(await registryOf(test.db), '31', DAY);
});
afterAll(async () => {
  await test.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => admin(test.db, `${DAY} 09:00`, 'boundaries', ...args);
async function importing(content: unknown, ...options: string[]): Promise<string> {
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return await run('import', file, ...options);
}
const count = async () =>
  (await test.db.sql`select count(*)::int as areas from boundary`)[0]?.areas as number;

describe('importing areas', () => {
  it('stores a province as a whole, and again in place of what it had', async () => {
    expect(await importing(whole)).toBe('114 areas of province 31 stored.');
    expect(await count()).toBe(114);
    expect(await test.db.sql`select province, source from boundary_map`).toEqual([
      { province: '31', source: 'areas.geojson' },
    ]);
    expect(await importing(whole, '--source', 'Sở Nông nghiệp và Môi trường')).toBe(
      '114 areas of province 31 stored.',
    );
    expect(await count()).toBe(114);
    const audit = await test.db.sql`select action, target, before, after from audit order by id`;
    expect(audit).toMatchObject([
      { action: 'boundaries.import', target: '31', before: [{ province: '31' }] },
      {
        action: 'boundaries.import',
        target: '31',
        before: [{ source: 'areas.geojson' }],
        after: [{ province: '31', source: 'Sở Nông nghiệp và Môi trường', areas: 114 }],
      },
    ]);
  });

  it('tells services that run of it, by the version of the registry', async () => {
    const before = (await registryOf(test.db)).version;
    await importing(whole);
    expect((await registryOf(test.db)).version).toBe(before + 1);
  });

  it('removes them again', async () => {
    await importing(whole);
    expect(await run('remove', '31')).toBe('Removed the areas of province 31.');
    expect(await count()).toBe(0);
    await expect(run('remove', '31')).rejects.toThrow('has no areas');
  });
});

describe('faults of a file', () => {
  const square = [
    [106.1, 20.9],
    [106.2, 20.9],
    [106.2, 21],
    [106.1, 20.9],
  ];
  const feature = (code: unknown, geometry: unknown) => ({ type: 'Feature', properties: { code }, geometry });
  const with114 = (...more: unknown[]) => ({ ...whole, features: [...whole.features, ...more] });

  it.each([
    ['no JSON', 'a,b,c', 'not JSON'],
    ['other JSON', { type: 'Topology' }, 'not a GeoJSON FeatureCollection'],
    ['nothing in it', { type: 'FeatureCollection', features: [] }, 'not a GeoJSON FeatureCollection'],
  ])('%s', async (_, content, said) => {
    await expect(importing(content)).rejects.toThrow(said);
  });

  it.each([
    ['no code', feature(undefined, null), 'feature 115: has no property “code”'],
    ['a code that is not there', feature('99999', null), 'feature 115: there is no locality “99999”'],
    ['a locality twice', feature('11737', null), '11737 has an area already'],
    ['a point', feature('11737', { type: 'Point', coordinates: [106, 21] }), 'not a Polygon or MultiPolygon'],
    ['no rings', feature('11737', { type: 'Polygon', coordinates: [] }), 'its polygon has no rings'],
    [
      'an open ring',
      feature('11737', { type: 'Polygon', coordinates: [[...square.slice(0, 3), [106.1, 20.8]]] }),
      'ring 1: does not end where it begins',
    ],
    [
      'too short a ring',
      feature('11737', { type: 'MultiPolygon', coordinates: [[square], [square.slice(1)]] }),
      'polygon 2, ring 1: has fewer than 4 positions',
    ],
    [
      'no numbers',
      feature('11737', { type: 'Polygon', coordinates: [[['106', '21']]] }),
      'is not a row of [longitude, latitude]',
    ],
    [
      'latitude first',
      feature('11737', { type: 'Polygon', coordinates: [square.map(([lon, lat]) => [lat, lon])] }),
      'has latitude before longitude',
    ],
    [
      'metres',
      feature('11737', {
        type: 'Polygon',
        coordinates: [square.map(([lon = 0, lat = 0]) => [lon * 1e4, lat * 1e4])],
      }),
      'is not in degrees',
    ],
  ])('%s', async (_, more, said) => {
    await expect(importing(with114(more))).rejects.toThrow(said);
  });

  it('another reference system', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3405' } };
    await expect(importing({ ...whole, crs })).rejects.toThrow('EPSG::3405”; convert them to WGS 84');
    const same = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };
    expect(await importing({ ...whole, crs: same })).toContain('114 areas');
  });

  it('are named all at once, those who have no area among them, and nothing changes', async () => {
    await importing(whole, '--source', 'giữ lại');
    const features = [...whole.features.slice(2), feature('99999', null), feature('', null)];
    const refusal = importing({ ...whole, features });
    await expect(refusal).rejects.toThrow('Nothing is stored.\nfeature 113: there is no locality');
    await expect(refusal).rejects.toThrow('feature 114: has no property');
    const [first, second] = whole.features;
    await expect(refusal).rejects.toThrow(`${first?.properties.code} `);
    await expect(refusal).rejects.toThrow(`${second?.properties.code} `);
    expect(await test.db.sql`select source from boundary_map`).toEqual([{ source: 'giữ lại' }]);
  });
});
