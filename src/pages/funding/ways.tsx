import { may } from '../../access/principal.ts';
import { useReading, useSay, useWho } from '../language.tsx';
import { FUNDING, NEEDS, NORMS, PRICES } from './addresses.ts';

/** The pages of money, one beside the other. A locality has its own needs alone. */
export function FundingWays() {
  const say = useSay();
  const { here } = useReading();
  const { principal } = useWho();
  const path = here.split('?')[0];
  const ways = may(principal.role, 'readMoney')
    ? ([
        [FUNDING, say('Tổng quan', 'Overview')],
        [NEEDS, say('Nhu cầu', 'Needs')],
        [PRICES, say('Đơn giá', 'Prices')],
        [NORMS, say('Tính theo định mức', 'By the norms')],
      ] as const)
    : ([
        [FUNDING, say('Tổng quan', 'Overview')],
        [NEEDS, say('Nhu cầu', 'Needs')],
      ] as const);
  return (
    <nav class="views" aria-label={say('Kinh phí', 'Money')}>
      {ways.map(([href, name]) => (
        <a key={href} href={href} aria-current={href === path ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
