import { addDays } from '../../../src/days.ts';
import type { Random } from './random.ts';

/** What makes requests: values that fit, that lie at a bound, and that make no sense. */

/** What breaks programs elsewhere: names of every object, bounds of types, days that are none, bytes that are no text. */
export const ODD_TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\t\n',
    '\ud800',
    '\udfff a',
    '\u202e',
    '\ufeff',
    '\u200b',
    '٣٤',
    '１２',
    'ﷺ',
    '💚',
  ],
  ...[
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'true',
    'false',
    '*',
    '%',
    '_',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '1',
    '1.5',
    '1e3',
    '1e400',
    'NaN',
    'Infinity',
    '0x10',
    ' 7',
    '+7',
    '007',
    '1_000',
    '1,5',
  ],
  ...['32767', '32768', '2147483647', '2147483648', '4294967296', '9007199254740991', '9007199254740992'],
  ...['9223372036854775807', '9223372036854775808', '-9223372036854775809', '9'.repeat(40), '-2147483649'],
  ...[
    '2025-02-29',
    '2025-02-30',
    '2025-13-01',
    '2025-00-00',
    '0000-01-01',
    '0000-00-00',
    '0001-01-01',
    '9999-12-31',
  ],
  ...[
    '10000-01-01',
    '-000001-01-01',
    '+275760-09-13',
    '5874898-01-01',
    '2025-9-1',
    '20250901',
    'infinity',
    'epoch',
  ],
  ...[
    '2025-09-25T24:00:00+07:00',
    '2025-09-25T10:00',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    'now',
    'today',
  ],
  ...[
    '2025-09-25T10:00:00+99:99',
    '-271821-04-20T00:00:00Z',
    '2025-W40',
    '2025-10',
    '24:00',
    '25:61',
    '-1:00',
  ],
  ...[
    "'",
    '"',
    '\\',
    "'; drop table record; --",
    '<script>alert(1)</script>',
    '{{x}}',
    '#{x}',
    '{}',
    '[]',
    '{"a":1}',
  ],
  ...[
    '../../etc/passwd',
    '..%2f..',
    '//evil.example',
    'javascript:alert(1)',
    'http://127.0.0.1:1/',
    'https://',
    ':',
  ],
  ...[
    '=1+1',
    '@x',
    '-2+3',
    'a,b;c\td',
    'x@y',
    'a@b.vn, c@d.vn',
    'a b@c.vn',
    '"a"@b.vn',
    '+84912345678',
    '0'.repeat(20),
  ],
  ...[
    'x'.repeat(101),
    'ế'.repeat(2_001),
    'x'.repeat(9_000),
    '\r\nset-cookie: a=b',
    'e\u0301'.repeat(50),
    '/'.repeat(50),
  ],
];

const ODD_THINGS: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    -1,
    1,
    0.1,
    1e21,
    -1e21,
    1e-7,
    5e-324,
    1.7976931348623157e308,
    32768,
    2147483648,
  ],
  ...[
    -2147483649,
    9007199254740991,
    9007199254740992,
    2 ** 63,
    {},
    [],
    [[]],
    [null],
    { a: { b: { c: [] } } },
  ],
  ...[{ have: 1, need: 0 }, { have: -1 }, { toString: 1 }, { length: 3 }, { push: 1 }, Array(300).fill(0)],
];

/** What the service knows, for requests that get somewhere. */
export interface Known {
  today: string;
  /** By name of a field, parameter or part of a path: what may well be meant. */
  byName: Map<string, string[]>;
}

export function oddText(random: Random): string {
  const text = random.pick(ODD_TEXTS);
  if (random.chance(0.1)) return text + random.pick(ODD_TEXTS);
  return text;
}

export const oddThing = (random: Random): unknown =>
  random.chance(0.5) ? oddText(random) : random.pick(ODD_THINGS);

/** A day near today, mostly. */
export function someDay(random: Random, { today }: Known): string {
  const away = random.chance(0.8) ? random.int(12) - 8 : random.int(8_000) - 4_000;
  return addDays(today, away);
}

const someInstant = (random: Random, known: Known): string =>
  `${someDay(random, known)}T${String(random.int(24)).padStart(2, '0')}:00:00+07:00`;

/** What may well be meant by a name, else undefined. */
export function meant(random: Random, known: Known, name: string): string | undefined {
  const values = known.byName.get(name);
  if (values && values.length > 0 && random.chance(0.9)) return random.pick(values);
  if (/day|date|from|to$|On$|starts|ends|ngay/i.test(name)) return someDay(random, known);
  return undefined;
}

/** JSON Schema as our own reference has it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  default?: unknown;
  pattern?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

export interface Making {
  random: Random;
  known: Known;
  /** Resolves `#/components/schemas/…`. */
  resolve(ref: string): Schema;
  /** How often a value is odd. */
  oddness: number;
}

/** A value by a schema: one that fits, lies at or just beyond a bound, or is of another kind altogether. */
export function valueFor(making: Making, schema: Schema, name = ''): unknown {
  const { random, known, oddness } = making;
  if (random.chance(oddness)) return oddThing(random);
  if (schema.$ref !== undefined) return valueFor(making, making.resolve(schema.$ref), name);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return valueFor(making, random.pick(choice), name);
  if (schema.enum) return random.pick(schema.enum);
  if (schema.const !== undefined) return schema.const;
  switch (Array.isArray(schema.type) ? random.pick(schema.type) : schema.type) {
    case 'object':
      return objectFor(making, schema);
    case 'array':
      return listFor(making, schema, name);
    case 'string':
      return textFor(making, schema, name);
    case 'integer':
    case 'number':
      return numberFor(random, schema);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return meant(random, known, name) ?? oddThing(random);
  }
}

function objectFor(making: Making, { properties = {}, required = [], additionalProperties }: Schema) {
  const { random, known } = making;
  const made: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const wanted = required.includes(name) ? 0.97 : 0.5;
    if (random.chance(wanted)) made[name] = valueFor(making, schema, name);
  }
  if (typeof additionalProperties === 'object')
    for (let count = random.int(5); count > 0; count -= 1) {
      const name = random.chance(0.9) ? random.pick(known.byName.get('indicator') ?? ['x']) : oddText(random);
      made[name] = valueFor(making, additionalProperties, name);
    }
  if (random.chance(0.03)) made[oddText(random)] = oddThing(random);
  return made;
}

function listFor(making: Making, { items = {}, minItems = 0, maxItems = 4 }: Schema, name: string) {
  const { random } = making;
  const count = Math.max(random.chance(0.9) ? minItems : 0, random.int(Math.min(maxItems, 4) + 1));
  return Array.from({ length: count }, () => valueFor(making, items, name));
}

function textFor({ random, known }: Making, schema: Schema, name: string): string {
  const { format, example, minLength = 0, maxLength } = schema;
  if (maxLength !== undefined && random.chance(0.1)) return 'x'.repeat(maxLength + random.int(2));
  if (minLength > 0 && random.chance(0.1)) return 'x'.repeat(minLength - random.int(2));
  const value = meant(random, known, name);
  if (value !== undefined) return value;
  if (format === 'date') return someDay(random, known);
  if (format === 'date-time') return someInstant(random, known);
  return typeof example === 'string' && random.chance(0.8) ? example : oddText(random);
}

function numberFor(random: Random, schema: Schema): number {
  const least = schema.minimum ?? schema.exclusiveMinimum ?? -1;
  const most = schema.maximum ?? schema.exclusiveMaximum ?? 1_000_000_000;
  const near = [least - 1, least, least + 1, most - 1, most, most + 1, 0];
  return random.chance(0.3) ? random.pick(near) : Math.max(least, random.int(60));
}
