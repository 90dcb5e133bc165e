import { LOCALITY_COLUMNS, LOCALITY_LAYOUT, readLocalitySheet } from '../../changes/locality-sheet.ts';
import { createLocalities, withLocalities } from '../../changes/new-localities.ts';
import { previewColours } from '../../changes/preview.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { findRows } from '../../sheets/find-rows.ts';
import { notTaken, sheetNotes } from '../../sheets/found.ts';
import { readBook } from '../../sheets/read.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';

export const localityImport = command({
  name: 'locality import',
  summary:
    'Makes the localities of a CSV or XLSX file, and ends those that they take over from: all or none.',
  operands: { file: `CSV or XLSX with the columns ${LOCALITY_COLUMNS.join(',')}` },
  options: { 'dry-run': { type: 'boolean', help: 'says what it would do and stores nothing' } },
  examples: ['split.csv --dry-run'],
  notes: [
    'Predecessors are codes parted by semicolons; they end the day before unless the column `ends` says no.',
    'A unit that is split up stands as the predecessor of several rows.',
  ].join('\n'),
  async run(shell, { file }, options) {
    const finding = await findRows(await readBook(await readOperatorFile(file)), LOCALITY_LAYOUT);
    if (!finding.ok)
      throw new Refused(`Nothing is stored.\n${finding.faults.map((fault) => fault.message).join('\n')}`);
    for (const { message } of sheetNotes(finding.found, false).notices ?? []) shell.print(message);
    const registry = await loadRegistry(shell.db);
    const read = readLocalitySheet(notTaken(finding.found, ['code']), registry, shell.now);
    if ('faults' in read)
      throw new Refused(
        `Nothing is stored.\n${read.faults.map(({ row, column, message }) => `row ${row}, ${column}: ${message}`).join('\n')}`,
      );
    const { begun, changed } = read.planned;
    const ended = changed.filter((one) => one.validTo !== null);
    if (options['dry-run']) {
      const day = dayOf(shell.now);
      const previews = await previewColours(
        shell.db,
        (rows) => withLocalities(rows, read.planned, day),
        shell.now,
      );
      for (const { programme, before, after } of previews)
        shell.print(`${programme.code}: ${lineOf(before)} now, ${lineOf(after)} then.`);
    } else await createLocalities(shell.db, authorOf(shell), read.localities);
    shell.print(
      `${begun.length} ${options['dry-run'] ? 'would begin' : 'begin'}, ${ended.length} ${options['dry-run'] ? 'would end' : 'end'}.`,
    );
  },
});

const lineOf = (count: Record<string, number>) =>
  Object.entries(count)
    .map(([colour, many]) => `${many} ${colour}`)
    .join(', ');
