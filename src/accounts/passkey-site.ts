import { isIP } from 'node:net';

/** Where passkeys are good: they belong to a host name, and to one origin. */
export interface PasskeySite {
  rpId: string;
  origin: string;
}

/**
 * What passkeys are bound to under the address by which people reach the service; null where browsers make none: at a
 * bare address of a machine, and without TLS but on the machine itself. Pure.
 */
export function passkeySite(publicUrl: string): PasskeySite | null {
  const { hostname, origin, protocol } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) > 0) return null;
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost')) return null;
  return { rpId: hostname, origin };
}
