/** The one font that pictures know (`png.ts` has its file). */
export const PICTURE_FONT = 'Be Vietnam Pro';
