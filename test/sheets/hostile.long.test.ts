import { fork } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXlsx, SHEET_LIMITS, SheetProblem } from '../../src/sheets/read.ts';
import { guardWorkbook } from '../../src/sheets/zip-guard.ts';
import { BOMBS, FORGERIES, type Hostile } from './hostile.ts';
import { expectRefusal } from './refusal.ts';
import { sheetXml, text, workbook, workbookParts, zip } from './zip.ts';

const MEGABYTE = 1024 * 1024;

const each = (cases: Hostile[]) => cases.map((hostile) => [hostile.name, hostile] as const);

describe('a hostile workbook is refused in bounded time and memory, and the service lives on', () => {
  it.each([...each(BOMBS), ...each(FORGERIES)])('%s', { timeout: 60_000 }, async (_, hostile) => {
    await expectRefusal(hostile);
  });

  it('a good workbook is read between and after bad ones', async () => {
    const good = workbook(`<row r="1">${text('A1', 'locality')}</row>`);
    const bad = workbook(
      `<row r="1">${text('A1', 'a')}</row><row r="1048576">${text('XFD1048576', 'z')}</row>`,
    );
    const outcomes = await Promise.allSettled([bad, good, bad, good].map((body) => readXlsx(body)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('a parser that outlives the service ends itself', { timeout: 30_000 }, async () => {
    const endless = BOMBS.find(({ name }) => name.startsWith('column ranges'));
    const child = fork(
      new URL('../../src/sheets/xlsx-child.ts', import.meta.url),
      [JSON.stringify([2_000, SHEET_LIMITS])],
      { execArgv: ['--import', 'tsx'], stdio: ['pipe', 'ignore', 'ignore', 'ipc'] },
    );
    child.stdin?.end(await endless?.body());
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('what waits beyond the queue is told to come back', async () => {
    const good = workbook(`<row r="1">${text('A1', 'locality')}</row>`);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => readXlsx(good)));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.map((problem: SheetProblem) => problem.code)).toEqual(['busy', 'busy']);
  }, 60_000);
});

describe('the guard', () => {
  const parts = workbookParts([{ name: 'A', xml: sheetXml(`<row r="1">${text('A1', 'locality')}</row>`) }]);
  const good = zip(parts);

  it('passes the workbook that the forgeries are made from', async () => {
    await expect(guardWorkbook(good)).resolves.toBeUndefined();
  });

  it('passes binary parts whatever they hold', async () => {
    const picture = { name: 'xl/media/image1.png', data: Buffer.alloc(MEGABYTE) };
    await expect(guardWorkbook(zip([...parts, picture]))).resolves.toBeUndefined();
  });

  it('answers any damage with a sheet problem, never with another error', async () => {
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(good.length), async (changes, length) => {
        const body = Buffer.from(length % 3 === 0 ? good.subarray(0, length) : good);
        for (const [at, byte] of changes) if (at < body.length) body[at] = byte;
        await guardWorkbook(body).catch((error: unknown) => expect(error).toBeInstanceOf(SheetProblem));
      }),
      { numRuns: 500 },
    );
  });
});
