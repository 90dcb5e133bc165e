import type { Locality } from '../registry/types.ts';

export type Role = 'officer' | 'department' | 'finance' | 'leader' | 'viewer' | 'admin';

/** What a role may do within its area besides reading. */
type Right =
  /** Store records, certificates, imports and evidence. */
  | 'write'
  /** Take alerts on and promise. */
  | 'act'
  /** Keep alerts from being told for a time. */
  | 'silence'
  /** Score a locality of one's own, and object to what is published of it. */
  | 'score'
  /** Decide on what the records raise doubts of, and verify scores. */
  | 'review'
  /** Write to localities of what they lack. */
  | 'remind'
  /** Read who is in charge of whichever locality, with telephone and address. */
  | 'readPeople'
  /** Take away evidence that others brought. */
  | 'removeEvidence'
  /** Write reports that go up, and the papers that go down. */
  | 'report'
  /** Say how a task goes on that his agency or locality does, and that it is done. */
  | 'carryOut'
  /** Approve them. */
  | 'approve'
  /** See what things cost and what is granted, of a whole area. */
  | 'readMoney'
  /** Write prices, proposals, and what is granted, delivered and paid. */
  | 'fund'
  /** Change the registry, who may, and how the service runs. */
  | 'administer';

/** Every role with all it may do; a right that is not named is none. */
const RIGHTS: Record<Role, readonly Right[]> = {
  officer: ['write', 'act', 'score', 'carryOut'],
  department: [
    'write',
    'act',
    'silence',
    'review',
    'remind',
    'readPeople',
    'removeEvidence',
    'report',
    'carryOut',
    'readMoney',
  ],
  finance: ['readMoney', 'fund', 'carryOut'],
  leader: ['act', 'remind', 'readPeople', 'approve'],
  viewer: [],
  admin: [
    'write',
    'act',
    'score',
    'silence',
    'review',
    'remind',
    'readPeople',
    'removeEvidence',
    'report',
    'carryOut',
    'approve',
    'readMoney',
    'fund',
    'administer',
  ],
};
export const ROLES = Object.keys(RIGHTS) as readonly Role[];

export const may = (role: Role, right: Right): boolean => RIGHTS[role].includes(right);
export const rolesThatMay = (right: Right): readonly Role[] => ROLES.filter((role) => may(role, right));

/** Who asks: a token, or a person who has signed in. */
export interface Principal {
  name: string;
  role: Role;
  /** A locality code (5 digits), a province code (2), or `*`. */
  area: string;
}

/** Who sends something that is stored: what he was let through by has to be his still when it is. */
export interface Sender extends Principal {
  kind: 'person' | 'token';
  /** Among those of its kind. */
  id: number;
}

/** What a person or a token may do, and where. */
export type Rights = Pick<Principal, 'role' | 'area'>;

/** Roles that may write records and imports in their area. */
export const WRITERS = rolesThatMay('write');
export const ADMINS = rolesThatMay('administer');

/** Whether a locality lies in an area. */
export function areaCovers(area: string, locality: Pick<Locality, 'code' | 'province'>): boolean {
  return area === '*' || area === locality.province || area === locality.code;
}

/** Whether a caller may read names, telephones and addresses: his work needs them, or they are his own office's. */
export function maySeePeople({ role, area }: Principal, locality: string): boolean {
  return may(role, 'readPeople') || area === locality;
}
