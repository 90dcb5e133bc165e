import { setFlagsFromString } from 'node:v8';

// A nation's batch leaves much behind at once. V8 would rather grow than clear up, as long as the machine has
// memory to spare; here it shares a small one with the database. This is no limit that one could run into.
setFlagsFromString('--heap-growing-percent=50');
/** By how much V8 enlarges, at a time, the space of what is young. */
const growYoungSpace = (times: 1 | 2) => setFlagsFromString(`--semi-space-growth-factor=${times}`);

// Loading the sources and making the routes is no measure of what serving takes: 27 MB would stay behind.
growYoungSpace(1);
const { start } = await import('./serve.ts');
await start();
growYoungSpace(2);
