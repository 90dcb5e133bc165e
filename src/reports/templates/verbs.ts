import { createHash } from 'node:crypto';
import { type Author, writeAudit } from '../../access/author.ts';
import type { Clients, OrmTx } from '../../db/connect.ts';
import { fault } from '../../faults.ts';
import { Problem } from '../../http/problems.ts';
import { composed } from '../../lib/composed.ts';
import { faultsOfTemplate } from '../../papers/template/process.ts';
import type { TagName } from '../../papers/template/tag.ts';
import type { ReportKind } from '../types.ts';
import { sampleValues } from './sample.ts';
import { insertTemplate, lockTemplates, setInUse, type TemplateHead, templateInUse } from './store.ts';
import { REPORT_TAGS } from './tags.ts';

/** What can be done with templates, the same for page, API and shell. */

/** Of one province and kind: what was used stays, so that somebody has to say when it is enough. */
export const MOST_VERSIONS = 50;
const NAME_LENGTH = 120;

interface Which {
  province: string;
  kind: ReportKind;
}

/** @throws {Problem} invalid_template with everything that is wrong with it */
export async function checkReportTemplate(kind: ReportKind, bytes: Buffer): Promise<void> {
  const faults = await faultsOfTemplate(bytes, { tags: namesOf(REPORT_TAGS), sample: sampleValues(kind) });
  if (faults.length > 0) throw new Problem('invalid_template', faults);
}

const namesOf = (tags: readonly TagName[]): TagName[] =>
  tags.map(({ name, words, tags: inner }) => ({ name, words, ...(inner ? { tags: namesOf(inner) } : {}) }));

/**
 * Keeps a template as the next version; it is not in use by that.
 * @throws {Problem} invalid_template
 */
export async function addTemplate(
  db: Clients,
  author: Author,
  { province, kind }: Which,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<number> {
  await checkReportTemplate(kind, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return await db.orm.transaction(async (tx) => {
    const version = (await lockTemplates(tx, { province, kind })) + 1;
    if (version > MOST_VERSIONS)
      throw new Problem('invalid_template', [
        fault('', 'invalid_value', {
          why: `there are ${MOST_VERSIONS} versions already`,
          whyVi: `đã có ${MOST_VERSIONS} lần tải mẫu loại này`,
        }),
      ]);
    const id = await insertTemplate(tx, {
      province,
      kind,
      version,
      name: fileName(name),
      bytes,
      size: bytes.length,
      sha256,
      uploadedAt: author.now,
      uploadedBy: author.name ?? author.actor,
    });
    await audit(tx, author, { province, kind }, 'report_template.add', undefined, { version, sha256 });
    return id;
  });
}

/** From now on drafts of its kind and province are rendered by it. */
export async function useTemplate(db: Clients, author: Author, template: TemplateHead): Promise<void> {
  const { province, kind, version, id } = template;
  await change(db, author, { province, kind }, id, version);
}

/** From now on they are rendered as the service brings them. */
export async function useBuiltIn(db: Clients, author: Author, which: Which): Promise<void> {
  await change(db, author, which, null, null);
}

async function change(
  db: Clients,
  author: Author,
  which: Which,
  id: number | null,
  version: number | null,
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    await lockTemplates(tx, which);
    const before = await templateInUse(tx, which);
    if ((before?.id ?? null) === id) return;
    await setInUse(tx, which, id);
    await audit(tx, author, which, 'report_template.use', { version: before?.version ?? null }, { version });
  });
}

async function audit(
  tx: OrmTx,
  author: Author,
  { province, kind }: Which,
  action: string,
  before: unknown,
  after: unknown,
): Promise<void> {
  const target = `report_template ${province} ${kind}`;
  await writeAudit(tx, author, { action, target, area: province, before, after });
}

/** Without what could lead elsewhere or be seen as nothing. */
function fileName(given: string): string {
  const plain = composed(given.toWellFormed())
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, ' ')
    .trim()
    .slice(0, NAME_LENGTH);
  return plain || 'mau.docx';
}
