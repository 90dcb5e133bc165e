import { fileURLToPath } from 'node:url';

/**
 * The pages' own text font, as TrueType: the renderer reads neither WOFF nor WOFF2, and of a family in several
 * files it looks at one, so the subsets that browsers load would leave letters out without a word.
 */
const FILE = fileURLToPath(new URL('fonts/BeVietnamPro-Regular.ttf', import.meta.url));

export interface Png {
  png: Buffer;
  /** Pixels. */
  width: number;
  height: number;
}

/** A picture of ours as a PNG, the same bytes of the same picture. Never one of strangers: it reads what it is told to. */
export async function pngOf(svg: string, font: string, width: number): Promise<Png> {
  // Loaded when the first picture is drawn: most instances never draw one.
  const { renderAsync } = await import('@resvg/resvg-js');
  // Most of it is laying out the text, on a thread of its own.
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: [FILE], defaultFontFamily: font },
  });
  return { png: picture.asPng(), width: picture.width, height: picture.height };
}
