import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';

/** How many faults of a row were found beside those that stand there; nothing where all of them do. */
export function MoreFaults({ count }: { count: number | undefined }) {
  const say = useSay();
  if (!count) return null;
  const many = formatNumber(count);
  return <p class="hint">{say(`Còn ${many} lỗi nữa ở dòng này.`, `This row has ${many} more faults.`)}</p>;
}
