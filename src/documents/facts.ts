import { dayOf } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { DocumentFacts } from './paper.ts';
import type { DocumentDetail } from './store.ts';

/** All that a document is made of, with the names of the day of its figures. */
export function factsOf(registry: Registry, row: Omit<DocumentDetail, 'state' | 'choice'>): DocumentFacts {
  const on = dayOf(row.asOf);
  const codes = [...new Set(row.rows.map(({ locality }) => locality))];
  const { province: code, number, day, signerTitle } = row;
  const localities = codes.flatMap((one) => {
    const found = registry.localities.get(one);
    return found ? [registry.nameOn(found, on)] : [];
  });
  return {
    kind: row.kind,
    subject: row.subject,
    text: row.text,
    asOf: row.asOf,
    programmeVi: registry.programmes.get(row.programme)?.nameVi ?? row.programme,
    province: { code, name: registry.provinces.get(code) ?? code },
    addressees: row.addressees,
    rows: row.rows,
    localities: localities.sort((a, b) => byName.compare(a.name, b.name) || (a.code < b.code ? -1 : 1)),
    indicators: [...registry.indicatorsOn(on).values()],
    issued: number === null || day === null || signerTitle === null ? null : { number, day, signerTitle },
  };
}

const byName = new Intl.Collator('vi');
