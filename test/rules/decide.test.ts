import { describe, expect, it } from 'vitest';
import { decide } from '../../src/intake/decide.ts';
import type { RecordInput } from '../../src/intake/types.ts';

const receivedAt = new Date('2025-09-25T02:00:00Z');
const record: RecordInput = {
  locality: '11737',
  day: '2025-09-25',
  values: { a: { have: 1, need: 2 }, b: true },
  note: null,
  replaces: null,
};
const same = { revision: 3, values: { b: true, a: { need: 2, have: 1 } }, note: null, receivedAt };
const other = { ...same, values: { a: { have: 0, need: 2 }, b: true } };

describe('the same record twice', () => {
  it.each([
    {
      intent: 'the first of a day',
      record,
      latest: undefined,
      lockedAt: null,
      expected: { outcome: 'accepted', revision: 1 },
    },
    {
      intent: 'the very same again',
      record,
      latest: same,
      lockedAt: null,
      expected: { outcome: 'unchanged', revision: 3 },
    },
    {
      intent: 'the same on a locked day',
      record,
      latest: same,
      lockedAt: receivedAt,
      expected: { outcome: 'unchanged' },
    },
    {
      intent: 'the same with a stale replaces',
      record: { ...record, replaces: 1 },
      latest: same,
      lockedAt: null,
      expected: { outcome: 'unchanged' },
    },
    {
      intent: 'another note is a change',
      record: { ...record, note: 'x' },
      latest: same,
      lockedAt: null,
      expected: { outcome: 'accepted', revision: 4 },
    },
    {
      intent: 'a value left out is a change',
      record: { ...record, values: { b: true } },
      latest: same,
      lockedAt: null,
      expected: { outcome: 'accepted', revision: 4 },
    },
    {
      intent: 'locked comes before conflict',
      record: { ...record, replaces: 1 },
      latest: other,
      lockedAt: receivedAt,
      expected: { outcome: 'day_locked' },
    },
    {
      intent: 'not the latest',
      record: { ...record, replaces: 2 },
      latest: other,
      lockedAt: null,
      expected: { outcome: 'revision_conflict' },
    },
    {
      intent: 'the latest',
      record: { ...record, replaces: 3 },
      latest: other,
      lockedAt: null,
      expected: { outcome: 'accepted', revision: 4 },
    },
    {
      intent: 'without replaces the later wins',
      record,
      latest: other,
      lockedAt: null,
      expected: { outcome: 'accepted', revision: 4 },
    },
    {
      intent: 'replaces where nothing is',
      record: { ...record, replaces: 1 },
      latest: undefined,
      lockedAt: null,
      expected: { outcome: 'revision_conflict' },
    },
  ])('$intent', ({ record, latest, lockedAt, expected }) => {
    expect(decide(record, latest, lockedAt)).toMatchObject(expected);
  });
});
