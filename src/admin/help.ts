import { FIRST_ADMINISTRATOR } from '../accounts/first.ts';
import type { Command } from './command.ts';

const CALL = 'npm run -s admin --';

/** Every command with what it does and how it is called. */
export function overview(commands: readonly Command[]): string {
  const blocks = commands.map((one) =>
    [
      `  ${usage(one)}`,
      `      ${one.summary}`,
      ...one.examples.slice(0, 1).map((text) => `      e.g. ${call(one, text)}`),
    ].join('\n'),
  );
  return [
    `Usage: ${CALL} COMMAND …`,
    '',
    'Commands of the operator. They work on the database of DATABASE_URL, or on the embedded one of DATA_DIR,',
    'also while the service runs. Every change leaves a line in the audit.',
    '',
    'The first administrator of an empty service:',
    `  ${FIRST_ADMINISTRATOR}`,
    '',
    blocks.join('\n\n'),
    '',
    `${CALL} COMMAND --help says more about one of them.`,
  ].join('\n');
}

/** All about one command. */
export function manual(one: Command): string {
  const operands = Object.entries(one.operands).map(([name, help]): [string, string] => [
    name.toUpperCase(),
    help,
  ]);
  const options = Object.entries(one.options).map(([name, option]): [string, string] => [
    option.type === 'boolean' ? `--${name}` : `--${name} ${option.value ?? 'VALUE'}`,
    option.required ? `${option.help} (required)` : option.help,
  ]);
  const lines = [...operands, ...options, ['--help', 'shows this'] as [string, string]];
  const width = Math.max(...lines.map(([left]) => left.length));
  return [
    `Usage: ${CALL} ${usage(one)}`,
    '',
    one.summary,
    ...(one.notes === undefined ? [] : ['', one.notes]),
    '',
    ...lines.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
    '',
    'Examples:',
    ...one.examples.map((text) => `  ${call(one, text)}`),
  ].join('\n');
}

function usage(one: Command): string {
  const operands = Object.keys(one.operands).map((name) => name.toUpperCase());
  const options = Object.entries(one.options).map(([name, option]) => {
    const text = option.type === 'boolean' ? `--${name}` : `--${name} ${option.value ?? 'VALUE'}`;
    return option.required ? text : `[${text}]`;
  });
  return [one.name, ...operands, ...options].join(' ');
}

function call(one: Command, rest: string): string {
  return `${CALL} ${one.name} ${rest}`.trimEnd();
}
