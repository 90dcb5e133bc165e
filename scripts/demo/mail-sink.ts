import { rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail server on this machine that delivers to a folder, for a person to look at. */
export interface MailSink {
  url: string;
  /** Mails taken since it started. */
  taken(): number;
  stop(): Promise<void>;
}

/** Mails kept; a demo left running for weeks does not fill the disk. */
const KEPT = 500;

export async function startMailSink(folder: string): Promise<MailSink> {
  let taken = 0;
  const files: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]?.address ?? 'unknown';
      buffer(stream)
        .then(async (mail) => {
          const number = ++taken;
          const file = join(folder, `${String(number).padStart(4, '0')}-${to.replace(/[^\w.@-]/g, '_')}.eml`);
          await writeFile(file, mail);
          files.push(file);
          const oldest = files.length > KEPT ? files.shift() : undefined;
          if (oldest) await rm(oldest, { force: true });
        })
        .then(() => done(), done);
    },
  });
  // A client that breaks off is its own affair.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
