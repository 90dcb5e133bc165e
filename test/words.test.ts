import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Letters that no English text has. */
const VIETNAMESE = /[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]/i;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }));

describe('two languages', () => {
  it('stand in one order: Vietnamese first, then English', () => {
    const turned = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/[([,]\s*(['`])([^'`\n]* [^'`\n]*)\1,\s*(['`])([^'`\n]* [^'`\n]*)\3,?\s*[)\]]/g)]
        .filter(
          ([, , first = '', , second = '']) =>
            !VIETNAMESE.test(first) && !first.includes(' --') && VIETNAMESE.test(second),
        )
        .map(([, , first]) => `${path}: ${first}`),
    );
    expect(turned).toEqual([]);
  });
});
