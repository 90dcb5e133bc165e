import { describe, expect, it } from 'vitest';
import { composeTestLetter, enqueueTest } from '../src/outbox/test-letter.tsx';
import { startTestService } from './support/service.ts';

describe('a test', () => {
  it('speaks the language of who gets it, and says the same in each form', () => {
    const options = { publicUrl: 'https://phuxanh.example', now: new Date('2026-11-19T09:02:00Z') };
    const vi = composeTestLetter({ recipientName: 'Lê <b>An</b>' }, { language: 'vi', ...options });
    const en = composeTestLetter({ recipientName: 'An' }, { language: 'en', ...options });
    expect(vi.text).toContain('gửi lúc 16:02 19/11/2026');
    expect(vi.html).toContain('Lê &lt;b>An&lt;/b>');
    expect(en.text).toContain('sent at 16:02 19/11/2026');
    expect(en.html).toContain('<html lang="en">');
    for (const { text, brief, link } of [vi, en]) {
      expect(text).toContain(brief.split('. ')[0] ?? '');
      expect(text).toContain(link);
    }
  });

  it('of one key is written once', async () => {
    const t = await startTestService({ now: '2026-11-19 16:02' });
    const one = {
      channel: 'email',
      address: 'a@b.example',
      recipientName: 'A',
      recipient: 'a@b.example',
    } as const;
    const put = (key?: string) => enqueueTest(t.db.orm, { ...one, ...(key && { key }) }, t.clock.now());
    const ids = [await put('k'), await put('k'), await put(), await put()];
    expect(ids.map((id) => id === null)).toEqual([false, true, false, false]);
    await t.stop();
  });
});
