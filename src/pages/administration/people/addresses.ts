/** Where people are looked after. */
export const PEOPLE = '/quan-tri/nguoi-dung';
export const SHEET = `${PEOPLE}/nhap-tu-tep`;
export const ROLLOUT = `${PEOPLE}/tien-do`;
export const CARDS = `${PEOPLE}/the-moi`;
