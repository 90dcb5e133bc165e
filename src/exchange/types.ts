/** What another system's identifiers stand for. */
export const CODE_KINDS = ['data_element', 'org_unit', 'data_set'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** How another system calls something of ours. */
export interface ExchangeCode {
  kind: CodeKind;
  /** Code of a value (`certificate.personal.have`), of a locality or province, or of a programme. */
  ours: string;
  uid: string | null;
  code: string | null;
}

/** By which of its identifiers a DHIS2 object is named. */
export const ID_SCHEMES = ['UID', 'CODE'] as const;
export type IdScheme = (typeof ID_SCHEMES)[number];

export interface IdSchemes {
  dataElement: IdScheme;
  orgUnit: IdScheme;
  dataSet: IdScheme;
}

/** The only category option combo that there is here, by the identifier that each DHIS2 has it under. */
export const DEFAULT_COMBO = 'HllvX50cXC0';
