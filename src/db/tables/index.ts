export * from './accounts.ts';
export * from './boundaries.ts';
export * from './certificates.ts';
export * from './imports.ts';
export * from './operations.ts';
export * from './records.ts';
export * from './registry.ts';
export * from './review.ts';
