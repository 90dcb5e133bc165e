import { describe, expect, it } from 'vitest';
import { addressedLocalities, addresseesOf } from '../src/documents/addressees-rules.ts';
import { effectOf } from '../src/documents/effect-rules.ts';
import {
  type DocumentFacts,
  documentLetterhead,
  documentName,
  documentPaper,
} from '../src/documents/paper.ts';
import type { DocumentRow } from '../src/documents/types.ts';
import { dateLine, numberLine } from '../src/papers/layout.ts';
import { addressedTo, closingOf, roman } from '../src/papers/paper.ts';
import type { Agency, Locality, LocalityName } from '../src/registry/types.ts';
import { indicator } from './support/registry.ts';

const DAY = '2025-09-22';
const named = (code: string, name: string): LocalityName => ({ code, name, type: 'xã', province: '31' });
const PLACES = [named('10001', 'An Bình'), named('10002', 'Bình Minh'), named('10003', 'Cát Tường')];
const row = (locality: string, of: string, more: Partial<DocumentRow> = {}): DocumentRow => ({
  ...{ locality, indicator: of, state: 'unmet', have: 3, need: 5, missing: 2, since: DAY, streak: null },
  ...more,
});
const facts = (more: Partial<DocumentFacts> = {}): DocumentFacts => ({
  kind: 'cong_van',
  subject: 'đôn đốc',
  text: 'Một.\n\nHai.',
  asOf: new Date('2025-09-22T16:05:00+07:00'),
  programmeVi: 'Đợt thử',
  province: { code: '31', name: 'Thành phố Hải Phòng' },
  addressees: [
    { code: 'so-khcn', nameVi: 'Sở Khoa học và Công nghệ' },
    { code: 'so-tai-chinh', nameVi: 'Sở Tài chính' },
    { code: 'all-localities', nameVi: 'Ủy ban nhân dân các xã, phường, đặc khu' },
  ],
  rows: [row('10001', 'c.p'), row('10003', 'c.p', { state: 'unknown', missing: null })],
  localities: PLACES,
  indicators: [
    indicator('c.p', { condition: 'certificate', kind: 'ratio', unit: 'chứng thư', nameVi: 'Chứng thư số' }),
    indicator('n.l', { condition: 'network', kind: 'boolean', unit: null, nameVi: 'Đã có mạng nội bộ' }),
  ],
  issued: null,
  ...more,
});

describe('a document as it reads', () => {
  it('has a line with a dash for each of several addressees, and one line for one', () => {
    expect(addressedTo(['A', 'B', 'C'])).toEqual(['Kính gửi:', '- A;', '- B;', '- C.']);
    expect(addressedTo(['A'])).toEqual(['Kính gửi: A.']);
    expect(addressedTo(documentLetterhead(facts()).addressees ?? []).slice(1)).toEqual([
      '- Sở Khoa học và Công nghệ;',
      '- Sở Tài chính;',
      '- Ủy ban nhân dân các xã, phường, đặc khu.',
    ]);
  });

  it('has an annex for each that lags, of its own, and none for others', () => {
    const { annexes, opening, sections, untitled } = documentPaper(facts());
    expect(annexes.map(({ title, table }) => [title, table.rows.length])).toEqual([
      ['Nội dung còn thiếu của xã An Bình', 1],
      ['Nội dung còn thiếu của xã Cát Tường', 1],
    ]);
    expect(untitled).toBe(true);
    expect(opening).toContain('tính đến 16 giờ 05 phút ngày 22/9/2025');
    expect(opening).toContain('còn 2 nội dung chưa hoàn thành ở 2 đơn vị (chi tiết tại các Phụ lục I–II)');
    expect(sections[0]?.blocks).toEqual([
      { kind: 'list', items: ['Chứng thư số: 2 đơn vị, còn thiếu 2 chứng thư.'] },
    ]);
    expect(sections[0]?.written).toEqual(['Một.', 'Hai.']);
  });

  it('tells of reports that have not come, and of nothing where nothing is lacking', () => {
    const report = { state: 'not_reported' as const, have: null, need: null, missing: null, streak: 3 };
    const { annexes, opening } = documentPaper(facts({ rows: [row('10002', '', report)] }));
    expect(opening).toContain('còn 1 đơn vị chưa gửi báo cáo ngày 22/9/2025 (chi tiết tại Phụ lục)');
    expect(annexes[0]?.table.rows[0]?.slice(1, 3)).toEqual(['Báo cáo hằng ngày', 'Chưa gửi, 3 ngày liền']);
    expect(documentPaper(facts({ rows: [] })).annexes).toEqual([]);
  });

  it('proposes how many of what for how many units, in one list', () => {
    const rows = [
      row('10001', 'c.p'),
      row('10002', 'c.p', { missing: 5 }),
      row('10003', 'c.p', { state: 'unknown', missing: null }),
      row('10003', 'n.l', { have: null, need: null, missing: null }),
    ];
    const addressees = [{ code: 'ubnd-tinh', nameVi: 'Ủy ban nhân dân thành phố Hải Phòng' }];
    const of = facts({ kind: 'to_trinh', rows, addressees });
    const { annexes, sections, name, closing } = documentPaper(of);
    expect(sections[0]?.blocks).toEqual([
      {
        kind: 'list',
        items: [
          'Đề nghị cấp 7 chứng thư cho 2 đơn vị: Chứng thư số; 1 đơn vị chưa có số liệu.',
          'Đề nghị bảo đảm cho 1 đơn vị: mạng nội bộ.',
        ],
      },
    ]);
    expect(annexes).toHaveLength(1);
    expect(annexes[0]?.table.rows.map((cells) => cells.slice(0, 2))).toEqual([
      [1, 'xã An Bình'],
      [2, 'xã Bình Minh'],
      [3, 'xã Cát Tường'],
      [4, 'xã Cát Tường'],
    ]);
    expect([name, closingOf({ closing })]).toEqual([
      'Tờ trình',
      'Kính trình cấp có thẩm quyền xem xét, quyết định./.',
    ]);
    expect(numberLine(documentLetterhead(of))).toMatch(/^Số:\s+\/TTr-SKHCN$/);
  });

  it('is numbered and dated when it is issued, and its last line is where it is kept', () => {
    const issued = { number: '125', day: '2026-02-05', signerTitle: 'KT. Giám đốc' };
    const head = documentLetterhead(facts({ issued }));
    expect(numberLine(head)).toBe('Số: 125/SKHCN-CĐS');
    expect(dateLine(head)).toBe('Hải Phòng, ngày 05 tháng 02 năm 2026');
    expect(head.signer).toBe('KT. Giám đốc');
    expect(head.recipients.at(-1)).toBe('Lưu: VT, CĐS.');
    expect(head.recipients[1]).toBe('Ủy ban nhân dân thành phố Hải Phòng (để báo cáo);');
    expect(numberLine(documentLetterhead(facts({ issued: { ...issued, number: '7-CV/SKHCN' } })))).toBe(
      'Số: 7-CV/SKHCN',
    );
    const draft = documentLetterhead(facts());
    expect(numberLine(draft)).toMatch(/^Số:\s+\/SKHCN-CĐS$/);
    expect(dateLine(draft)).not.toMatch(/\d/);
    expect(documentName('cong_van', { code: '31', name: 'Thành phố Hải Phòng' }, issued)).toBe(
      'Công văn số 125/SKHCN-CĐS, ngày 5/2/2026',
    );
  });

  it.each([
    [1, 'I'],
    [4, 'IV'],
    [9, 'IX'],
    [44, 'XLIV'],
    [114, 'CXIV'],
    [168, 'CLXVIII'],
  ])('counts annexes: %i is %s', (number, sign) => expect(roman(number)).toBe(sign));
});

describe('addressees', () => {
  const agency = (code: string, validTo: string | null = null): Agency => ({
    ...{ province: '31', code, nameVi: code, nameEn: code, kind: 'department' as const },
    ...{ validFrom: '2025-07-01', validTo },
  });
  const locality = (code: string, more: Partial<Locality> = {}): [string, Locality] => [
    code,
    {
      ...{ code, province: '31', validFrom: '2025-07-01', validTo: null, successors: [] },
      ...{ names: [{ validFrom: '2025-07-01', name: `N${code}`, type: 'xã' as const }] },
      ...{ lon: null, lat: null, tile: null },
      ...more,
    },
  ];
  const registry = {
    agencies: [agency('so-khcn'), agency('so-cu', '2025-08-31')],
    localities: new Map([
      locality('10001'),
      locality('10002', { validTo: '2025-09-01', successors: ['10001'] }),
      locality('20001', { province: '79' }),
    ]),
    nameOn: (one: Locality) => named(one.code, one.names[0]?.name ?? ''),
  };

  it('are told each once, with a fault for each that is not there or has ended', () => {
    const of = (...codes: string[]) => addresseesOf(registry, '31', codes, DAY);
    expect(of('so-khcn', '10001', 'so-khcn').addressees.map(({ code }) => code)).toEqual([
      'so-khcn',
      '10001',
    ]);
    expect(of('10001', 'all-localities').addressees.map(({ code }) => code)).toEqual(['all-localities']);
    const { faults } = of('so-cu', '10002', '20001', '99999', 'so-la');
    expect(faults.map(({ pointer }) => pointer)).toEqual([0, 1, 2, 3, 4].map((at) => `/addressees/${at}`));
    expect(faults[1]?.messageVi).toContain('đã kết thúc sau ngày 1/9/2025; đơn vị tiếp nhận: N10001 (10001)');
    expect(faults[2]?.messageVi).toBe(faults[3]?.messageVi);
  });

  it('are localities in force on the day', () => {
    const to = (code: string) => addresseesOf(registry, '31', [code], DAY).addressees;
    expect(addressedLocalities(registry, '31', to('all-localities'), DAY)).toEqual(['10001']);
    expect(addressedLocalities(registry, '31', to('so-khcn'), DAY)).toEqual([]);
    expect(addressedLocalities(registry, '31', to('all-localities'), '2025-08-15')).toEqual([
      '10001',
      '10002',
    ]);
  });
});

describe('what came of a document', () => {
  const closed = (...days: (string | null)[]) => days.map((closedOn) => ({ closedOn }));
  it.each([
    ['nothing yet', closed(null, null), '2025-09-23', [2, 0, 0], [0, 0, 0], [false, false, false]],
    ['on its own day', closed(DAY, null), DAY, [2, 0, 1], [1, 1, 1], [false, false, false]],
    ['before its day', closed('2025-09-21', DAY), DAY, [1, 1, 1], [1, 1, 1], [false, false, false]],
    [
      'on the last day of a window, and on the one after',
      closed('2025-09-29', '2025-09-30', '2025-10-22', '2025-10-23'),
      '2025-10-30',
      [4, 0, 4],
      [1, 2, 3],
      [true, true, true],
    ],
    ['not after today', closed('2025-09-29'), '2025-09-28', [1, 0, 0], [0, 0, 0], [false, false, false]],
    [
      'on the eighth day a week has passed',
      closed(null),
      '2025-09-30',
      [1, 0, 0],
      [0, 0, 0],
      [true, false, false],
    ],
  ] as const)('%s', (_, rows, today, [urged, before, all], within, passed) => {
    const effect = effectOf(rows, DAY, today);
    expect(effect).toMatchObject({ urged, closedBefore: before, closed: all });
    expect(effect.windows.map((one) => one.closed)).toEqual(within);
    expect(effect.windows.map((one) => one.passed)).toEqual(passed);
  });
});
