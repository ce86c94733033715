// line-owner.ts — whose a secret of a router may be: the one number that its name or comment holds.
import { parsePhoneNumber } from '@saring/kernel';

/** A number of Indonesia as people write it, whatever stands between its digits. */
const NUMBER = /(?<!\d)(?:\+?62|0)[ .-]?8\d(?:[ .-]?\d){6,11}(?!\d)/g;

/** In E.164; null: there is none, or several, and nobody is guessed. */
export const phoneOfSecret = ({
  username,
  comment,
}: {
  username: string;
  comment: string;
}): string | null => {
  const found = [username, comment].flatMap((text) => text.match(NUMBER) ?? []);
  const phones = new Set(
    found.flatMap((text) => {
      const phone = parsePhoneNumber(text);
      return phone.ok ? phone.value : [];
    }),
  );
  const [phone] = phones;
  return phones.size === 1 && phone !== undefined ? phone : null;
};
