import { dropLadder, setLadder } from '../../alerts/ladder-changes.ts';
import { readLadders } from '../../alerts/ladder-store.ts';
import { indexLadders } from '../../alerts/ladders.ts';
import { ALERT_KINDS } from '../../alerts/types.ts';
import { loadRegistry } from '../../changes/registry.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readChoice } from '../input.ts';

export const ladderSet = command({
  name: 'ladder set',
  summary: 'Sets who hears when of a kind of alert: steps as JSON from standard input.',
  operands: { kind: `kind of alert: ${ALERT_KINDS.join(', ')}` },
  options: {
    programme: optional('CODE', 'a programme that gets a ladder of its own; all others when left out'),
    drop: {
      type: 'boolean',
      help: "takes the programme's own ladder away, or puts back that of all as it came; nothing is read",
    },
  },
  examples: ['record_missing < steps.json', 'record_missing --programme haiphong-daily --drop'],
  notes: [
    'The JSON is a list of steps, or {"steps": […], "settings": {…}}; settings that are left out stay. A step:',
    '{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null,',
    '"atMost": 1, "tellEnd": false}. Minutes count within working hours where hours is working: 570 a day.',
    'Alerts that are open keep the ladder they started with.',
  ].join('\n'),
  async run(shell, { kind: text }, { programme = '*', drop }) {
    const { sql } = shell.db;
    const kind = readChoice(text, 'KIND', ALERT_KINDS);
    const author = authorOf(shell);
    const registry = await loadRegistry(shell.db);
    if (drop) {
      await dropLadder(sql, registry, author, { programme, kind });
      shell.print(`The ladder ${programme === '*' ? 'from the start' : 'of all'} holds for ${kind} again.`);
      return;
    }
    const given = readGiven(await shell.read());
    const { settings } = indexLadders(await readLadders(sql)).of(programme, kind);
    await setLadder(sql, registry, author, { programme, kind }, { settings, ...given });
    shell.print(`The ladder of ${kind} is set for alerts that open from now on; see \`ladder list\`.`);
  },
});

/** @throws {UsageError} when it is no JSON of a ladder */
function readGiven(text: string): { steps: unknown; settings?: unknown } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`Standard input is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (Array.isArray(given)) return { steps: given };
  if (typeof given === 'object' && given !== null && 'steps' in given)
    return given as { steps: unknown; settings?: unknown };
  throw new UsageError('The JSON is a list of steps, or an object with "steps".');
}
