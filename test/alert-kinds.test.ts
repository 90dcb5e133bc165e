import { describe, expect, it } from 'vitest';
import { ALERT_KINDS, kindOf } from '../src/alerts/kinds/all.ts';
import { checkLadder } from '../src/alerts/ladder-rules.ts';
import { readShippedLadder } from '../src/alerts/ladder-store.ts';
import type { Names } from '../src/alerts/names.ts';
import type { Resolution } from '../src/alerts/resolutions.ts';
import { alertTexts, endedTexts } from '../src/alerts/texts.ts';
import type { AlertContent } from '../src/alerts/types.ts';
import { allWatches } from '../src/alerts/watches/all.ts';
import { createTestDatabase } from './support/database.ts';

const TODAY = '2026-11-19';
const names: Names = {
  locality: null,
  areaVi: 'Xã Cẩm Giang',
  areaEn: 'Cẩm Giang (11737)',
  indicatorVi: () => 'Mạng nội bộ (LAN)',
  indicatorEn: () => 'Local network',
};
const sampled = (kind: (typeof ALERT_KINDS)[number]) =>
  ({ kind, facts: kindOf(kind).sample(TODAY, 'network.lan') }) as AlertContent;

describe('every kind of alert', () => {
  it('comes with the ladder that its description says', async () => {
    const { db, drop } = await createTestDatabase();
    const shipped = await Promise.all(ALERT_KINDS.map((kind) => readShippedLadder(db.sql, kind)));
    await drop();
    const of = (ladder: { steps: unknown; settings: unknown } | undefined) => ({
      steps: ladder?.steps,
      settings: ladder?.settings,
    });
    expect(shipped.map(of)).toEqual(ALERT_KINDS.map((kind) => of(kindOf(kind).ladder)));
    for (const kind of ALERT_KINDS) expect(() => checkLadder(kind, kindOf(kind).ladder)).not.toThrow();
  });

  it('that follows from how things stand has a watch, and no other has', () => {
    const watched = allWatches(() => []).map(({ kind }) => kind);
    expect(watched.sort()).toEqual(ALERT_KINDS.filter((kind) => kindOf(kind).opens === 'watch').sort());
  });

  it.each(ALERT_KINDS)('%s says that it has ended in a sentence of its own', (kind) => {
    const content = sampled(kind);
    const { reason, reasonVi, todo, todoVi } = alertTexts(content, names);
    const whys = Object.keys(kindOf(kind).ends) as Resolution[];
    expect(whys).not.toEqual([]);
    for (const why of whys) {
      const [vi, en] = endedTexts(content, names, why);
      // Not the trouble once more with a word before it.
      expect(vi).not.toContain(reasonVi);
      expect(en).not.toContain(reason.replace(/\.$/, ''));
      expect(vi).not.toMatch(/\.$/);
      expect(en).toMatch(/\.$/);
    }
    // No raw day, instant or name of a thing that machines call so.
    for (const text of [
      reason,
      reasonVi,
      todo,
      todoVi,
      ...whys.flatMap((why) => endedTexts(content, names, why)),
    ])
      expect(text).not.toMatch(/\d{4}-\d\d-\d\d|undefined|null|NaN|network\.lan|collect|record_/);
  });

  it('says why it ended where that is no reason of its own', () => {
    expect(endedTexts(sampled('record_missing'), names, 'locality_ended')).toEqual([
      'Đã kết thúc cảnh báo “Chưa gửi báo cáo” đối với Xã Cẩm Giang: đơn vị đã kết thúc hoạt động',
      'The alert “Report missing” of Cẩm Giang (11737) has ended: the locality has ended.',
    ]);
  });

  it('whose facts cannot be read is told of all the same', () => {
    const odd = { kind: 'regressed', facts: null } as unknown as AlertContent;
    expect(alertTexts(odd, names).reasonVi).toBe('Xã Cẩm Giang: không còn đạt (không đọc được chi tiết)');
    const other = { kind: 'of_another_release', facts: {} };
    expect(alertTexts(other, names).reason).toContain('of_another_release');
  });
});
