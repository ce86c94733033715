// order-changes.ts — the queries that a change of an order makes old.
export const ORDER_CHANGES = [['orders'], ['person'], ['home'], ['alerts']];
