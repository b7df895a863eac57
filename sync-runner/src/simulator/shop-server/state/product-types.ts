export interface MetaRow {
  id: number;
  key: string;
  value: unknown;
  /** What a person reads, where it is not key and value. */
  displayKey?: string;
  displayValue?: string;
}

export interface ProductAttribute {
  /** 0 = kept on this product only, else the id of a shop-wide attribute. */
  id: number;
  name: string;
  position: number;
  visible: boolean;
  variation: boolean;
  options: string[];
}

export interface VariationAttribute {
  id: number;
  name: string;
  option: string;
}

export type ProductKind = 'simple' | 'variable' | 'variation' | 'grouped' | 'external';
export type StockStatus = 'instock' | 'outofstock' | 'onbackorder';

export interface Product {
  id: number;
  kind: ProductKind;
  parentId: number;
  name: string;
  slug: string;
  status: string;
  featured: boolean;
  catalogVisibility: string;
  description: string;
  shortDescription: string;
  sku: string;
  gtin: string;
  regularPrice: string;
  salePrice: string;
  taxStatus: string;
  taxClass: string;
  manageStock: boolean;
  /** null while nothing was ever written or the item is not managed. */
  stockQuantity: number | null;
  stockStatus: StockStatus;
  backorders: string;
  lowStockAmount: number | null;
  soldIndividually: boolean;
  weight: string;
  dimensions: { length: string; width: string; height: string };
  categoryIds: number[];
  tagIds: number[];
  images: { id: number; src: string; name: string; alt: string }[];
  attributes: ProductAttribute[];
  defaultAttributes: VariationAttribute[];
  /** Only on a variation. */
  variationAttributes: VariationAttribute[];
  childIds: Set<number>;
  menuOrder: number;
  virtual: boolean;
  meta: MetaRow[];
  createdMs: number;
  modifiedMs: number;
}
