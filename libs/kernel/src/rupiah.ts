// rupiah.ts — money: a whole number of rupiah, never a fraction (domain.md).
export type Rupiah = number;

/** The part of a price that belongs to a part of the bytes it is for, rounded up to a whole rupiah. */
export const rupiahShare = (priceRupiah: Rupiah, bytes: number, ofBytes: number): Rupiah => {
  if (bytes >= ofBytes) return priceRupiah;
  // Bytes times rupiah pass 2^53.
  const [price, part, whole] = [BigInt(priceRupiah), BigInt(bytes), BigInt(ofBytes)];
  return Number((price * part + whole - 1n) / whole);
};
