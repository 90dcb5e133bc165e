/** Addresses of the pages of networks, with the filters that are set. */
export function networksAddress(query: Record<string, string | undefined> = {}): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return set.length === 0 ? '/duong-truyen' : `/duong-truyen?${new URLSearchParams(set)}`;
}

export function networkAddress(code: string): string {
  return `/duong-truyen/${code}`;
}
