import type { ContactRole } from '../../../registry/contacts.ts';
import type { Words } from '../../language.tsx';

export const CONTACTS = '/quan-tri/lien-he';

/** What somebody hears as. */
export const CONTACT_ROLE_NAMES: Record<ContactRole, Words> = {
  officer: ['Cán bộ xã, phường', 'Commune officer'],
  leader: ['Lãnh đạo', 'Leader'],
  department: ['Sở, ngành phụ trách', 'Department'],
  operator: ['Người vận hành hệ thống', 'Operator'],
};
