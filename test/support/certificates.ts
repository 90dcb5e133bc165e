import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether certificates can be made here; tests that need them are skipped by name where not. */
export const OPENSSL = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL');
  } catch {
    return false;
  }
})();

export interface Made {
  pem: string;
  der: Buffer;
  key: string;
}

export interface Wanted {
  /** As openssl takes it: `/CN=…/O=…`. */
  subject: string;
  /** `rsa:2048`, or a curve. */
  key?: string;
  /** Signed by this authority; by itself without. */
  by?: Made;
  serial?: string;
  from?: string;
  to?: string;
  /** Lines of an openssl section of extensions. */
  extensions?: string[];
  /** How strings are encoded: `utf8only`, or `pkix` for BMPString and the like. */
  strings?: string;
}

/** A workshop for real certificates in a folder of its own. */
export function certificateShop() {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  let count = 0;
  const file = (name: string) => join(folder, name);
  const openssl = (args: string[], input?: Buffer | string) =>
    execFileSync('openssl', args, { cwd: folder, input, stdio: ['pipe', 'pipe', 'pipe'] });
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(file(name), content);
    return name;
  };

  function newKey(kind: string): string {
    return kind.startsWith('rsa:')
      ? openssl(['genpkey', '-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${kind.slice(4)}`]).toString()
      : openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${kind}`]).toString();
  }

  /** A certificate, of the days it is asked for: `openssl ca` takes any, `x509` none that is over. */
  function make(wanted: Wanted): Made {
    const {
      subject,
      key: kind = 'P-256',
      by,
      serial = '0A11',
      extensions = [],
      strings = 'utf8only',
    } = wanted;
    const { from = '20250101000000Z', to = '20270101000000Z' } = wanted;
    const n = `c${count++}`;
    const key = newKey(kind);
    write(`${n}.key`, key);
    write(`${n}.srl`, `${serial.length % 2 === 0 ? serial : `0${serial}`}\n`);
    write(`${n}.txt`, '');
    write(
      `${n}.cnf`,
      `[req]\nprompt=no\ndistinguished_name=dn\nutf8=yes\nstring_mask=${strings}\n[dn]\nCN=x\n[ca]\ndefault_ca=d\n[d]\n` +
        `database=${n}.txt\nserial=${n}.srl\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\n` +
        `preserve=yes\nstring_mask=${strings}\nutf8=yes\nx509_extensions=e\n` +
        '[p]\ncommonName=optional\norganizationName=optional\ncountryName=optional\ntitle=optional\nsurname=optional\n' +
        'givenName=optional\nUID=optional\nemailAddress=optional\norganizationalUnitName=optional\n' +
        `[e]\n${extensions.join('\n')}\n`,
    );
    openssl([
      'req',
      '-new',
      '-config',
      `${n}.cnf`,
      '-key',
      `${n}.key`,
      '-subj',
      subject,
      '-utf8',
      '-out',
      `${n}.csr`,
    ]);
    if (by) {
      write(`${n}.ca.key`, by.key);
      write(`${n}.ca.pem`, by.pem);
    }
    const signer = by
      ? ['-cert', `${n}.ca.pem`, '-keyfile', `${n}.ca.key`]
      : ['-selfsign', '-keyfile', `${n}.key`];
    openssl([
      ...['ca', '-batch', '-notext', '-config', `${n}.cnf`, '-in', `${n}.csr`, '-out', `${n}.pem`],
      ...['-startdate', from, '-enddate', to, '-preserveDN', '-utf8', ...signer],
    ]);
    const pem = readFileSync(file(`${n}.pem`), 'utf8');
    return { pem, key, der: openssl(['x509', '-outform', 'DER'], pem) };
  }

  /** A PKCS#7 that holds certificates and nothing else. */
  function bundle(made: readonly Made[], form: 'DER' | 'PEM'): Buffer {
    write('all.pem', made.map(({ pem }) => pem).join(''));
    return openssl(['crl2pkcs7', '-nocrl', '-certfile', 'all.pem', '-outform', form]);
  }

  const authority = (subject: string, more: Partial<Wanted> = {}) =>
    make({
      subject,
      serial: '01',
      extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign,cRLSign'],
      ...more,
    });

  return { make, authority, bundle, openssl, write, stop: () => rmSync(folder, { recursive: true }) };
}

export type CertificateShop = ReturnType<typeof certificateShop>;
