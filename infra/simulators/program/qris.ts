// qris.ts — a QRIS as vendors give it: whole, with a right checksum, so that whoever shows it can check it.
const CRC_POLYNOMIAL = 0x1021;

/** CRC-16/CCITT-FALSE of a text, four capital hexadecimal digits: the last field of a QRIS. */
const crc16 = (text: string): string => {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x8000 ? (crc << 1) ^ CRC_POLYNOMIAL : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
};

const field = (tag: string, value: string): string =>
  `${tag}${String(value.length).padStart(2, '0')}${value}`;

/** A dynamic QRIS as EMV writes it, with a right checksum and a merchant that does not exist. */
export const qrisText = (rupiah: number, reference: string): string => {
  const merchant = field('00', 'COM.SIMULASI') + field('01', '936000000000000000');
  const body =
    field('00', '01') +
    field('01', '12') +
    field('26', merchant) +
    field('52', '4900') +
    field('53', '360') +
    field('54', String(rupiah)) +
    field('58', 'ID') +
    field('59', 'SARING SIMULASI') +
    field('60', 'JAKARTA') +
    field('62', field('01', reference.slice(0, 25))) +
    '6304';
  return body + crc16(body);
};
