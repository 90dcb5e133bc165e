/** What pages gain where scripts run; each of them works without. */
export {};
