import type { ShopVariation } from './shop-reads.ts';

/** A style entered in the ERP, and its product in the shop. */
export interface Style {
  number: string;
  skus: string[];
  productId: number;
  variations: ShopVariation[];
}
