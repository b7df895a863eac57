export { findRealShopSources, listMissing, startRealShop } from './real-shop.ts';
export { writeSuiteFile } from './suite-file.ts';
