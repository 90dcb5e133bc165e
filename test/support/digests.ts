import type { Channel, OutgoingMessage } from '../../src/channels/channel.ts';
import { createEmailChannel } from '../../src/channels/email.ts';
import { contact } from '../../src/db/tables/index.ts';
import { composeDigest, createDigestMaker } from '../../src/digest/compose.ts';
import { createDispatchJob } from '../../src/outbox/job.ts';
import { LINKS, NO_LETTERS, runJob } from './alerting.ts';
import type { ReceivedMail } from './mail-server.ts';
import { greenValues } from './records.ts';
import type { TestService } from './service.ts';

/** Somebody who hears for a province. */
export async function addProvinceContact(
  t: TestService,
  one: {
    role: 'department' | 'leader' | 'operator';
    email: string | null;
    name?: string;
    province?: string;
    phone?: string;
  },
): Promise<void> {
  await t.db.orm
    .insert(contact)
    .values({ name: 'Trần Thị Bình', position: 'chuyên viên', province: '31', ...one });
}

/** Localities of Hải Phòng report a day: `red` of them far off, `yellow` nearly there, the last `silent` not at all. */
export async function reportDay(
  t: TestService,
  day: string,
  counts: { red: number; yellow: number; silent: number },
): Promise<void> {
  const department = await t.caller('department', '31');
  const registry = await t.service.registry.fresh();
  const codes = [...registry.localities.values()].filter((one) => one.province === '31');
  const green = greenValues(registry, day);
  const nearly = { ...green, 'network.lan': false };
  const far = Object.fromEntries(
    Object.entries(green).map(([code, value]) => [code, typeof value === 'boolean' ? false : value]),
  );
  for (const [code, value] of Object.entries(far))
    if (typeof value === 'object' && value !== null) far[code] = { have: 1, need: 5 };
  const records = codes.slice(0, codes.length - counts.silent).map(({ code }, place) => ({
    locality: code,
    day,
    values: place < counts.red ? far : place < counts.red + counts.yellow ? nearly : green,
  }));
  t.clock.set(`${day} 09:00`);
  await t.tick();
  const answer = await department.post('/api/v1/records/batch', { records });
  if (answer.body.accepted !== records.length) throw new Error(JSON.stringify(answer.body).slice(0, 400));
  t.clock.set(`${day} 16:05`);
  await t.tick();
}

/** Sends what waits, as a round of the dispatch job does; answers what the channel was given about digests. */
export async function sendDigests(t: TestService, smtpUrl: string, publicUrl = 'https://phuxanh.example') {
  const maker = createDigestMaker(t.db.sql);
  const email = createEmailChannel({ smtpUrl, mailFrom: 'phuxanh@so.example', timeoutMs: 5_000 });
  const sent: OutgoingMessage[] = [];
  const channel: Channel = {
    ...email,
    send: async (message) => {
      if (message.attachments) sent.push(message);
      return await email.send(message);
    },
  };
  const job = createDispatchJob({
    ...{ sql: t.db.sql, registry: t.service.registry, channels: [channel], publicUrl, links: LINKS },
    letters: { ...NO_LETTERS, digest: (...given) => composeDigest({ maker, publicUrl }, ...given) },
  });
  try {
    await runJob(job, t.clock.now());
  } finally {
    email.close();
  }
  return sent;
}

/** A part of a mail that is a file, by its content type, with its head. */
export function filePart({ raw }: ReceivedMail, type: string): { head: string; body: Buffer } {
  const at = raw.search(new RegExp(`Content-Type:\\s*${type}`));
  if (at < 0) throw new Error(`The mail has no ${type}.`);
  const begins = raw.indexOf('\r\n\r\n', at);
  const ends = raw.indexOf('\r\n--', begins);
  return { head: raw.slice(at, begins), body: Buffer.from(raw.slice(begins + 4, ends), 'base64') };
}
