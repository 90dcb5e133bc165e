import { createRegistry, type Registry, type RegistryRows } from '../../src/registry/snapshot.ts';
import type { Indicator, Locality, Programme, ProgrammeSettings } from '../../src/registry/types.ts';

/** A small registry for rule tests: two localities of Hải Phòng, four indicators of each kind. */

export function indicator(code: string, over: Partial<Indicator> = {}): Indicator {
  return {
    code,
    condition: code.split('.')[0] ?? code,
    kind: 'boolean',
    nameVi: `Chỉ tiêu ${code}`,
    nameEn: `Indicator ${code}`,
    unit: null,
    agency: 'Sở KH&CN',
    basis: 'NĐ 118/2025/NĐ-CP',
    required: true,
    threshold: null,
    direction: null,
    freshness: null,
    appliesTo: [],
    allowsSurplus: false,
    allowsZeroNeed: false,
    unitCost: null,
    asksAnew: false,
    atMostOf: null,
    period: 'day',
    validFrom: '2025-07-01',
    validTo: null,
    ...over,
  };
}

export const CATALOGUE: Indicator[] = [
  indicator('network.lan'),
  indicator('certificate.personal', { kind: 'ratio', atMostOf: 'certificate.issued' }),
  indicator('certificate.expiry', { kind: 'date', threshold: 30 }),
  indicator('certificate.issued', { kind: 'number', required: false }),
];

export const SETTINGS: ProgrammeSettings = {
  validFrom: '2025-07-01',
  cutoff: '16:00',
  lockDays: 3,
  reportingDays: 'working',
  freshness: 3,
  amberThreshold: 70,
  deadline: null,
  missingStreak: 3,
  dueSoonMinutes: 90,
  indicators: null,
};

export const PROGRAMME: Programme = {
  code: 'haiphong-daily',
  nameVi: 'Báo cáo hằng ngày',
  nameEn: 'Daily report',
  provinces: ['31'],
  startsOn: '2025-09-01',
  endsOn: null,
  finalThrough: null,
  period: 'day',
  closesOn: [],
  alertsFrom: null,
  settings: [SETTINGS],
  provinceSettings: [],
};

export function locality(code: string, over: Partial<Locality> = {}): Locality {
  return {
    code,
    province: '31',
    validFrom: '2025-07-01',
    validTo: null,
    successors: [],
    names: [{ validFrom: '2025-07-01', name: `Xã ${code}`, type: 'xã' }],
    lon: null,
    lat: null,
    tile: null,
    ...over,
  };
}

export function registryOf(over: Partial<RegistryRows> = {}): Registry {
  return createRegistry({
    version: 1,
    provinces: [{ code: '31', name: 'Thành phố Hải Phòng' }],
    localities: [locality('11737'), locality('11740')],
    conditions: [
      { code: 'network', nameVi: 'Hạ tầng mạng', nameEn: 'Network' },
      { code: 'certificate', nameVi: 'Chứng thư số', nameEn: 'Certificates' },
    ],
    indicators: CATALOGUE,
    programmes: [PROGRAMME],
    heldDays: [],
    calendarDays: [
      { scope: 'VN', day: '2025-09-01', kind: 'holiday' },
      { scope: 'VN', day: '2025-09-02', kind: 'holiday' },
    ],
    requirements: [],
    exemptions: [],
    agencies: [],
    exceptions: [],
    ...over,
  });
}
