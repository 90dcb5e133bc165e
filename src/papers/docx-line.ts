import { AlignmentType, type IParagraphOptions, Paragraph, TextRun } from 'docx';

export const twips = (mm: number) => Math.round((mm * 1440) / 25.4);
export const halfPoints = (points: number) => points * 2;

interface Style {
  size: number;
  bold?: boolean;
  italics?: boolean;
  caps?: boolean;
}

/** A paragraph of one style; centred where nothing else is said. */
export function line(
  text: string,
  { size, bold, italics, caps }: Style,
  options: IParagraphOptions = {},
): Paragraph {
  const shown = caps ? text.toLocaleUpperCase('vi') : text;
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    ...options,
    children: [
      new TextRun({
        text: shown,
        size: halfPoints(size),
        ...(bold ? { bold } : {}),
        ...(italics ? { italics } : {}),
      }),
    ],
  });
}
