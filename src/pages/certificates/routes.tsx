import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { CERTIFICATE_KINDS, CERTIFICATE_STATES } from '../../certificates/types.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { screen } from '../parts/screen.tsx';
import { rowsAsked, tableQuery } from '../parts/table-file.ts';
import type { Words } from '../say.ts';
import type { Wrap } from '../wrap.tsx';
import { PATH } from './addresses.ts';
import { loadCertificates } from './facts.ts';
import { CertificateList } from './list.tsx';

const blankIsNone = (text: unknown) => (text === '' ? undefined : text);
const PAGE_SIZE = 50;
const listQuery = {
  state: z.preprocess(blankIsNone, z.enum([...CERTIFICATE_STATES, 'in_force']).optional()),
  kind: z.preprocess(blankIsNone, z.enum(CERTIFICATE_KINDS).optional()),
  q: z.preprocess(blankIsNone, z.string().max(100).optional()),
  province: z.preprocess(blankIsNone, z.string().max(10).optional()),
  page: tableQuery.page,
  sort: tableQuery.sort,
};
const TITLE: Words = ['Sổ chứng thư số', 'Register of certificates'];

/** The register of certificates of one's area. */
export function certificatePages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: PATH,
      config: { access: ROLES },
      query: listQuery,
      view: async ({ registry, principal, now, query: asked, request }) => {
        const size = rowsAsked(request, PAGE_SIZE);
        const facts = await loadCertificates(sql, { registry, principal, now, asked, size });
        return { title: TITLE, content: <CertificateList facts={facts} /> };
      },
    });
  };
}
