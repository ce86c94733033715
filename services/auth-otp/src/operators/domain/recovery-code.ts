// recovery-code.ts — what an operator signs in with once when their authenticator is lost.

export const RECOVERY_CODES = 10;
const CHARACTERS = 10;
/** Crockford's base 32: no letter that is read as another. Ten of them are 50 random bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** `7K3QX-9M2PD`. @param pick a random number below another one. */
export const recoveryCode = (pick: (below: number) => number): string => {
  const text = Array.from({ length: CHARACTERS }, () => ALPHABET[pick(ALPHABET.length)]).join('');
  return `${text.slice(0, CHARACTERS / 2)}-${text.slice(CHARACTERS / 2)}`;
};

/** As it was given out, however it is typed. @returns null for what is none. */
export const recoveryCodeIn = (typed: string): string | null => {
  const text = [...typed.toUpperCase().replace(/[\s-]/g, '')].map((sign) => READ_AS[sign] ?? sign).join('');
  return text.length === CHARACTERS && [...text].every((sign) => ALPHABET.includes(sign)) ? text : null;
};
