import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what the service must be able to read again, and nobody who only has the database. */
export interface Vault {
  /** `context` says whose it is: what was sealed for one opens for no other. */
  seal(text: string, context: string): string;
  /** @throws when it was sealed with another key, for another context, or has been changed */
  open(sealed: string, context: string): string;
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;

/** Whether a text is one of ours; a Base32 secret of earlier versions is not. */
export function isSealed(text: string): boolean {
  return text.startsWith(`${VERSION}.`);
}

/** AES-256-GCM with a key derived from the service's secret, whatever that is. */
export function createVault(secret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'phu-xanh vault', 32));
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, iv, sealed, cipher.getAuthTag()]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, context) {
      const [version, iv = '', body = '', tag = ''] = sealed.split('.');
      if (version !== VERSION) throw new Error('What is to be opened was not sealed by this service.');
      const bytes = (part: string) => Buffer.from(part, 'base64url');
      const decipher = createDecipheriv(CIPHER, key, bytes(iv), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes(tag));
      return Buffer.concat([decipher.update(bytes(body)), decipher.final()]).toString('utf8');
    },
  };
}
