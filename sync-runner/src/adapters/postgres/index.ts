export { openStore } from './open-store.ts';
export type { Store, StoreOptions } from './open-store.ts';
export { createUrlDatabaseHome } from './url-database-home.ts';
