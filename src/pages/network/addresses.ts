/** The page of a locality's network. */
export function networkAddress(code: string): string {
  return `/duong-truyen/${code}`;
}
