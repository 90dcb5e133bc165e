/** Whether who asks has it already (`If-None-Match`); a cache may name several, or say that it compares weakly. */
export const isHeld = (asked: string | undefined, etag: string): boolean =>
  asked?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag) ?? false;
