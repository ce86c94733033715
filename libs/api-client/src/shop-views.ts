// shop-views.ts — what edge answers a buyer. Generated from its description; money is whole rupiah.
import type { components, paths } from './generated/api';

type Schemas = components['schemas'];

export type ShopPackage = Schemas['Package'];
/** `open` false: nothing can be paid now. */
export type PaymentMethods =
  paths['/api/v1/payment-methods']['get']['responses'][200]['content']['application/json'];
export type DebtPrice = Schemas['DebtPrice'];
export type DebtEstimate = Schemas['DebtEstimate'];
/** The free allowance of the day, for the device that asks. */
export type FreeOffer = NonNullable<
  paths['/api/v1/me/free-quota']['get']['responses'][200]['content']['application/json']['offer']
>;
export type BillingStanding = Schemas['BillingStanding'];
export type Order = Schemas['OrderView'];
/** `nextCursor` is of the next older page; null: there is none. */
export type OrderPage = paths['/api/v1/orders']['get']['responses'][200]['content']['application/json'];
