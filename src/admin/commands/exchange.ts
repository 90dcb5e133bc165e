import { loadRegistry } from '../../changes/registry.ts';
import { readCodes } from '../../exchange/code-store.ts';
import { setCodes, type TypedCode } from '../../exchange/codes.ts';
import { CODE_KINDS } from '../../exchange/types.ts';
import { fault } from '../../faults.ts';
import { readText } from '../../fields.ts';
import { brokenCell } from '../../sheets/cells.ts';
import { findRows, type Layout } from '../../sheets/find-rows.ts';
import { notTaken, sheetNotes } from '../../sheets/found.ts';
import { readBook } from '../../sheets/read.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';
import { table } from '../table.ts';

const COLUMNS = ['kind', 'ours', 'uid', 'code'] as const;
const LAYOUT: Layout = {
  columns: COLUMNS.map((header) => ({ header, names: [], kind: 'code' })),
  needed: ['kind', 'ours'],
  someOf: ['uid', 'code'],
  marks: ['kind'],
};

export const exchangeSet = command({
  name: 'exchange set',
  summary: 'Says what another system (DHIS2) calls a value, a locality or a programme of ours.',
  operands: {
    kind: CODE_KINDS.join(', '),
    ours: 'code of a value such as certificate.personal.have, of a locality or province, or of a programme',
  },
  options: {
    uid: { type: 'string', value: 'UID', help: 'its identifier there, of 11 letters and digits' },
    code: { type: 'string', value: 'CODE', help: 'its code there' },
  },
  examples: ['data_element certificate.personal.have --uid f7n9E0hX8qk', 'org_unit 11737'],
  notes: 'Without --uid and --code what there was is taken away; our own code holds again.',
  async run(shell, { kind, ours }, { uid = '', code = '' }) {
    const typed = {
      kind,
      ours,
      uid,
      code: code === '' ? code : readText('code', code, 230),
    };
    const registry = await loadRegistry(shell.db);
    const done = await setCodes(shell.db, authorOf(shell), registry, '*', [typed]);
    shell.print(`${done.set} set, ${done.removed} removed.`);
  },
});

export const exchangeImport = command({
  name: 'exchange import',
  summary: 'Reads what another system calls ours from a CSV or XLSX file, all or none.',
  operands: { file: `CSV or XLSX with the columns ${COLUMNS.join(',')}` },
  options: {},
  examples: ['dhis2-codes.csv'],
  async run(shell, { file }) {
    const finding = await findRows(await readBook(await readOperatorFile(file)), LAYOUT);
    if (!finding.ok)
      throw new Refused(`Nothing is stored.\n${finding.faults.map((fault) => fault.message).join('\n')}`);
    for (const { message } of sheetNotes(finding.found, false).notices ?? []) shell.print(message);
    const { headers, rows } = notTaken(finding.found, []);
    const faults = rows.flatMap(({ row, cells, spoilt = [] }) =>
      headers.flatMap((header, at) => {
        const wrong = spoilt.includes(header)
          ? fault(`/${header}`, 'code_lost_digits')
          : brokenCell(`/${header}`, cells[at] ?? '');
        return wrong ? [`Row ${row}, ${header}: ${wrong.message}`] : [];
      }),
    );
    if (faults.length > 0) throw new Refused(`Nothing is stored.\n${faults.join('\n')}`);
    const typed = rows.map(({ cells }): TypedCode => {
      const cell = (name: string) => cells[headers.indexOf(name)] ?? '';
      return { kind: cell('kind'), ours: cell('ours'), uid: cell('uid'), code: cell('code') };
    });
    const registry = await loadRegistry(shell.db);
    const done = await setCodes(shell.db, authorOf(shell), registry, '*', typed);
    shell.print(`${done.set} set, ${done.removed} removed.`);
  },
});

export const exchangeList = command({
  name: 'exchange list',
  summary: 'Lists what another system calls ours.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await readCodes(shell.db.orm)).map(({ kind, ours, uid, code }) => [
      kind,
      ours,
      uid ?? '-',
      code ?? '-',
    ]);
    shell.print(table(['KIND', 'OURS', 'UID', 'CODE'], rows));
  },
});
