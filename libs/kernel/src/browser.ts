// browser.ts — what front ends need of the kernel; the rest would weigh more than their pages.
export * from './added-fee';
export * from './generated/words';
export * from './promo-price';
