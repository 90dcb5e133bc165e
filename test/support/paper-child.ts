/** A process of its own that says the SHA-256 of the Word documents of kept snapshots with their texts, one a line. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { docxOf } from '../../src/papers/docx.ts';
import { letterheadOf } from '../../src/papers/layout.ts';
import { paperOf } from '../../src/reports/kinds/all.ts';
import type { Narrative, Snapshot } from '../../src/reports/types.ts';

const hashes: string[] = [];
for (const { narrative, ...snapshot } of (await json(process.stdin)) as (Snapshot & {
  narrative: Narrative;
})[]) {
  const bytes = await docxOf(paperOf(snapshot, narrative), letterheadOf(snapshot.area), snapshot.asOf);
  hashes.push(createHash('sha256').update(bytes).digest('hex'));
  if (process.env.PICTURES) await writeFile(join(process.env.PICTURES, `${snapshot.kind}.docx`), bytes);
}
process.stdout.write(hashes.join('\n'));
