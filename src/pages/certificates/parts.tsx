import type { ComponentChildren } from 'preact';
import type { ListedCertificate } from '../../certificates/store.ts';
import type { CertificateState } from '../../certificates/types.ts';
import type { Colour } from '../../collect/types.ts';
import { type Day, daysBetween, formatDay } from '../../days.ts';
import { formatAge, formatNumber } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import type { Column } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import type { StateCounts } from './facts.ts';
import { KINDS, STATES, serialText, usagesText, WITHDRAWAL_NAMES } from './words.ts';

/** Parts that the pages of the register share. */

const SIGNS: Record<CertificateState, { colour: Colour; sign: string }> = {
  valid: { colour: 'green', sign: '●' },
  expiring: { colour: 'yellow', sign: '◐' },
  expired: { colour: 'red', sign: '○' },
  future: { colour: 'grey', sign: '–' },
  self_signed: { colour: 'grey', sign: '–' },
  withdrawn: { colour: 'grey', sign: '–' },
};

/** A state with its sign and its word. */
export function CertificateTag({ state }: { state: CertificateState }) {
  return <Tag {...SIGNS[state]} words={STATES[state]} />;
}

/** "5 còn hiệu lực (1 sắp hết hạn) · 2 hết hạn". */
export function Counts({ counts }: { counts: StateCounts }) {
  const say = useSay();
  return (
    <p>
      <b>{formatNumber(counts.in_force)}</b> {say('còn hiệu lực', 'in force')} (
      {formatNumber(counts.expiring)} {say('sắp hết hạn', 'expiring within 60 days')}) ·{' '}
      <b>{formatNumber(counts.expired)}</b> {say('hết hạn', 'expired')}
    </p>
  );
}

/** Whose it is: the position, what the unit calls it, or what it calls itself. */
export function Whose({ of }: { of: Pick<ListedCertificate, 'kind' | 'holder' | 'subject'> }) {
  const say = useSay();
  const [first, second] = [of.holder ?? of.subject, of.holder === null ? null : of.subject];
  return (
    <>
      {first ?? say(...KINDS[of.kind])}
      <small class="under">
        {first === null ? '' : say(...KINDS[of.kind])}
        {second === null ? '' : `, ${second}`}
      </small>
    </>
  );
}

/** Issuer, serial number and what it may be used for. */
export function Identity({ of }: { of: Pick<ListedCertificate, 'serial' | 'issuer' | 'keyUsage'> }) {
  const say = useSay();
  const usages = usagesText(of.keyUsage ?? [], say);
  return (
    <>
      {serialText(of.serial)}
      <small class="under">{of.issuer}</small>
      {usages === '' ? null : (
        <small class="under">
          {say('Dùng để', 'For')}: {usages}
        </small>
      )}
    </>
  );
}

/** When it ends, and how long that is from today; of one out of use since when and why. */
export function Ends({ of, today }: { of: ListedCertificate; today: Day }) {
  const say = useSay();
  const left = daysBetween(today, of.validTo);
  return (
    <>
      {formatDay(of.validTo)}
      <small class="under">
        {of.withdrawnOn !== null && of.withdrawnFor !== null
          ? `${say(...WITHDRAWAL_NAMES[of.withdrawnFor])}, ${formatDay(of.withdrawnOn)}`
          : of.state === 'future'
            ? say(`từ ${formatDay(of.validFrom)}`, `from ${formatDay(of.validFrom)}`)
            : left < 0
              ? say(`đã hết hạn ${formatAge(-left, say)}`, `${formatAge(-left, say)} ago`)
              : left === 0
                ? say('hôm nay là ngày cuối', 'today is its last day')
                : say(`còn ${formatAge(left, say)}`, `${formatAge(left, say)} left`)}
      </small>
    </>
  );
}

/** What lists say of a certificate. */
export function certificateColumns<T>(
  say: Say,
  today: Day,
  of: (row: T) => ListedCertificate,
  more?: (one: ListedCertificate) => ComponentChildren,
): Column<T>[] {
  return [
    { key: 'code', head: say('Mã đơn vị', 'Code'), value: (row) => of(row).locality, unseen: true },
    {
      key: 'whose',
      head: say('Cấp cho', 'Whose'),
      label: null,
      value: (row) => of(row).holder ?? of(row).subject,
      cell: (row) => <Whose of={of(row)} />,
    },
    { key: 'kind', head: say('Loại', 'Kind'), value: (row) => say(...KINDS[of(row).kind]), unseen: true },
    {
      key: 'serial',
      head: say('Số hiệu chứng thư, cơ quan cấp', 'Serial number, issuer'),
      label: null,
      value: (row) => serialText(of(row).serial),
      cell: (row) => <Identity of={of(row)} />,
    },
    { key: 'issuer', head: say('Cơ quan cấp', 'Issuer'), value: (row) => of(row).issuer, unseen: true },
    {
      key: 'begins',
      head: say('Có hiệu lực từ ngày', 'Valid from'),
      value: (row) => of(row).validFrom,
      unseen: true,
    },
    {
      key: 'ends',
      head: say('Hết hạn', 'Ends'),
      value: (row) => of(row).validTo,
      cell: (row) => <Ends of={of(row)} today={today} />,
    },
    {
      key: 'state',
      head: say('Tình trạng', 'State'),
      label: null,
      value: (row) => say(...STATES[of(row).state]),
      cell: (row) => (
        <>
          <CertificateTag state={of(row).state} />
          {more?.(of(row))}
        </>
      ),
    },
  ];
}
