import type { Words } from '../i18n/say.ts';
import type { ContactRole } from '../registry/contacts.ts';
import type { Role } from './principal.ts';

/** What accounts, tokens and contacts are called by their role. */
export const ROLE_WORDS: Record<Role | ContactRole, Words> = {
  officer: ['Cán bộ cấp xã', 'Commune officer'],
  leader: ['Lãnh đạo', 'Leader'],
  department: ['Sở, ngành phụ trách', 'Department'],
  finance: ['Sở Tài chính', 'Finance'],
  viewer: ['Chỉ xem', 'Viewer'],
  admin: ['Quản trị viên', 'Administrator'],
  operator: ['Quản trị viên hệ thống', 'Operator'],
};
