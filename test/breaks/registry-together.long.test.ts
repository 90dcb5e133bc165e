import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, registryOf } from '../support/admin.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** The pool has ten connections: changes that held one and waited for a second stalled until they timed out. */
describe('twenty changes of the registry at once', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  const NOW = '2025-10-23 09:00';
  const DAYS = Array.from({ length: 20 }, (_, place) => `2025-12-${String(place + 1).padStart(2, '0')}`);

  it('of the calendar are all stored, each on its own connection', async () => {
    const { version } = await registryOf(test.db);
    await Promise.all(
      DAYS.map((day) => admin(test.db, NOW, 'calendar', 'set', day, 'holiday', '--name', `Nghỉ ${day}`)),
    );
    const registry = await registryOf(test.db);
    expect(registry.version).toBe(version + DAYS.length);
    expect(DAYS.filter((day) => registry.isWorkingDay('31', day))).toEqual([]);
  });
});
