import { loadRegistry } from '../../changes/registry.ts';
import { importPeople, type PeopleResult } from '../../people/import.ts';
import { PEOPLE_COLUMNS, PEOPLE_LAYOUT } from '../../people/sheet.ts';
import { findRows } from '../../sheets/find-rows.ts';
import { readBook } from '../../sheets/read.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';

export const peopleImport = command({
  name: 'people import',
  summary: 'Makes accounts and contacts of a CSV or XLSX sheet of people; known ones are brought up to date.',
  operands: { file: `CSV or XLSX with the columns ${PEOPLE_COLUMNS.map(({ header }) => header).join(',')}` },
  options: {
    invite: { type: 'boolean', help: 'let an invitation go out to who was never invited' },
    'dry-run': { type: 'boolean', help: 'say what it would do, and store nothing' },
  },
  examples: ['people.xlsx --dry-run', 'people.xlsx --invite'],
  notes: [
    'A row is a person: role officer, leader, department, finance, viewer or admin, or as pages call it; area the code of a',
    'locality or a province, or *. `hears` and `account` (yes or no, may be blank): whether messages go to him, whether he signs',
    'in. He signs in by his address, else by his telephone. With any fault nothing is stored; the same sheet again changes',
    'nothing; nobody is removed by it.',
  ].join('\n'),
  async run(shell, { file }, { invite, 'dry-run': dryRun }) {
    const finding = await findRows(await readBook(await readOperatorFile(file)), PEOPLE_LAYOUT);
    if (!finding.ok)
      throw new Refused(`Nothing is stored.\n${finding.faults.map((fault) => fault.message).join('\n')}`);
    const options = { registry: await loadRegistry(shell.db), area: '*', dryRun, invite, atomic: true };
    const answer = await importPeople(shell.db, authorOf(shell), finding.found, options);
    for (const { message } of answer.notices ?? []) shell.print(message);
    const { accepted, unchanged, skipped, rejected, invited, unreachable } = answer;
    if (rejected > 0) throw new Refused(`Nothing is stored.\n${answer.results.flatMap(linesOf).join('\n')}`);
    const counts = [
      `${accepted} ${dryRun ? 'to store' : 'stored'}`,
      `${unchanged} unchanged`,
      `${skipped} blank`,
    ];
    shell.print(`${counts.join(', ')}.`);
    if (invite) shell.print(`${invited} invited, ${unreachable} to be given a printed card.`);
  },
});

function linesOf({ sheet, row, errors = [] }: PeopleResult): string[] {
  const place = `${sheet === undefined ? '' : `${sheet}, `}row ${row}`;
  return errors.map(({ column, message }) => `${place}, ${column}: ${message}`);
}
