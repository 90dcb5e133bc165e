import type { Attachment, ComposedMessage } from '../channels/channel.ts';
import { because, type Reason } from '../channels/reasons.ts';
import { renderMap } from '../charts/picture.ts';
import type { RootSql } from '../db/connect.ts';
import type { LetterContext } from '../outbox/letter.ts';
import type { Preference } from '../outbox/preferences.ts';
import type { ClaimedMessage } from '../outbox/types.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type DigestContent, readContent } from './content.ts';
import { loadDigest } from './facts.ts';
import { gapFile } from './gap-file.ts';
import { letterHtml, letterText } from './letter.tsx';
import { type Said, sayDigest } from './said.ts';
import type { DigestFacts } from './types.ts';
import { sayIn } from './words.ts';

type Language = Preference['language'];

/** What many people get alike, made once. */
interface Made {
  facts: DigestFacts;
  said: Said;
  map: Attachment;
  gaps: Attachment;
}

export interface DigestMaker {
  /** Null when nobody is asked there any more. */
  make(registry: Registry, content: DigestContent, language: Language, now: Date): Promise<Made | null>;
}

/** A round of sending is over by then; the next one reads anew. */
const KEPT_MS = 60_000;
/** Made letters are hundreds of kilobytes, so few are kept: those of a round. */
const KEPT = 8;

/** Makes what a digest says once for all who get the same, as long as a round of sending lasts. */
export function createDigestMaker(sql: RootSql): DigestMaker {
  const kept = new Map<string, { at: number; made: Promise<Made | null> }>();
  return {
    make(registry, content, language, now) {
      const key = JSON.stringify([content, language, registry.version]);
      const known = kept.get(key);
      if (known && Math.abs(now.getTime() - known.at) < KEPT_MS) return known.made;
      const made = makeOf(sql, registry, content, language, now);
      kept.delete(key);
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, { at: now.getTime(), made });
      // What failed is tried anew by the next who asks; who asked hears of it.
      made.catch(() => kept.delete(key));
      return made;
    },
  };
}

async function makeOf(
  sql: RootSql,
  registry: Registry,
  content: DigestContent,
  language: Language,
  now: Date,
): Promise<Made | null> {
  const facts = await loadDigest(sql, registry, content, now);
  if (facts === undefined) return null;
  const { png } = await renderMap(facts.units, { language });
  const map = {
    fileName: `ban-do-${content.province}-${content.day}.png`,
    contentType: 'image/png',
    body: png,
    contentId: 'map@digest.phu-xanh',
  };
  return { facts, said: sayDigest(facts, sayIn(language)), map, gaps: await gapFile(registry, facts) };
}

export interface DigestDeps {
  /** One for the service, so that a round shares what it makes. */
  maker: DigestMaker;
  publicUrl: string;
}

/** The letter of an outbox row about a digest, or why there is none to send. */
export async function composeDigest(
  deps: DigestDeps,
  message: Pick<ClaimedMessage, 'recipientName' | 'content'>,
  { registry, language, now }: LetterContext,
): Promise<ComposedMessage | { drop: Reason }> {
  const content = readContent(message.content);
  if (content === null) return { drop: because('content_unreadable') };
  const to = { recipientName: message.recipientName, language };
  return (await writeLetter(deps, registry, content, to, now)) ?? { drop: because('nobody_asked') };
}

/** The letter to one reader; null when there is nothing to tell of. */
export async function writeLetter(
  { maker, publicUrl }: DigestDeps,
  registry: Registry,
  content: DigestContent,
  { recipientName, language }: { recipientName: string; language: Language },
  now: Date,
): Promise<ComposedMessage | null> {
  const made = await maker.make(registry, content, language, now);
  if (made === null) return null;
  const { facts, said, map, gaps } = made;
  const link = address(publicUrl, '/bang-theo-doi', content, { day: content.day });
  const input = {
    said,
    recipientName,
    map: `cid:${map.contentId}`,
    boardLink: link,
    gapsLink: address(publicUrl, '/con-thieu', content),
    language,
    say: sayIn(language),
  };
  return {
    subject: said.subject,
    text: letterText(input),
    html: letterHtml(input),
    brief: said.brief,
    link,
    attachments: [map, gaps],
    data: {
      type: 'digest',
      digest: content,
      summary: facts.summary,
      change: facts.change,
      alerts: facts.alerts,
    },
  };
}

function address(
  publicUrl: string,
  path: string,
  { province, programme }: DigestContent,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    programme,
    province,
    ...more,
  });
  return `${publicUrl}${path}?${query}`;
}
