import { loadRegistry } from '../../changes/registry.ts';
import { refuse } from '../../refused.ts';
import { criteriaOf } from '../../scores/rules.ts';
import { setBody } from '../../scores/schema.ts';
import { listSets } from '../../scores/store.ts';
import { putSet } from '../../scores/verbs.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';
import { table } from '../table.ts';

export const criteriaSet = command({
  name: 'criteria set',
  summary: 'Makes a criteria set of a JSON file, or the next version of one.',
  operands: { file: 'JSON as `POST /api/v1/criteria-sets` takes it' },
  options: {},
  examples: ['chuyen-doi-so.json'],
  notes:
    'Maxima that do not add up and bands with a hole, an overlap or an inversion are named, and nothing is stored.',
  async run(shell, { file }) {
    const read = setBody.safeParse(parse(file, (await readOperatorFile(file)).toString('utf8')));
    if (!read.success)
      throw new Refused(
        read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('\n'),
      );
    const { provinces } = await loadRegistry(shell.db);
    if (read.data.province !== '*' && !provinces.has(read.data.province))
      refuse('province', ['Không có tỉnh, thành phố này.', `There is no province “${read.data.province}”.`]);
    const set = await putSet(shell.db, authorOf(shell), read.data);
    shell.print(
      `“${set.code}” has version ${set.version}: ${criteriaOf(set).length} criteria, ${set.max} points.`,
    );
  },
});

export const criteriaList = command({
  name: 'criteria list',
  summary: 'Lists the criteria sets, each in its latest version.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const { provinces } = await loadRegistry(shell.db);
    const sets = await listSets(shell.db.orm, ['*', ...provinces.keys()]);
    shell.print(
      table(
        ['CODE', 'VERSION', 'PROVINCE', 'MAX', 'CRITERIA', 'NAME'],
        sets.map((one) => [
          one.code,
          String(one.version),
          one.province,
          String(one.max),
          String(criteriaOf(one).length),
          one.nameVi,
        ]),
      ),
    );
  },
});

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(`${file} is no JSON.`);
  }
}
