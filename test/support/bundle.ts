/** The browser's scripts, made as the build makes them. */
export default async function setup(): Promise<void> {
  await import('../../scripts/bundle.js' as string);
}
