/** Where programmes are looked after. */
export const PROGRAMMES = '/quan-tri/dot';
