/** The reference of the API, for people; as a document below it. */
export const REFERENCE = '/docs';

export const partLink = (part: string) => `${REFERENCE}/${encodeURIComponent(part)}`;
