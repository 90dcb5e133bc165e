import type { Say } from '../language.tsx';

/** In the order to look for them: most browsers also say that they are Chrome or Safari. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['coc_coc', 'Cốc Cốc'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A browser as its user would call it, of what it says of itself: "Chrome trên Android". Pure. */
export function browserName(agent: string, say: Say): string {
  const found = (list: readonly (readonly [string, string])[]) =>
    list.find(([sign]) => agent.includes(sign))?.[1];
  const [browser, system] = [found(BROWSERS), found(SYSTEMS)];
  if (browser && system) return `${browser} ${say('trên', 'on')} ${system}`;
  return browser ?? system ?? say('Không rõ', 'Not known');
}
