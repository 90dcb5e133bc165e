import type { CertificateKind, CertificateState } from '../../certificates/types.ts';

/** Addresses of the register's pages. */
export const PATH = '/chung-thu-so';
export const SHEET_PATH = `${PATH}/nhap-tep`;

export interface ListAsked {
  state?: CertificateState | 'in_force' | undefined;
  kind?: CertificateKind | undefined;
  q?: string | undefined;
  province?: string | undefined;
  page?: number | undefined;
  sort?: string | undefined;
}

/** The register of one locality. */
export function registerAddress(code: string, done?: string): string {
  return done === undefined ? `${PATH}/${code}` : `${PATH}/${code}?done=${done}`;
}

/** The sheet to fill in. */
export function templateAddress(format: 'xlsx' | 'csv', locality?: string): string {
  return `/api/v1/certificates/template?${new URLSearchParams({ format, ...(locality && { locality }) })}`;
}
