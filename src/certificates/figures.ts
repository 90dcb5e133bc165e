import type { Day } from '../days.ts';
import { isRatio, type Value } from '../intake/types.ts';
import type { CertificateKind, Counted } from './types.ts';

/**
 * What the register says of indicators that localities report, and whether the two agree. The officer's figure
 * is what counts; the register's stands beside it. Pure.
 */

/** What a figure is: how many are in force, whether one is, on which day the first of them expires. */
type Says = 'count' | 'any' | 'earliest';

/** Which indicator is which figure, of which kinds. A new one is a line here. */
export const FIGURES: readonly { indicator: string; kinds: readonly CertificateKind[]; says: Says }[] = [
  { indicator: 'certificate.personal', kinds: ['personal'], says: 'count' },
  { indicator: 'certificate.organisation', kinds: ['organisation'], says: 'any' },
  { indicator: 'certificate.earliest_expiry', kinds: ['personal', 'organisation'], says: 'earliest' },
];

/** A figure of the register. */
export type RegisterFigure = number | boolean | Day;

/** Whether a certificate could be used on a day, as far as is known now. */
export function inForceOn(one: Counted, day: Day): boolean {
  return (
    !one.selfSigned &&
    one.validFrom <= day &&
    day <= one.validTo &&
    (one.withdrawnOn === null || day < one.withdrawnOn)
  );
}

/**
 * What a locality's register says of an indicator on a day; undefined where it says nothing: of an indicator that
 * is no figure of the register, and where no certificate of those kinds was ever entered.
 */
export function registerSays(
  register: readonly Counted[],
  indicator: string,
  day: Day,
): RegisterFigure | undefined {
  const figure = FIGURES.find((one) => one.indicator === indicator);
  const entered = register.filter(
    ({ kind, withdrawnFor }) => withdrawnFor !== 'mistake' && figure?.kinds.includes(kind),
  );
  if (!figure || entered.length === 0) return undefined;
  const inForce = entered.filter((one) => inForceOn(one, day));
  switch (figure.says) {
    case 'count':
      return inForce.length;
    case 'any':
      return inForce.length > 0;
    case 'earliest':
      return inForce.map(({ validTo }) => validTo).sort()[0];
  }
}

/** Whether a reported value says something else than the register; "I do not know" says nothing. */
export function differs(value: Value, figure: RegisterFigure): boolean {
  if (value === null) return false;
  return (isRatio(value) ? value.have : value) !== figure;
}
