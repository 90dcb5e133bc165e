export * from './accounts.ts';
export * from './operations.ts';
export * from './records.ts';
export * from './registry.ts';
