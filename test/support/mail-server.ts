import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The whole message as it came over the wire. */
  raw: string;
  header(name: string): string | undefined;
  /** The decoded text part. */
  text: string;
  html: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Mails accepted for an address. */
  of(address: string): ReceivedMail[];
  stop(): Promise<void>;
}

/** A reply of the server's choice to a command. */
export function reply(code: number, text = 'as the test asks'): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/**
 * A real SMTP server on loopback that keeps what it accepts. `taken` is asked of each mail that has come over
 * before it is answered: it may take its time, or have the line cut without an answer.
 */
export async function startMailServer(
  options: SMTPServerOptions = {},
  taken: (mail: ReceivedMail) => Promise<'answer' | 'cut'> = async () => 'answer',
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  /** The library's connections, which its types do not show. */
  const cut = (session: SMTPServerSession) => {
    const { connections } = server as unknown as {
      connections: Set<{ session: { id: string }; _socket: Socket }>;
    };
    for (const one of connections) if (one.session.id === session.id) one._socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = parse(
          Buffer.concat(chunks).toString('utf8'),
          mailFrom ? mailFrom.address : '',
          rcptTo.map((one) => one.address),
        );
        received.push(mail);
        void taken(mail).then((then) => (then === 'cut' ? cut(session) : done()));
      });
    },
    ...options,
  });
  // Clients that are killed on purpose break their connections.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    of: (address) => received.filter((mail) => mail.to.includes(address)),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function parse(raw: string, from: string, to: string[]): ReceivedMail {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  const part = (type: string): string => {
    const at = raw.indexOf(`Content-Type: ${type}`);
    if (at < 0) return '';
    const begins = raw.indexOf('\r\n\r\n', at);
    const partHead = raw.slice(at, begins);
    const ends = raw.indexOf('\r\n--', begins);
    return decode(raw.slice(begins + 4, ends < 0 ? undefined : ends), partHead);
  };
  return {
    from,
    to,
    raw,
    header: (name) => {
      const line = unfolded
        .split('\r\n')
        .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      return line === undefined ? undefined : decodeWords(line.slice(name.length + 1).trim());
    },
    text: part('text/plain'),
    html: part('text/html'),
  };
}

function decode(body: string, head: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return body;
  return unquote(body.replace(/=\r\n/g, ''));
}

function unquote(text: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const hex = /^=([0-9A-F]{2})/.exec(text.slice(at, at + 3))?.[1];
    if (hex) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(...Buffer.from(text.charAt(at), 'utf8'));
  }
  return Buffer.from(bytes).toString('utf8');
}

/** RFC 2047 words of a header. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : unquote(word.replaceAll('_', ' ')),
    );
}
