import { Problem } from '../http/problems.ts';
import { STRATEGIES, type Strategy } from './merge-rules.ts';
import { readScheme } from './names-rules.ts';
import type { IdSchemes } from './types.ts';

/** How a DHIS2 client wants its values taken or given: its query, over which the body of an import stands. */
export interface Options {
  schemes: IdSchemes;
  /** Those that were named, as the summary repeats them. */
  named: Record<string, string>;
  strategy: Strategy;
  dryRun: boolean;
  strict: boolean;
}

/** Older names of the same. */
const FORMER: Record<string, Strategy> = {
  NEW: 'CREATE',
  UPDATES: 'UPDATE',
  NEW_AND_UPDATES: 'CREATE_AND_UPDATE',
  DELETES: 'DELETE',
};

/** @throws {Problem} bad_request for what a DHIS2 could do and this service cannot, and for what is no option */
export function readOptions(query: Record<string, unknown>, body: Record<string, unknown> = {}): Options {
  const option = (name: string): string | undefined => {
    const given = Object.hasOwn(body, name) ? body[name] : query[name];
    return given === undefined || given === null || given === '' ? undefined : String(given);
  };
  const named: Record<string, string> = {};
  const schemeOf = (name: string) => {
    const given = option(name) ?? option('idScheme');
    if (given === undefined) return 'UID';
    const scheme = readScheme(given);
    if (!scheme) refuse(`Identifier scheme ${quote(given)} is not supported for ${name}; use UID or CODE`);
    named[name] = scheme;
    return scheme;
  };
  const schemes: IdSchemes = {
    dataElement: schemeOf('dataElementIdScheme'),
    orgUnit: schemeOf('orgUnitIdScheme'),
    dataSet: schemeOf('dataSetIdScheme'),
  };
  const asked = option('importStrategy') ?? option('strategy') ?? 'CREATE_AND_UPDATE';
  const word = asked.toUpperCase();
  const strategy =
    STRATEGIES.find((one) => one === word) ?? (Object.hasOwn(FORMER, word) ? FORMER[word] : undefined);
  if (!strategy)
    refuse(
      `Value ${quote(asked)} is not valid for parameter importStrategy. Valid values are: [${STRATEGIES.join(', ')}]`,
    );
  if (readFlag('async', option('async')))
    refuse('Asynchronous import is not supported; leave out async=true');
  return {
    schemes,
    named,
    strategy,
    dryRun: readFlag('dryRun', option('dryRun')),
    strict: readFlag('strictDataElements', option('strictDataElements')),
  };
}

/** A flag that is misspelt is refused: a trial must not become an import. */
function readFlag(name: string, text: string | undefined): boolean {
  const word = text?.toLowerCase() ?? 'false';
  if (word !== 'true' && word !== 'false')
    refuse(`Value ${quote(text ?? '')} is not valid for parameter ${name}. It should be of type Boolean`);
  return word === 'true';
}

export const quote = (text: string) => `'${text.slice(0, 100)}'`;

export function refuse(message: string): never {
  throw new Problem('bad_request', [], message);
}
