import type { Certificate } from 'pkijs';
import { own as ofTable } from '../../lib/own.ts';

/** What the key of a certificate may be used for, from its extensions. */

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
const EXTENDED: Record<string, string> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '1.3.6.1.4.1.311.10.3.12': 'documentSigning',
  '1.3.6.1.4.1.311.20.2.2': 'smartcardLogon',
};
const MOST = 20;

export interface Usages {
  usages: string[];
  /** Whether it may issue certificates. */
  isAuthority: boolean;
}

export function usagesOf({ extensions = [] }: Certificate): Usages {
  const parsed = (id: string) =>
    extensions.find(({ extnID }) => extnID === id)?.parsedValue as Parsed | undefined;
  const bits = parsed('2.5.29.15')?.valueBlock?.valueHexView ?? new Uint8Array();
  const own = KEY_USAGES.filter((_, at) => ((bits[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  const extended = (parsed('2.5.29.37')?.keyPurposes ?? []).flatMap((one) => ofTable(EXTENDED, one) ?? []);
  return {
    usages: [...new Set([...own, ...extended])].slice(0, MOST),
    isAuthority: parsed('2.5.29.19')?.cA === true || own.includes('keyCertSign'),
  };
}

/** What pkijs makes of the three extensions that are looked at. */
interface Parsed {
  valueBlock?: { valueHexView?: Uint8Array };
  keyPurposes?: string[];
  cA?: boolean;
}
