import { formatNumber } from '../../i18n/format.ts';
import { own } from '../../lib/own.ts';
import type { Words } from '../say.ts';
import { KINDS } from './words.ts';

/** What people read of the OpenAPI document. Pure: the document in, rows out. */

export interface Operation {
  /** Within its part, for links. */
  id: string;
  /** "POST /api/v1/records" */
  name: string;
  method: string;
  path: string;
  part: string;
  /** In English, as the document has it. */
  summary: string;
  description: string;
  /** Whether it is answered without a token. */
  open: boolean;
  parameters: Field[];
  bodies: { type: string; fields: Field[] }[];
  answers: { status: string; description: string; type: string; fields: Field[] }[];
  /** A body that shows what is sent; undefined where none is, or it is a file. */
  example: unknown;
}

/** A field, on a line of its own however deep it lies: `values[].code`. */
export interface Field {
  name: string;
  kind: Words;
  required: boolean;
  /** In English, as the document has it. */
  description: string;
  /** The values there are, bounds, what stands where it is absent. */
  limits: Words[];
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}
type Content = Record<string, { schema?: Schema }>;
interface Described {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
}
export interface ApiDocument {
  paths?: Record<string, Record<string, Described>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Deeper than this nothing is told; the document itself has it. */
const DEEPEST = 6;
const JSON_TYPE = 'application/json';
/** What a bound of a whole number is where nobody set one. */
const NO_BOUND = Number.MAX_SAFE_INTEGER;

/** All that can be called, in the document's order. */
export function operationsOf(document: ApiDocument): Operation[] {
  const look = createLook(document);
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { summary = '', description = '', tags = [], parameters = [] } = described;
      const verb = method.toUpperCase();
      const content = Object.entries(described.requestBody?.content ?? {});
      const json = described.requestBody?.content?.[JSON_TYPE]?.schema;
      return {
        id: `${method}${path.replaceAll(/[^\w]+/g, '-')}`.replace(/-$/, ''),
        name: `${verb} ${path}`,
        method: verb,
        path,
        part: tags[0] ?? 'operation',
        summary,
        description,
        open: described.security?.length === 0,
        parameters: parameters.flatMap((one) => {
          const [first, ...rest] = look.fields(one.schema ?? {}, one.name, one.required ?? false);
          return first ? [{ ...first, description: one.description ?? first.description }, ...rest] : [];
        }),
        bodies: content.map(([type, { schema }]) => ({ type, fields: look.inside(schema) })),
        answers: Object.entries(described.responses ?? {}).flatMap(([status, answer]) => {
          const told = { status, description: answer.description ?? '' };
          const types = Object.entries(answer.content ?? { '': {} });
          return types.map(([type, { schema }]) => ({ ...told, type, fields: look.inside(schema) }));
        }),
        example: json && look.example(json),
      };
    }),
  );
}

function createLook({ components }: ApiDocument) {
  const schemas = components?.schemas ?? {};
  const found = (schema: Schema): Schema => {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : { ...own(schemas, name), ...schema, $ref: undefined as never };
  };
  const choices = (schema: Schema) =>
    (schema.anyOf ?? schema.oneOf ?? []).map(found).filter((one) => one.type !== 'null');

  function kindOf(given: Schema): Words {
    const schema = found(given);
    const several = choices(schema);
    if (several.length > 0) {
      const kinds = several.map(kindOf);
      return joined(kinds, hasNull(schema));
    }
    const types = [schema.type ?? []].flat();
    const named = types.filter((type) => type !== 'null');
    if (named.length === 0) return schema.const !== undefined || schema.enum ? KINDS.string : KINDS.any;
    return joined(
      named.map((type) =>
        type === 'array' && schema.items
          ? listOf(kindOf(schema.items))
          : (own(KINDS, schema.format ?? '') ?? own(KINDS, type) ?? KINDS.any),
      ),
      types.includes('null'),
    );
  }

  /** A field and what lies in it. */
  function fields(given: Schema, name: string, required: boolean, depth = 0): Field[] {
    const schema = found(given);
    const field = {
      name,
      kind: kindOf(schema),
      required,
      description: schema.description ?? '',
      limits: limitsOf(schema),
    };
    return [field, ...below(schema, name, depth)];
  }

  function below(given: Schema, name: string, depth: number): Field[] {
    if (depth >= DEEPEST) return [];
    const schema = found(given);
    const under = name === '' ? '' : `${name}.`;
    const told = [
      ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) =>
        fields(one, under + key, schema.required?.includes(key) ?? false, depth + 1),
      ),
      ...(typeof schema.additionalProperties === 'object'
        ? fields(schema.additionalProperties, `${under}*`, false, depth + 1)
        : []),
      ...(schema.items ? below(schema.items, `${name}[]`, depth + 1) : []),
      ...[...choices(schema), ...(schema.allOf ?? [])].flatMap((one) => below(one, name, depth + 1)),
    ];
    // What several forms of a thing share is told once.
    return [...new Map(told.map((one) => [one.name, one])).values()];
  }

  function example(given: Schema, depth = 0): unknown {
    const schema = found(given);
    if (schema.example !== undefined) return schema.example;
    if (schema.default !== undefined) return schema.default;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    const [choice] = choices(schema);
    if (choice) return example(choice, depth);
    const type = [schema.type ?? 'object'].flat()[0];
    if (type === 'array') return schema.items && depth < DEEPEST ? [example(schema.items, depth + 1)] : [];
    if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
    if (type === 'boolean') return true;
    if (type === 'string') return 'text';
    const shown = Object.entries(schema.properties ?? {}).filter(
      ([key, one]) => schema.required?.includes(key) || found(one).example !== undefined,
    );
    return Object.fromEntries(shown.map(([key, one]) => [key, example(one, depth + 1)]));
  }

  return { fields, example, inside: (schema: Schema | undefined) => (schema ? below(schema, '', 0) : []) };
}

const hasNull = ({ anyOf, oneOf }: Schema) =>
  [...(anyOf ?? []), ...(oneOf ?? [])].some(({ type }) => type === 'null');

function joined(kinds: readonly Words[], orNull: boolean): Words {
  const all = orNull ? [...kinds, KINDS.null] : kinds;
  const told = [...new Map(all.map((one) => [one[1], one])).values()];
  return [told.map(([vi]) => vi).join(' hoặc '), told.map(([, en]) => en).join(' or ')];
}

const listOf = ([vi, en]: Words): Words => [`danh sách ${vi}`, `list of ${en}`];

function limitsOf(schema: Schema): Words[] {
  const { minimum = -NO_BOUND, maximum = NO_BOUND, exclusiveMinimum, minLength, maxLength } = schema;
  const { minItems, maxItems, default: standard, const: only, enum: values, items } = schema;
  const limits: Words[] = [];
  const one = (vi: string, en: string, value: unknown) => {
    if (value !== undefined) limits.push([`${vi} ${plain(value)}`, `${en} ${plain(value)}`]);
  };
  const shown = values ?? (items?.enum as unknown[] | undefined);
  if (shown) limits.push([shown.map(plain).join(' · '), shown.map(plain).join(' · ')]);
  one('luôn là', 'always', only);
  one('từ', 'from', minimum > -NO_BOUND ? minimum : undefined);
  one('lớn hơn', 'more than', exclusiveMinimum);
  one('không quá', 'at most', maximum < NO_BOUND ? maximum : undefined);
  const bound = (vi: string, en: string, count: number | undefined) => {
    if (count) limits.push([`${vi.replace('#', formatNumber(count))}`, en.replace('#', formatNumber(count))]);
  };
  bound('ít nhất # ký tự', '# characters at least', minLength === 1 ? undefined : minLength);
  bound('tối đa # ký tự', '# characters at most', maxLength);
  bound('ít nhất # mục', '# entries at least', minItems);
  bound('tối đa # mục', '# entries at most', maxItems);
  one('không gửi thì là', 'when absent', standard);
  one('ví dụ', 'such as', typeof schema.example === 'object' ? undefined : schema.example);
  return limits;
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
