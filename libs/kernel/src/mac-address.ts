import { ok, refused, type Result } from './result';

declare const brand: unique symbol;
/** Upper case with colons, as RouterOS prints it: `AA:BB:CC:DD:EE:FF`. */
export type MacAddress = string & { readonly [brand]?: 'MacAddress' };

/** Accepts colons, dashes, dots or none between the twelve hex digits; refuses anything else: `MAC.INVALID`. */
export const parseMacAddress = (text: string): Result<MacAddress, 'MAC.INVALID'> => {
  const digits = text.trim().replace(/[:.-]/g, '').toUpperCase();
  if (!/^[0-9A-F]{12}$/.test(digits) || digits === '000000000000' || digits === 'FFFFFFFFFFFF')
    return refused('MAC.INVALID');
  return ok((digits.match(/../g) ?? []).join(':') as MacAddress);
};

/** A phone that hides its real MAC sets the locally administered bit. */
export const isPrivateMac = (mac: MacAddress): boolean => (parseInt(mac.slice(0, 2), 16) & 0x02) !== 0;
