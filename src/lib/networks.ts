import { BlockList, isIP } from 'node:net';

/** Which addresses of the world are called from here, and which are nobody's but our own house's. */

type Subnet = readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'];

/** Networks that are nobody's on the internet (RFC 6890 and its registries): what is inside, or this machine. */
const INSIDE = blockOf(
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
);
/** Of IPv6 all that is not global unicast, and of that what stands for an IPv4 address or for nothing. */
const GLOBAL_UNICAST = blockOf(['2000::', 3, 'ipv6']);
const NOT_REACHED = blockOf(
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
);
/** Of IPv6 what says an IPv4 address in its last four bytes, and leads there: mapped, and by way of NAT64. */
const CARRIES_IPV4 = blockOf(['::ffff:0:0', 96, 'ipv6'], ['64:ff9b::', 96, 'ipv6']);
/** Whoever calls these calls the machine that he is on. */
const OWN = blockOf(
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
);

function blockOf(...subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) list.addSubnet(...subnet);
  return list;
}

/** Networks that somebody has named, e.g. `10.20.0.0/16,127.0.0.1`. */
export class Networks {
  readonly #list: BlockList;

  /** @throws {RangeError} naming what is no network */
  constructor(text: string) {
    this.#list = blockOf(
      ...text.split(',').flatMap((one) => (one.trim() === '' ? [] : [subnetOf(one.trim())])),
    );
  }

  has(ip: string): boolean {
    const address = plainAddress(ip);
    return address !== undefined && this.#list.check(address.ip, address.family);
  }
}

function subnetOf(text: string): Subnet {
  const [network = '', bits, ...more] = text.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const most = family === 'ipv6' ? 128 : 32;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : most + 1;
  if (isIP(network) === 0 || network.includes('%') || length > most || more.length > 0)
    throw new RangeError(`“${text}” is no network; write 10.20.0.0/16 or 127.0.0.1.`);
  return [network, length, family];
}

/** An address without its spellings: an IPv4 one that an IPv6 one carries as such, no zone; undefined for none. */
function plainAddress(ip: string): { ip: string; family: 'ipv4' | 'ipv6' } | undefined {
  const [bare = ''] = ip.split('%');
  if (isIP(bare) === 4) return { ip: bare, family: 'ipv4' };
  if (isIP(bare) === 0) return undefined;
  if (!CARRIES_IPV4.check(bare, 'ipv6')) return { ip: bare, family: 'ipv6' };
  return { ip: lastFourBytes(bare), family: 'ipv4' };
}

/**
 * The network that one subscriber has, as far as an address tells: an IPv4 address by itself, of an IPv6 one the
 * first 64 bits, in which he makes up as many addresses as he likes. What is no address stays as it is.
 */
export function networkOf(ip: string): string {
  const address = plainAddress(ip);
  if (!address) return ip;
  return address.family === 'ipv4' ? address.ip : `${wordsOf(address.ip).slice(0, 4).join(':')}::/64`;
}

/** The last four bytes of an IPv6 address, written as IPv4. */
function lastFourBytes(ip: string): string {
  return wordsOf(ip)
    .slice(-2)
    .map((word) => Number.parseInt(word, 16))
    .flatMap((word) => [word >> 8, word & 0xff])
    .join('.');
}

/** The eight words of an IPv6 address, hexadecimal. */
function wordsOf(ip: string): string[] {
  // The parser of addresses writes each in its one short form, hexadecimal throughout.
  const short = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const words = (part: string) => part.split(':').filter(Boolean);
  const [head = '', tail] = short.split('::');
  const known = [...words(head), ...words(tail ?? '')];
  const zeros = Array<string>(8 - known.length).fill('0');
  return tail === undefined ? known : [...words(head), ...zeros, ...words(tail)];
}

/** Whether an IP address lies on the internet, and not in a network of one's own or on this machine. */
export function isPublicAddress(ip: string): boolean {
  const address = plainAddress(ip);
  // A zone is said of addresses on a cable alone.
  if (!address || ip.includes('%')) return false;
  if (address.family === 'ipv4') return !INSIDE.check(address.ip, 'ipv4');
  return GLOBAL_UNICAST.check(address.ip, 'ipv6') && !NOT_REACHED.check(address.ip, 'ipv6');
}

/** Whether whoever calls an IP address calls the machine that he is on. */
export function isOwnAddress(ip: string): boolean {
  const address = plainAddress(ip);
  return address !== undefined && OWN.check(address.ip, address.family);
}

/** Whether an IP address is called from here: on the internet, or in a network that the operator allows. */
export function mayCallAddress(ip: string, allowed: Networks): boolean {
  return isPublicAddress(ip) || allowed.has(ip);
}

/**
 * Whether the host of a URL might be called, as far as can be said before its name is looked up; where the name
 * then leads is looked at again.
 */
export function mayCallHost(hostname: string, allowed: Networks): boolean {
  const host = bareHost(hostname);
  if (isIP(host) !== 0) return mayCallAddress(host, allowed);
  return !isOwnHost(host) || allowed.has('127.0.0.1') || allowed.has('::1');
}

/** Whether the host of a URL says by itself that it is the machine of whoever calls it. */
export function isOwnHost(hostname: string): boolean {
  const host = bareHost(hostname);
  return isIP(host) === 0 ? /(^|\.)localhost\.?$/i.test(host) : isOwnAddress(host);
}

/** `URL.hostname` without the brackets of an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
