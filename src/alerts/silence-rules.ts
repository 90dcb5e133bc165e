import { type AlertKind, SERVICE } from './types.ts';

/** Whether a silence is about an alert: of all, of its province, or of the very same area; of all kinds or of its own. */
export function coversAlert(
  silence: { area: string; kind: AlertKind | null },
  alert: { area: string; kind: AlertKind },
  province: string,
): boolean {
  if (silence.kind !== null && silence.kind !== alert.kind) return false;
  // A typhoon does not keep the operator from hearing that the service is broken; that is silenced by its name.
  if (alert.area === SERVICE && silence.kind === null) return false;
  return silence.area === '*' || silence.area === alert.area || silence.area === province;
}
