import { AGENCY_FIELDS, type AgencyTerms, endAgency, setAgency } from '../../changes/agencies.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { AGENCY_KINDS } from '../../registry/types.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay, readFields } from '../input.ts';
import { table } from '../table.ts';

const OPERANDS = { province: 'code of the province', code: 'of the agency, e.g. so-khcn' };

export const agencySet = command({
  name: 'agency set',
  summary: 'Makes an agency of a province, or gives it another name or kind, from a day on.',
  operands: OPERANDS,
  options: {
    'name-vi': { type: 'string', value: 'NAME', help: 'its name', required: true },
    'name-en': { type: 'string', value: 'NAME', help: 'its name in English', required: true },
    kind: { type: 'string', value: 'KIND', help: AGENCY_KINDS.join(', '), required: true },
    from: { type: 'string', value: 'DAY', help: 'the first day', required: true },
  },
  examples: [
    '31 so-xay-dung --name-vi "Sở Xây dựng" --name-en "Department of Construction" --kind department --from 2026-12-01',
  ],
  async run(shell, { province, code }, options) {
    const terms = readFields<AgencyTerms>(AGENCY_FIELDS, options);
    const { nameVi = '', nameEn = '', kind = 'other', from = '' } = terms;
    await setAgency(shell.db, authorOf(shell), { province, code }, { nameVi, nameEn, kind, from });
    shell.print(`${code} of ${province} is “${nameVi}” from ${from} on.`);
  },
});

export const agencyEnd = command({
  name: 'agency end',
  summary: 'Ends an agency: after that day nothing new is given to it.',
  operands: OPERANDS,
  options: { 'last-day': { type: 'string', value: 'DAY', help: 'its last day', required: true } },
  examples: ['31 so-xay-dung --last-day 2026-12-31'],
  async run(shell, { province, code }, options) {
    const lastDay = readDay(options['last-day'], '--last-day');
    await endAgency(shell.db, authorOf(shell), { province, code }, lastDay);
    shell.print(`${code} of ${province} ends on ${lastDay}.`);
  },
});

export const agencyList = command({
  name: 'agency list',
  summary: 'Lists the agencies of every province.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const { agencies } = await loadRegistry(shell.db);
    shell.print(
      table(
        ['PROVINCE', 'CODE', 'KIND', 'FROM', 'TO', 'NAME'],
        agencies.map((one) => [
          one.province,
          one.code,
          one.kind,
          one.validFrom,
          one.validTo ?? '-',
          one.nameVi,
        ]),
      ),
    );
  },
});
