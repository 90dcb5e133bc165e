import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's on the internet (RFC 6890 and its registries): what is inside, or this machine. */
const INSIDE: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
];
/** Of IPv6 all that is not global unicast, and of that what stands for an IPv4 address or for nothing. */
const GLOBAL_UNICAST = block(['2000::', 3, 'ipv6']);
const NOT_REACHED = block(['2001::', 23, 'ipv6'], ['2001:db8::', 32, 'ipv6'], ['2002::', 16, 'ipv6']);
const inside = block(...INSIDE);

function block(...networks: typeof INSIDE): BlockList {
  const list = new BlockList();
  for (const network of networks) list.addSubnet(...network);
  return list;
}

/** Whether an IP address lies on the internet, and not in a network of one's own or on this machine. */
export function isPublicAddress(ip: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  const family = isIP(mapped ?? ip);
  if (family === 4) return !inside.check(mapped ?? ip, 'ipv4');
  return family === 6 && GLOBAL_UNICAST.check(ip, 'ipv6') && !NOT_REACHED.check(ip, 'ipv6');
}

/** Whether an IP address is this machine's own. */
export function isLoopbackAddress(ip: string): boolean {
  return ip === '::1' || (isIP(ip) === 4 && ip.startsWith('127.'));
}
