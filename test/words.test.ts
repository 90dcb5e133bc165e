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

describe('the glossary', () => {
  /** Terms that something is not called any more, beside what it is called. */
  const GONE: readonly [RegExp, string][] = [
    [/bậc thang/i, 'quy trình nhắc'],
    [/khoảng im lặng/i, 'tạm ngừng nhắc'],
    [/người nhận việc/i, 'người xử lý'],
    [/hẹn xong/i, 'hẹn hoàn thành'],
    [/(^|[^a-zà-ỹ])quản trị (xem|sẽ|hỏi|ghi)/i, 'quản trị viên'],
    [/thư gửi đi/i, 'tin gửi đi'],
    [/sê-ri/i, 'số hiệu'],
    [/công việc tự động/i, 'tác vụ tự động'],
  ];

  it.each(GONE)('has %s nowhere: it is %s', (term) => {
    expect(sources.filter(({ text }) => term.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('a day that is said to people', () => {
  /** What refuses a change: shown at its field, in the language of the page. */
  const refusing = sources.filter(({ path }) => /^(changes|alerts|accounts|people)\/[^/]+$/.test(path));

  it('is never put into a sentence as machines write it', () => {
    const raw = refusing.flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /`[^`\n]* [^`\n]*\$\{[\w.]*(?:[dD]ay|validTo|validFrom|startsOn|endsOn|finalThrough)\}[^`\n]*[.…]`/g,
        ),
      ].map(([sentence]) => `${path}: ${sentence}`),
    );
    expect(raw).toEqual([]);
  });
});
