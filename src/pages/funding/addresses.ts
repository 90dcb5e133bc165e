import { may, type Principal } from '../../access/principal.ts';
import { type Query, withQuery } from '../addresses.ts';

/** Money for the gaps. */
export const FUNDING = '/kinh-phi';
export const NEEDS = `${FUNDING}/nhu-cau`;
export const PRICES = `${FUNDING}/don-gia`;
export const NORMS = `${FUNDING}/dinh-muc`;
export const PROPOSALS = `${FUNDING}/de-xuat`;

export const needsAddress = (query: Query = {}) => withQuery(NEEDS, query);
export const proposalAddress = (id: number, below = '') => `${PROPOSALS}/${id}${below}`;

/** Whether somebody may open the needs of what he sees: of his area, or of his own locality. */
export const seesNeeds = ({ role, area }: Pick<Principal, 'role' | 'area'>): boolean =>
  may(role, 'readMoney') || area.length === 5;
