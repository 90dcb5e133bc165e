/** What a commune's network calls. Whoever has it can say that the network is up, and nothing else. */
export function beatAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/beat/${token}`;
}
