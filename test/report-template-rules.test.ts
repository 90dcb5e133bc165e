import { describe, expect, it } from 'vitest';
import { formatPercent } from '../src/i18n/format.ts';
import { checkTemplate, fillTemplate } from '../src/papers/template/docx-template.ts';
import { nearestName, showTags } from '../src/papers/template/tag.ts';
import { sampleSnapshot, sampleValues } from '../src/reports/templates/sample.ts';
import { REPORT_TAGS } from '../src/reports/templates/tags.ts';
import { REPORT_KINDS } from '../src/reports/types.ts';
import { docxWith, type Made, row, wordsOf } from './support/word.ts';

const sample = sampleValues('daily');
const check = (made: Made) => checkTemplate(docxWith(made), REPORT_TAGS, sample);
const told = (made: Made) => check(made).map(({ code, message }) => `${code} ${message}`);
const field = (code: string) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${code}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
const instr = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;

describe('a template', () => {
  it('says what the snapshot says: texts, lists, rows of tables, conditions', () => {
    const made = {
      body: [
        '{trich_yeu}',
        'Có {so_xanh}/{so_don_vi} đơn vị, {ty_le_xanh}.',
        '{#don_vi}',
        '{tt}. {ten}: {tinh_trang} ({dia_ban})',
        '{/don_vi}',
        { xml: row('{#con_thieu}{ten}', '{con_thieu}', '{ngay_hen}{/con_thieu}') },
        '{#so_chua_gui}Còn đơn vị chưa gửi.{/}{^moi_xanh}Không có.{/moi_xanh}',
        '{#phan}',
        '{so}. {tieu_de}',
        '{#loi}{noi_dung}{/loi}',
        '{/phan}',
      ],
    };
    expect(told(made)).toEqual([]);
    const words = wordsOf(fillTemplate(docxWith(made), sample, sampleSnapshot('daily').asOf));
    expect(words).toEqual(
      expect.arrayContaining([
        `Có 1/3 đơn vị, ${formatPercent(33.3)}.`,
        '1. xã Một: đạt (Tỉnh Ví Dụ)',
        '3. xã Ba: chưa đạt (Tỉnh Ví Dụ)',
        'xã Ba',
        '2',
        '15/10/2025',
        'Còn đơn vị chưa gửi.',
        'III. Đề xuất, kiến nghị',
        'Đề nghị cấp bổ sung thiết bị.',
      ]),
    );
    expect(words).not.toContain('Không có.');
  });

  it('gives the same bytes of the same values, and what people wrote is text, whatever it looks like', () => {
    const file = docxWith({ body: ['{loi_de_xuat}', '{trich_yeu}'] });
    const values = { ...sample, loi_de_xuat: '<w:p>{so_xanh} & “{@x}”</w:p>' };
    const once = fillTemplate(file, values, '2025-09-30T16:00:00.000+07:00');
    expect(fillTemplate(file, values, '2025-09-30T16:00:00.000+07:00').equals(once)).toBe(true);
    expect(wordsOf(once)[0]).toBe('<w:p>{so_xanh} & “{@x}”</w:p>');
  });

  it.each<[what: string, made: Made, said: string[]]>([
    [
      'a tag that there is not',
      { body: ['{tong_thu}'] },
      ['template_unknown_tag There is no tag “{tong_thu}”. See the list of tags.'],
    ],
    [
      'one that was mistyped',
      { body: ['{so_xan}'] },
      ['template_unknown_tag There is no tag “{so_xan}”. Is {so_xanh} meant?'],
    ],
    [
      'one with marks',
      { body: ['{Số xanh}'] },
      ['template_unknown_tag There is no tag “{Số xanh}”. Is {so_xanh} meant?'],
    ],
    [
      'one of a list, outside of it',
      { body: ['{tinh_trang}'] },
      ['template_unknown_tag There is no tag “{tinh_trang}”. It stands within {#don_vi_thieu} only.'],
    ],
    [
      'a list as a text',
      { body: ['{don_vi}'] },
      ['template_list_as_text “{don_vi}” is a list: write {#don_vi} … {/don_vi} around what is repeated.'],
    ],
    ['raw XML', { body: ['{@x}'] }, ['template_raw_xml “{@x}” puts raw XML in: no such tag is taken.']],
    [
      'raw XML of a known tag',
      { body: ['a {@so_xanh} b'] },
      ['template_raw_xml “{@so_xanh}” puts raw XML in: no such tag is taken.'],
    ],
    [
      'a loop left open',
      { body: ['{#don_vi}', '{ten}'] },
      ['template_unclosed_loop The loop “{#don_vi}” is not closed by {/don_vi}.'],
    ],
    [
      'a loop that was not opened',
      { body: ['{/don_vi}'] },
      ['template_unopened_loop “{/don_vi}” closes a loop that {#don_vi} did not open.'],
    ],
    [
      'a loop closed by another',
      { body: ['{#don_vi}{#phan}{/don_vi}'] },
      ['template_unclosed_loop The loop “{#phan}” is not closed by {/phan}.'],
    ],
    [
      'a brace left open',
      { body: ['{so_xanh'] },
      ['template_unclosed_tag “{so_xanh” begins a tag that no “}” closes.'],
    ],
    [
      'a brace that was not opened',
      { body: ['so_xanh}'] },
      ['template_unopened_tag The “}” after “so_xanh” closes a tag that no “{” opens.'],
    ],
  ])('is refused for %s', (_, made, said) => {
    expect(told(made)).toEqual(said);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'a.b.constructor',
    'constructor.constructor("return process")()',
    'so_xanh.length',
    'so_xanh + 1',
    'so_xanh | upper',
    '=<% %>=',
    '=[[ ]]=',
    '%anh',
    '~html',
    ':table',
    '-w:tr don_vi',
    '$chart',
    '.',
    '#constructor',
    '#__proto__',
    '^valueOf',
    'don_vi.0.ten',
    'this',
    'global',
  ])('knows no {%s}', (tag) => {
    const body = tag.startsWith('#') || tag.startsWith('^') ? [`{${tag}}x{/}`] : [`{${tag}}`];
    const faults = check({ body });
    expect(faults.map(({ code }) => code)).toEqual(['template_unknown_tag']);
    expect(faults[0]?.message).toContain(`{${tag}}`);
  });

  it('tells everything that is wrong with it at once, wherever it stands', () => {
    const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const codes = check({
      body: ['{@x}', '{so_xan}', '{#don_vi}', { xml: field(instr(' INCLUDETEXT "C:\\\\x.docx" ')) }],
      relationships: [
        ['header', 'header1.xml'],
        ['hyperlink', 'https://example.com/a', 'External'],
        ['http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'vbaProject.bin'],
      ],
      types:
        '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>',
      parts: {
        'word/vbaProject.bin': new Uint8Array([1]),
        'word/header1.xml': `<w:hdr xmlns:w="${W}"><w:p><w:r><w:t>{khong_co_the_nay}</w:t></w:r></w:p></w:hdr>`,
      },
    }).map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual([
      'template_external',
      'template_field',
      'template_macros',
      'template_raw_xml',
      'template_unclosed_loop',
      'template_unknown_tag',
    ]);
    expect(codes.filter((code) => code === 'template_unknown_tag')).toHaveLength(2);
  });

  it.each<[what: string, made: Made, code: string]>([
    [
      'a macro document',
      { mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' },
      'template_macros',
    ],
    [
      'a dotx',
      { mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml' },
      'template_other_type',
    ],
    [
      'a project of macros that nothing refers to',
      { parts: { 'word/vbaProject.bin': new Uint8Array([1]) } },
      'template_macros',
    ],
    [
      'a template of the network',
      {
        parts: {
          'word/_rels/settings.xml.rels':
            '<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="file:///\\\\server\\t.dotm" TargetMode="External"/></Relationships>',
        },
      },
      'template_external',
    ],
    [
      'an outside picture',
      { relationships: [['image', 'http://example.com/a.png', 'External']] },
      'template_external',
    ],
    [
      'an outside target, said in another way',
      { relationships: [['image', 'http://example.com/a.png']] },
      'template_external',
    ],
    [
      'a mode that is spelled out',
      { relationships: [['image', 'media/a.png', 'Exter&#110;al']] },
      'template_external',
    ],
    ['an OLE object', { relationships: [['oleObject', 'embeddings/o.bin']] }, 'template_embedded'],
    ['an embedded workbook', { relationships: [['package', 'embeddings/b.xlsx']] }, 'template_embedded'],
    ['another document inside', { relationships: [['aFChunk', 'a.html']] }, 'template_embedded'],
    ['a sub-document', { relationships: [['subDocument', 'b.docx']] }, 'template_embedded'],
    ['a control', { relationships: [['control', 'activeX/activeX1.xml']] }, 'template_embedded'],
    [
      'what nobody has thought of',
      { relationships: [['http://example.com/new', 'x.bin']] },
      'template_embedded',
    ],
    ['an altChunk element', { body: [{ xml: '<w:altChunk r:id="rId9"/>' }] }, 'template_embedded'],
    ['DDE', { body: [{ xml: field(instr(' DDEAUTO c:\\\\cmd.exe ')) }] }, 'template_field'],
    ['DDE in pieces', { body: [{ xml: field(instr(' DD') + instr('E a b ')) }] }, 'template_field'],
    [
      'a field within the name of a field',
      {
        body: [
          {
            xml: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${field(instr('PAGE'))}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
          },
        ],
      },
      'template_field',
    ],
    [
      'a simple field',
      { body: [{ xml: '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x/&quot; "/></w:p>' }] },
      'template_field',
    ],
    [
      'a field left open',
      {
        body: [
          { xml: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${instr('INCLUDETEXT "x"')}</w:p>` },
        ],
      },
      'template_field',
    ],
    [
      'a picture by address',
      {
        body: [
          {
            xml: '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:v" src="http://example.com/a.png"/></w:pict></w:r></w:p>',
          },
        ],
      },
      'template_external',
    ],
    [
      'mail merge',
      {
        parts: {
          'word/settings.xml':
            '<w:settings xmlns:w="x"><w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge></w:settings>',
        },
      },
      'template_mail_merge',
    ],
    [
      'a CDATA section',
      { parts: { 'word/styles.xml': '<w:styles><![CDATA[x]]></w:styles>' } },
      'template_damaged',
    ],
    [
      'another encoding',
      { parts: { 'word/styles.xml': '<?xml version="1.0" encoding="utf-7"?><w:styles/>' } },
      'template_damaged',
    ],
  ])('is refused for %s', (_, made, code) => {
    expect(check(made).map((one) => one.code)).toEqual([code]);
  });

  it('may have page numbers, pictures of its own, and a header', () => {
    const faults = check({
      body: [{ xml: field(instr(' PAGE \\* MERGEFORMAT ')) }, '{so_xanh}'],
      relationships: [['image', 'media/a.png']],
      parts: { 'word/media/a.png': new Uint8Array([0x89, 0x50]) },
    });
    expect(faults).toEqual([]);
  });

  it('has at most some thousand tags', () => {
    const began = performance.now();
    const many = { body: [Array.from({ length: 100_000 }, () => '{so_xanh}').join(' ')] };
    expect(check(many).map(({ code }) => code)).toEqual(['template_too_many_tags']);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('the list of tags', () => {
  it.each(REPORT_KINDS)('has words and an example of each, of a %s report', (kind) => {
    const shown = showTags(REPORT_TAGS, sampleValues(kind));
    const all = shown.flatMap((one) => [one, ...(one.tags ?? [])]);
    const names = shown.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, words, tags, example } of all) {
      expect(name).toMatch(/^[a-z][a-z_]*$/);
      expect(words.every((one) => one !== '')).toBe(true);
      expect(tags !== undefined || example !== '').toBe(true);
    }
  });

  it('has targets and money, as the paper itself tells them', () => {
    const { chi_tieu_ke_hoach: targets, cau_chi_tieu: said, so_da_cap: units } = sampleValues('monthly');
    expect(targets).toMatchObject([{ tt: '1', ten: 'Dịch vụ công trực tuyến', dat: '1', cham: '1' }]);
    expect(said).toContain('Chỉ tiêu theo kế hoạch: 1 chỉ tiêu');
    expect(units).toBe('2');
  });

  it('suggests what is near, and nothing where nothing is', () => {
    const names = REPORT_TAGS.map(({ name }) => name);
    expect(nearestName('ty le xanh', names)).toBe('ty_le_xanh');
    expect(nearestName('constructor', names)).toBeUndefined();
    expect(nearestName('x', names)).toBeUndefined();
  });
});
