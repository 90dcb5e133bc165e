import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docxOf } from '../src/papers/docx.ts';
import { CELL_MARGIN, widthsOf } from '../src/papers/docx-widths.ts';
import { letterheadOf } from '../src/papers/layout.ts';
import { paperOf } from '../src/reports/kinds/all.ts';
import { sampleSnapshot } from '../src/reports/templates/sample.ts';
import type { ReportKind } from '../src/reports/types.ts';
import { namesIn, partOf, wordsOf } from './support/word.ts';

/** The document of a report, part by part, against Decree 30/2020/NĐ-CP, Annex I. */

async function written(kind: ReportKind): Promise<Buffer> {
  const snapshot = sampleSnapshot(kind);
  const file = await docxOf(paperOf(snapshot, {}), letterheadOf(snapshot.area), snapshot.asOf);
  if (process.env.PICTURES) writeFileSync(join(process.env.PICTURES, `${kind}.docx`), file);
  return file;
}
const twips = (mm: number) => Math.round((mm * 1440) / 25.4);

describe('a report as a document', () => {
  it('has the page, the numbers of pages and the annexes of the decree', async () => {
    const file = await written('daily');
    const xml = partOf(file, 'word/document.xml');
    const sections = xml.match(/<w:sectPr[ >].*?<\/w:sectPr>/g) ?? [];
    expect(sections).toHaveLength(3);
    for (const section of sections) {
      // Page 1 bears no number; each annex is counted for itself.
      expect(section).toContain('<w:titlePg');
      expect(section).toMatch(/<w:pgNumType w:start="1"/);
      expect(section).toMatch(/<w:headerReference w:type="first"/);
      expect(section).toMatch(new RegExp(`w:left="${twips(30)}"`));
      expect(section).toMatch(new RegExp(`w:top="${twips(20)}"`));
    }
    expect(sections.map((one) => /w:orient="landscape"/.test(one))).toEqual([false, false, true]);
    const [width, height] = [twips(210), twips(297)];
    expect(sections[0]).toContain(`<w:pgSz w:w="${width}" w:h="${height}"`);
    expect(sections[2]).toContain(`<w:pgSz w:w="${height}" w:h="${width}"`);

    // What ends a section takes no room, else a full page would be followed by one of nothing.
    expect(xml.match(/w:lineRule="exact"\/><w:sectPr/g)).toHaveLength(2);

    const headers = namesIn(file).filter((name) => /^word\/header\d+\.xml$/.test(name));
    const numbered = headers.filter((name) => partOf(file, name).includes('PAGE'));
    expect(numbered.length).toBe(headers.length / 2);
    for (const name of numbered) expect(partOf(file, name)).toContain('<w:jc w:val="center"/>');

    const words = wordsOf(file);
    expect(words).toEqual(expect.arrayContaining(['Phụ lục I', 'Phụ lục II']));
    expect(words.some((one) => one.includes('(chi tiết tại các Phụ lục I–II)'))).toBe(true);
    expect(words.find((one) => one.startsWith('Số:'))).toMatch(/^Số:\s+\/BC-SKHCN$/);
    expect(words.at(words.findIndex((one) => one.startsWith('- Lưu')))).toMatch(/^- Lưu: VT, .*\.$/);
    expect(words.some((one) => one.endsWith('./.'))).toBe(true);
  });

  it('repeats the heads of its tables, and names its font for every script', async () => {
    const file = await written('monthly');
    const xml = partOf(file, 'word/document.xml');
    const tables = xml.split('<w:tbl>').slice(1);
    // The head and the end of the paper stand in tables without borders, which have no head.
    const withHead = tables.filter((one) => one.includes('<w:tblHeader/>'));
    expect(withHead.length).toBe(tables.length - 2);
    const fonts = /<w:rFonts [^>]*>/.exec(partOf(file, 'word/styles.xml'))?.[0] ?? '';
    for (const script of ['ascii', 'hAnsi', 'cs', 'eastAsia'])
      expect(fonts).toContain(`w:${script}="Times New Roman"`);
    expect(partOf(file, 'word/styles.xml')).toContain('vi-VN');
  });

  it.each([
    ['daily', 1],
    ['deadline', 0],
    ['monthly', 3],
    ['half_yearly', 3],
  ] as const)('of a %s report holds %d pictures, each with what it says in words', async (kind, count) => {
    const file = await written(kind);
    const pictures = namesIn(file).filter((name) => name.startsWith('word/media/'));
    expect(pictures).toHaveLength(count);
    const said = [...partOf(file, 'word/document.xml').matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)];
    expect(said).toHaveLength(count);
    if (count > 0) expect(said.at(-1)?.[1]).toContain('Các ô xếp theo tên của 3 đơn vị: 1 đơn vị đạt');
    for (const name of pictures) expect(partOf(file, name).slice(1, 4)).toBe('PNG');
    expect((await written(kind)).equals(file)).toBe(true);
  });

  it('has no column too narrow for a day or a figure, and no paper too narrow for its columns', () => {
    const columns = [
      { head: 'TT', share: 0.5 },
      { head: 'Chỉ tiêu', share: 6 },
      { head: 'Từ ngày', share: 0.5 },
      { head: 'Còn thiếu', share: 0.5 },
    ];
    const row = ['1', 'Cán bộ, công chức có chữ ký số', '27/11/2025', '1.234.567'];
    const [first = 0, wide = 0, day = 0, figure = 0] = widthsOf(columns, [row], 9_000, 11);
    // A digit of Times New Roman is half as wide as the font is high.
    for (const [width, text] of [
      [day, '27/11/2025'],
      [figure, '1.234.567'],
    ] as const)
      expect(width).toBeGreaterThanOrEqual(text.length * 11 * 20 * 0.5 + 2 * CELL_MARGIN);
    expect(wide).toBeLessThan((9_000 * 6) / 7.5);
    expect(Math.abs(first + wide + day + figure - 9_000)).toBeLessThan(4);
    // What fits nowhere leaves the shares as they are.
    expect(widthsOf(columns, [['1', 'x'.repeat(900), '', '']], 9_000, 11)).toEqual([600, 7_200, 600, 600]);
  });
});
