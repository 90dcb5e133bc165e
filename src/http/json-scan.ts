import { fault } from '../faults.ts';
import { createPauses } from '../lib/turns.ts';
import { Problem } from './problems.ts';

/** Looking at JSON before it is parsed: what it would become in memory can be tens of times its size. */

/** Deeper than anything that is taken here; a deep tree breaks whatever walks it by calling itself. */
const DEEPEST = 32;
/** Values and keys of a body that is parsed in one go, or of one element of a list. */
export const MOST_PARTS = 10_000;
/** Bytes looked at before others have their turn. */
const SLICE = 1024 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** @throws {Problem} malformed_json when too deep, invalid_body when it holds too many values and keys */
export function refuseWild(body: Buffer): void {
  const { parts } = scan(body, newState(), body.length);
  if (parts > MOST_PARTS)
    throw new Problem('invalid_body', [fault('', 'too_many_parts', { most: MOST_PARTS })]);
}

/** An element of a list: where it stands in the body, and how many values and keys it has. */
export interface Element {
  from: number;
  to: number;
  parts: number;
}

/** A body that is an object with a list in it, taken apart. */
export interface ListBody {
  /** The body with an empty list in place of the first list that stands in it. */
  rest: string;
  elements: Element[];
}

/**
 * Finds the elements of the first list in an object, without parsing any. Stops at `most` + 1 elements. What is
 * between them is not known to be JSON before it is parsed.
 * @throws {Problem} malformed_json when too deep
 */
export async function takeApart(body: Buffer, most: number): Promise<ListBody> {
  const pause = createPauses();
  const state = newState();
  for (let to = SLICE; !state.full; to += SLICE) {
    scan(body, state, Math.min(to, body.length), most);
    if (to >= body.length) break;
    await pause();
  }
  const { opened, closed, elements } = state;
  // Malformed, or no list at all: the parser says so.
  if (opened === -1) return { rest: body.toString('utf8'), elements: [] };
  const end = closed === -1 ? (state.full ? undefined : '') : body.toString('utf8', closed);
  return { rest: `${body.toString('utf8', 0, opened + 1)}${end ?? ']}'}`, elements };
}

interface State {
  at: number;
  depth: number;
  inText: boolean;
  parts: number;
  /** Where the list opens and closes; -1 until found. */
  opened: number;
  closed: number;
  elements: Element[];
  /** Where the element begins, and `parts` there. */
  from: number;
  before: number;
  /** More elements than are wanted. */
  full: boolean;
}

function newState(): State {
  return {
    ...{ at: 0, depth: 0, inText: false, parts: 1, opened: -1, closed: -1 },
    ...{ elements: [], from: 0, before: 0, full: false },
  };
}

function scan(body: Buffer, state: State, to: number, most = 0): State {
  let { at, depth, inText, parts } = state;
  const endElement = (next: number) => {
    state.elements.push({ from: state.from, to: at, parts: parts - state.before });
    state.from = next;
    state.before = parts;
    state.full = state.elements.length > most;
  };
  for (; at < to && !state.full; at++) {
    const byte = body[at];
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
      continue;
    }
    switch (byte) {
      case QUOTE:
        inText = true;
        break;
      case COLON:
        parts++;
        break;
      case COMMA:
        parts++;
        if (depth === 2 && state.opened !== -1 && state.closed === -1) endElement(at + 1);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++;
        if (depth > DEEPEST) throw new Problem('malformed_json', [fault('', 'too_deep', { most: DEEPEST })]);
        if (byte === OPEN_LIST && depth === 2 && state.opened === -1) {
          state.opened = at;
          state.from = at + 1;
          state.before = parts;
        }
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        if (depth === 2 && state.opened !== -1 && state.closed === -1) {
          state.closed = at;
          // `[]` has no element, `[1,]` a blank one, which no parser takes.
          if (state.elements.length > 0 || !isBlank(body, state.from, at)) endElement(at);
        }
        depth--;
        break;
    }
  }
  return Object.assign(state, { at, depth, inText, parts });
}

function isBlank(body: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (body[at] !== 0x20 && !isBreak(body[at])) return false;
  return true;
}

const isBreak = (byte: number | undefined) => byte === 0x09 || byte === 0x0a || byte === 0x0d;
