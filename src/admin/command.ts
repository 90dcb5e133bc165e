import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './errors.ts';
import type { Shell } from './shell.ts';

type ParseOptions = NonNullable<ParseArgsConfig['options']>;

/** One option `--name`, or a plain switch when it takes no value. */
export interface Option {
  type: 'string' | 'boolean';
  /** What stands for the value in the help, e.g. `DAY`. */
  value?: string;
  help: string;
  required?: true;
}

/** An option that may be left out and takes a value. */
export function optional(value: string, help: string) {
  return { type: 'string', value, help } as const;
}

type OptionValues<O extends Record<string, Option>> = {
  [K in keyof O]: O[K]['type'] extends 'boolean'
    ? boolean
    : O[K]['required'] extends true
      ? string
      : string | undefined;
};

export interface CommandSpec<P extends string, O extends Record<string, Option>> {
  /** The words that call it, e.g. `token create`. */
  name: string;
  summary: string;
  /** Operands in order, each with its help; all are required. */
  operands: Record<P, string>;
  options: O;
  /** What follows the name, e.g. `--role viewer --area 31 --name "Tổ giúp việc"`. */
  examples: string[];
  /** Rules worth knowing before use. */
  notes?: string;
  run(shell: Shell, operands: Record<P, string>, options: OptionValues<O>): Promise<void>;
}

/** A command as the shell sees it, whatever it declares. */
export interface Command extends Omit<CommandSpec<string, Record<string, Option>>, 'run'> {
  run(shell: Shell, operands: Record<string, string>, options: Arguments['options']): Promise<void>;
}

/** Declares a command, so that what it reads of its arguments is typed by what it declares. */
export function command<P extends string, const O extends Record<string, Option>>(
  spec: CommandSpec<P, O>,
): Command {
  return spec as unknown as Command;
}

export interface Arguments {
  help: boolean;
  operands: Record<string, string>;
  options: Record<string, string | boolean | undefined>;
}

/** @throws {UsageError} for what the command does not know, has twice, or lacks */
export function readArguments(spec: Command, args: string[]): Arguments {
  const config: ParseOptions = { help: { type: 'boolean' } };
  for (const [name, { type }] of Object.entries(spec.options)) config[name] = { type, multiple: true };
  const { values, positionals } = parse(args, config);
  if (values.help) return { help: true, operands: {}, options: {} };

  const names = Object.keys(spec.operands);
  const needed = Object.keys(spec.options).filter((name) => spec.options[name]?.required);
  const missing = [
    ...names.slice(positionals.length).map((name) => name.toUpperCase()),
    ...needed.filter((name) => values[name] === undefined).map((name) => `--${name}`),
  ];
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.join(', ')}.`);
  if (positionals.length > names.length)
    throw new UsageError(`Not expected: “${positionals.slice(names.length).join(' ')}”.`);
  const operands = Object.fromEntries(names.map((name, index) => [name, positionals[index] ?? '']));

  const options: Arguments['options'] = {};
  for (const [name, option] of Object.entries(spec.options)) {
    const given = values[name];
    const all = Array.isArray(given) ? given : [];
    if (all.length > 1) throw new UsageError(`--${name} is given ${all.length} times.`);
    options[name] = option.type === 'boolean' ? all[0] === true : all[0];
  }
  return { help: false, operands, options };
}

function parse(args: string[], options: ParseOptions) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own words name the argument and are fit for the operator; the first sentence is enough.
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${said.split(/\. (?=To )/)[0]?.replace(/\.$/, '')}.`);
  }
}
