import { loadRegistry } from '../../changes/registry.ts';
import { readYesNo } from '../../fields.ts';
import { DEFAULT_LICENCE, setOpenData } from '../../opendata/settings.ts';
import { findOpenData, listOpenData } from '../../opendata/store.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const openDataSet = command({
  name: 'open-data set',
  summary: 'Opens how a province stands to anybody (/cong-khai/PROVINCE), or closes it again.',
  operands: { province: 'code of the province' },
  options: {
    on: { type: 'string', value: 'yes|no', help: 'whether it is open', required: true },
    licence: { type: 'string', value: 'TEXT', help: `terms of use (at first: ${DEFAULT_LICENCE})` },
    publisher: { type: 'string', value: 'NAME', help: 'who publishes the figures' },
  },
  examples: ['31 --on yes --publisher "Sở Khoa học và Công nghệ thành phố Hải Phòng"', '31 --on no'],
  notes: 'No person, no note, no value and no amount of money is shown.',
  async run(shell, { province }, { on: said = '', licence, publisher }) {
    const on = readYesNo('on', said);
    const registry = await loadRegistry(shell.db);
    const before = await findOpenData(shell.db.orm, province);
    const given = {
      on,
      licence: licence ?? before?.licence ?? DEFAULT_LICENCE,
      publisher: publisher ?? before?.publisher ?? registry.provinces.get(province) ?? '',
    };
    await setOpenData(shell.db, authorOf(shell), registry, '*', province, given);
    shell.print(`${province} is ${on ? 'open' : 'closed'}.`);
  },
});

export const openDataList = command({
  name: 'open-data list',
  summary: 'Lists the provinces that were ever opened to anybody.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const rows = (await listOpenData(shell.db.orm)).map((one) => [
      one.province,
      one.on ? 'open' : 'closed',
      one.licence,
      one.publisher,
    ]);
    shell.print(table(['PROVINCE', 'STATE', 'LICENCE', 'PUBLISHER'], rows));
  },
});
