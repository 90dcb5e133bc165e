import { COLOUR_WORDS, REPORTING_WORDS } from '../collect/words.ts';
import type { Words } from '../i18n/say.ts';
import type { Registry } from '../registry/snapshot.ts';

/** What each field of the open figures means; the order of the columns of the file. */
export interface Field {
  field: string;
  type: 'text' | 'number' | 'date' | 'datetime';
  unit: string | null;
  meaning: Words;
  /** Where it comes from. */
  source: Words;
}

const REGISTRY: Words = ['Danh mục đơn vị hành chính', 'The register of administrative units'];
const RECORDS: Words = ['Báo cáo hằng ngày của các đơn vị', 'Daily records of the localities'];

const choices = (words: Readonly<Record<string, Words>>, language: 0 | 1) =>
  Object.entries(words)
    .map(([code, said]) => `${code} – ${said[language]}`)
    .join('; ');

const CONDITION_STATES: Record<string, Words> = {
  met: ['đạt', 'met'],
  unmet: ['chưa đạt', 'not met'],
  unknown: ['chưa có số liệu', 'not known'],
  not_applicable: ['không áp dụng', 'does not apply'],
};

export function dictionaryOf(registry: Registry, conditions: readonly string[]): Field[] {
  return [
    {
      field: 'province',
      type: 'text',
      unit: null,
      meaning: ['Mã tỉnh, thành phố (2 số)', 'Code of the province (2 digits)'],
      source: REGISTRY,
    },
    {
      field: 'locality',
      type: 'text',
      unit: null,
      meaning: ['Mã xã, phường, đặc khu (5 số)', 'Code of the locality (5 digits)'],
      source: REGISTRY,
    },
    { field: 'name', type: 'text', unit: null, meaning: ['Tên đơn vị', 'Its name'], source: REGISTRY },
    {
      field: 'type',
      type: 'text',
      unit: null,
      meaning: ['Loại đơn vị: xã, phường, đặc khu', 'Its type'],
      source: REGISTRY,
    },
    {
      field: 'day',
      type: 'date',
      unit: null,
      meaning: ['Ngày của số liệu', 'The day that it is of'],
      source: RECORDS,
    },
    {
      field: 'colour',
      type: 'text',
      unit: null,
      meaning: [`Mức độ: ${choices(COLOUR_WORDS, 0)}`, `Colour: ${choices(COLOUR_WORDS, 1)}`],
      source: RECORDS,
    },
    {
      field: 'percent',
      type: 'number',
      unit: '%',
      meaning: [
        'Tỷ lệ chỉ tiêu bắt buộc đã đạt; trống khi chưa có số liệu',
        'Required indicators that are met; blank without figures',
      ],
      source: RECORDS,
    },
    {
      field: 'reporting',
      type: 'text',
      unit: null,
      meaning: [
        `Báo cáo trong ngày: ${choices(REPORTING_WORDS, 0)}`,
        `The day’s record: ${choices(REPORTING_WORDS, 1)}`,
      ],
      source: RECORDS,
    },
    ...conditions.map((code): Field => {
      const named = registry.conditions.find((one) => one.code === code);
      return {
        field: `condition.${code}`,
        type: 'text',
        unit: null,
        meaning: [
          `Điều kiện “${named?.nameVi ?? code}”: ${choices(CONDITION_STATES, 0)}`,
          `Condition “${named?.nameEn ?? code}”: ${choices(CONDITION_STATES, 1)}`,
        ],
        source: RECORDS,
      };
    }),
  ];
}
