// secrets.ts — what the specs keep secret, so that they can look for it in everything that is said.
export const SERVER_KEY = 'SB-Mid-server-of-the-specs-0123456789';
export const CLIENT_KEY = 'SB-Mid-client-of-the-specs-0123456789';

/** Nothing of this may ever be logged: keys, signatures, tokens, numbers of people. */
export const SECRET_WORDS: readonly RegExp[] = [
  new RegExp(SERVER_KEY),
  new RegExp(CLIENT_KEY),
  new RegExp(Buffer.from(`${SERVER_KEY}:`).toString('base64')),
  /[0-9a-f]{128}/i,
  /\+?628\d{8,}/,
  /rahasia-token/,
  /snapToken|"token"/,
];

/** A buyer who puts what is secret wherever text is taken. */
export const INDISCREET = {
  description: 'Paket untuk +6281234567890',
  returnUrl: 'https://wifi.example.test/pay/rahasia-token',
};
