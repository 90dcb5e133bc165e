import { readFile, stat } from 'node:fs/promises';
import { planDocument, storeDocument } from '../../plans/document.ts';
import { EXAMPLES } from '../../plans/examples/all.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { Refused } from '../errors.ts';
import type { Shell } from '../shell.ts';

/** A plan with thousands of tasks has fewer. */
const MOST_BYTES = 20 * 1024 * 1024;

export const planImport = command({
  name: 'plan import',
  summary:
    'Stores a plan with its tasks from a JSON document, and the agencies that it names and the province lacks.',
  operands: { file: 'JSON: {province, agencies, plan, paper, tasks}, as the examples have it' },
  options: {},
  examples: ['ke-hoach-02.json'],
  notes:
    'Sheets of tasks are taken by pages and the API. A plan of a code that is there already is left alone.',
  async run(shell, { file }) {
    if ((await stat(file)).size > MOST_BYTES) throw new Refused(`${file} is too large.`);
    const text = await readFile(file, 'utf8');
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      throw new Refused(`${file} is not valid JSON.`);
    }
    const read = planDocument.safeParse(given);
    if (!read.success)
      throw new Refused(
        read.error.issues
          .slice(0, 50)
          .map(({ path, message }) => `/${path.join('/')}: ${message}`)
          .join('\n'),
      );
    await store(shell, read.data);
  },
});

export const planExamples = command({
  name: 'plan examples',
  summary: 'Stores three papers of 2025 as examples: of Hải Phòng, Hồ Chí Minh City and Rạch Giá.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    for (const document of EXAMPLES) await store(shell, document);
  },
});

async function store(shell: Shell, document: Parameters<typeof storeDocument>[2]): Promise<void> {
  const { code } = document.plan;
  const count = await storeDocument(shell.db, authorOf(shell), document);
  shell.print(count === undefined ? `There is a plan ${code} already.` : `${code}: ${count} tasks.`);
}
