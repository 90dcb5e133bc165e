import { CONDITION_FIELDS, type ConditionNames, setCondition } from '../../changes/conditions.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readFields } from '../input.ts';

export const conditionSet = command({
  name: 'condition set',
  summary: 'Makes a condition, a group of indicators, or gives one other names.',
  operands: { code: 'its code, e.g. data' },
  options: {
    'name-vi': { type: 'string', value: 'NAME', help: 'its name', required: true },
    'name-en': { type: 'string', value: 'NAME', help: 'its name in English', required: true },
  },
  examples: ['data --name-vi "Dữ liệu" --name-en "Data"'],
  notes: 'Nothing is asked by it until it has indicators: see `indicator set --group`.',
  async run(shell, { code }, options) {
    const { nameVi = '', nameEn = '' } = readFields<ConditionNames>(CONDITION_FIELDS, options);
    await setCondition(shell.db, authorOf(shell), code, { nameVi, nameEn });
    shell.print(`Condition ${code} is “${nameVi}”.`);
  },
});
