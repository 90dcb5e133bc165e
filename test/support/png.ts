import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** `#rrggbb` of a pixel. */
  at(x: number, y: number): string;
}

/** Decodes a PNG of 8 bits a channel, RGB or RGBA, not interlaced: what our renderer writes. */
export function decodePng(png: Buffer): Picture {
  if (png.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('This is no PNG.');
  const packed: Buffer[] = [];
  let head: Buffer | undefined;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') head = body;
    if (type === 'IDAT') packed.push(body);
    at += 12 + length;
  }
  if (head?.[8] !== 8 || head[12] !== 0) throw new Error('This PNG is of another kind.');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const size = head[9] === 6 ? 4 : head[9] === 2 ? 3 : 0;
  if (size === 0) throw new Error('This PNG is of another kind.');
  const pixels = unfilter(inflateSync(Buffer.concat(packed)), width * size, height, size);
  const hex = (value: number | undefined) => (value ?? 0).toString(16).padStart(2, '0');
  return {
    width,
    height,
    at: (x, y) => {
      const from = Math.round(y) * width * size + Math.round(x) * size;
      return `#${hex(pixels[from])}${hex(pixels[from + 1])}${hex(pixels[from + 2])}`;
    },
  };
}

function unfilter(data: Buffer, line: number, height: number, size: number): Buffer {
  const out = Buffer.alloc(line * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (line + 1)];
    for (let at = 0; at < line; at++) {
      const here = row * line + at;
      const left = at < size ? 0 : (out[here - size] ?? 0);
      const up = row === 0 ? 0 : (out[here - line] ?? 0);
      const corner = at < size || row === 0 ? 0 : (out[here - line - size] ?? 0);
      const raw = data[row * (line + 1) + 1 + at] ?? 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[here] = (raw + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
