import { strFromU8, unzipSync } from 'fflate';

/** Paragraphs of a Word document in their order, those of tables too; blank ones left out. */
export function paragraphsOf(docx: Uint8Array): string[] {
  const part = unzipSync(docx)['word/document.xml'];
  if (!part) throw new Error('This is no Word document.');
  return [...strFromU8(part).matchAll(/<w:p[ >].*?<\/w:p>/gs)].flatMap(([paragraph]) => {
    const text = [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, run = '']) => run).join('');
    return text.trim() === ''
      ? []
      : [text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')];
  });
}
