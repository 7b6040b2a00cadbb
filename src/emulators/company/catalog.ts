import type { CatalogItem, CreditPool } from '../../mobilo/mobilo.ts';

const materials = ['Metal', 'Wood', 'Recycled'] as const;

const cards: readonly CatalogItem[] = materials.flatMap((material) => {
  const sku = `card-${material.toLowerCase()}`;
  return [
    { sku, kind: 'card', name: material, material, printed: false },
    { sku: `${sku}-printed`, kind: 'card', name: `${material} with name`, material, printed: true },
  ] as const;
});

/** What the sample company can order (R5, R8, R18). */
export const catalog: readonly CatalogItem[] = [
  ...cards,
  { sku: 'user', kind: 'licence', name: 'User licence', material: null, printed: false },
  { sku: 'crm', kind: 'licence', name: 'CRM licence', material: null, printed: false },
  { sku: 'custom-digital-package', kind: 'licence', name: 'Custom Digital Package', material: null, printed: false },
  { sku: 'keyring', kind: 'accessory', name: 'Key ring', material: null, printed: false },
  { sku: 'phone-stand', kind: 'accessory', name: 'Phone stand', material: null, printed: false },
];

/** One pool a catalog item; `available` says how many credits, by sku. */
export const makePools = (available: (sku: string) => number): readonly CreditPool[] =>
  catalog.map(({ sku, kind, name }) => ({ sku, kind, name, available: available(sku), reserved: 0 }));

/** Credits for so many joiners: Metal suffices with little to spare, everything else amply. */
export const samplePools = (joiners: number): readonly CreditPool[] =>
  makePools((sku) => (sku === 'card-metal' ? joiners + Math.ceil(joiners / 8) : 2 * joiners + 20));
