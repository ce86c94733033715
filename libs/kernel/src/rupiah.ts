// rupiah.ts — money: a whole number of rupiah, never a fraction (domain.md).
export type Rupiah = number;
