import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const run = async (...args: string[]) =>
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/sbom.js'), ...args], { cwd: ROOT }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );

/** What production is made of, and under which licences. */
describe('the list of packages', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phuxanh-sbom-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const judge = async (licenses: unknown) => {
    const file = join(folder, 'sbom.json');
    const one = { type: 'library', name: 'left-pad', version: '1.3.0', licenses };
    await writeFile(file, JSON.stringify({ bomFormat: 'CycloneDX', components: [one] }));
    return await run(file);
  };

  it('is made offline, of production alone, and every licence is allowed', async () => {
    const { code, stdout, stderr } = await run();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d{3} packages, all under licences that are allowed\n$/);
    const sbom = JSON.parse(await readFile(join(ROOT, 'dist/sbom.cdx.json'), 'utf8'));
    expect([sbom.bomFormat, sbom.metadata.component.name]).toEqual(['CycloneDX', 'phu-xanh']);
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const purls = new Set(sbom.components.map((one: { purl: string }) => decodeURIComponent(one.purl)));
    for (const [name, version] of Object.entries(dependencies))
      expect(purls).toContain(`pkg:npm/${name}@${version}`);
    const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
    // What tests use and a package of production brings along is of production all the same.
    const ofTests = Object.entries(devDependencies).filter(
      ([name]) => lock.packages[`node_modules/${name}`].dev,
    );
    expect(ofTests.length).toBeGreaterThan(10);
    for (const [name, version] of ofTests) expect(purls).not.toContain(`pkg:npm/${name}@${version}`);
    expect(await readFile(join(ROOT, 'dist/licences.txt'), 'utf8')).toMatch(/^fastify\t5\.\d+\.\d+\tMIT$/m);
  });

  it.each([
    ['none', undefined],
    ['an empty list', []],
    ['forbidden', [{ license: { id: 'AGPL-3.0-only' } }]],
    ['a name that says nothing', [{ license: { name: 'SEE LICENSE IN LICENSE.md' } }]],
    ['one of two that both hold', [{ expression: 'MIT AND GPL-2.0-only' }]],
    ['two, one of them forbidden', [{ license: { id: 'MIT' } }, { license: { id: 'SSPL-1.0' } }]],
  ])('is refused with a licence that is %s', async (_, licenses) => {
    const { code, stdout, stderr } = await judge(licenses);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^left-pad 1\.3\.0: /);
  });

  it.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND OFL-1.1'])('is taken with %s', async (expression) => {
    expect((await judge([{ expression }])).code).toBe(0);
  });
});
