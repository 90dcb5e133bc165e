export const CONTACTS = '/quan-tri/lien-he';
