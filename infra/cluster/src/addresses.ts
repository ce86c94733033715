// addresses.ts — IPv4 addresses and the blocks that they are in.

const OCTET_VALUES = 256;
const ADDRESS_BITS = 32;

const toNumber = (address: string): number => {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part >= OCTET_VALUES))
    throw new Error(`${address} is no IPv4 address`);
  return parts.reduce((sum, part) => sum * OCTET_VALUES + part, 0);
};

/** @param cidr e.g. `10.0.0.0/8`. @throws on anything else, and where bits stand behind the prefix. */
export const isInside = (address: string, cidr: string): boolean => {
  const [base = '', bits = ''] = cidr.split('/');
  if (!/^\d{1,2}$/.test(bits) || Number(bits) > ADDRESS_BITS) throw new Error(`${cidr} is no block`);
  const size = 2 ** (ADDRESS_BITS - Number(bits));
  if (toNumber(base) % size !== 0) throw new Error(`${cidr} has bits behind its prefix`);
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(base) / size);
};
