// address-range.ts — whether an address lies in a range as RouterOS writes one.
/** `10.0.0.1`, `10.0.0.1-10.0.0.9`, `10.0.0.0/24`. */
export const inRange = (range: string, address: string): boolean => {
  const [base = '', bits] = range.split('/');
  const [from = '', to = from] = base.split('-');
  if (bits === undefined) return numberOf(from) <= numberOf(address) && numberOf(address) <= numberOf(to);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(base) / size) === Math.floor(numberOf(address) / size);
};

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
