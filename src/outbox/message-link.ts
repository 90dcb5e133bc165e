import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Links of a message that open what it speaks of without signing in. They stand for nothing else. */
export interface MessageLinks {
  /** What the link to a message's work holds. */
  sign(message: string): string;
  /** The message that a link was made for; null when it is none of ours. */
  read(token: string): string | null;
}

const ID_BYTES = 16;
const MAC_BYTES = 16;
const LENGTH = Math.ceil(((ID_BYTES + MAC_BYTES) * 4) / 3);

/** Links signed with a key derived from the service's secret: the message's id and its seal, 43 letters. */
export function createMessageLinks(secret: string): MessageLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'phu-xanh links in messages', 32));
  const seal = (id: Buffer) => createHmac('sha256', key).update(id).digest().subarray(0, MAC_BYTES);
  return {
    sign(message) {
      const id = Buffer.from(message.replaceAll('-', ''), 'hex');
      return Buffer.concat([id, seal(id)]).toString('base64url');
    },
    read(token) {
      if (token.length !== LENGTH || !/^[\w-]+$/.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      const id = bytes.subarray(0, ID_BYTES);
      if (!timingSafeEqual(bytes.subarray(ID_BYTES), seal(id))) return null;
      return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}

/** For who may read a message and is not its reader: it stands there, and opens nothing. */
export const NO_LINKS: MessageLinks = { sign: () => '…', read: () => null };
