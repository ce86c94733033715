// cash-sums.ts — what people put on the counter for a price: the next sums that notes make.

/** Indonesian notes that people round up to, in rupiah. */
const NOTES_RUPIAH = [5_000, 10_000, 20_000, 50_000, 100_000];
const MOST_SUMS = 4;

/** Above the price, smallest first. */
export const cashAbove = (priceRupiah: number): readonly number[] => {
  const sums = NOTES_RUPIAH.map((note) => Math.ceil(priceRupiah / note) * note);
  return [...new Set(sums)]
    .filter((sum) => sum > priceRupiah)
    .sort((a, b) => a - b)
    .slice(0, MOST_SUMS);
};

const LARGE_CHANGE_RUPIAH = 500_000;
const LARGE_TIMES = 10;

/** Whether so much is more likely a slip of the finger: one note of the largest is taken for anything. */
export const isLargeChange = (priceRupiah: number, paidRupiah: number): boolean =>
  priceRupiah > 0 &&
  (paidRupiah - priceRupiah > LARGE_CHANGE_RUPIAH ||
    (paidRupiah > Math.max(...NOTES_RUPIAH) && paidRupiah - priceRupiah > LARGE_TIMES * priceRupiah));
