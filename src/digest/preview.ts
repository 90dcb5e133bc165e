import { dayOf } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type DigestMaker, writeLetter } from './compose.ts';
import { latestTurn, targetsOf, turnOf } from './rules.ts';
import type { Digest, DigestContent } from './types.ts';

/** What the latest turn of a digest told of, in the first of some provinces; null where it reaches none. */
export function previewContent(
  digest: Digest,
  all: readonly Digest[],
  registry: Registry,
  provinces: readonly string[],
  now: Date,
): DigestContent | null {
  const targets = targetsOf(digest, all, registry);
  const target = targets.find((one) => provinces.includes(one.province));
  if (!target) return null;
  const asked = { ...digest, enabled: true, holdsFrom: new Date(0) };
  const slot = latestTurn(asked, targets, registry, now);
  const turn = slot === null ? null : turnOf(digest, target, registry, slot, now);
  const { programme, province } = target;
  return { programme: programme.code, province, day: turn?.day ?? dayOf(now), period: digest.period };
}

export interface Preview {
  subject: string;
  text: string;
  /** Stands alone: the picture is inside. */
  html: string;
  files: readonly string[];
}

/** The letter as it would go out now; null when there is nothing to tell of. */
export async function previewDigest(
  deps: { maker: DigestMaker; publicUrl: string },
  registry: Registry,
  content: DigestContent,
  to: { recipientName: string; language: 'vi' | 'en' },
  now: Date,
): Promise<Preview | null> {
  const letter = await writeLetter(deps, registry, content, to, now);
  if (letter === null) return null;
  const { subject, text, attachments = [] } = letter;
  const html = attachments.reduce(
    (shown, { contentId, contentType, body }) =>
      contentId === undefined
        ? shown
        : shown.replace(`cid:${contentId}`, `data:${contentType};base64,${body.toString('base64')}`),
    letter.html,
  );
  const files = attachments.filter((one) => one.contentId === undefined).map((one) => one.fileName);
  return { subject, text, html, files };
}
