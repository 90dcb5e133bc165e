import { ADMIN } from './admin.ts';
import { DEPARTMENT } from './department.ts';
import { OFFICER } from './officer.ts';
import { FINANCE, LEADER, VIEWER } from './readers.ts';
import type { Guide } from './types.ts';

/** One a role, in the order in which the roles take part. */
export const GUIDES: readonly Guide[] = [OFFICER, DEPARTMENT, FINANCE, LEADER, VIEWER, ADMIN];
