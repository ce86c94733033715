import { readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import type { BillingConfig } from '../config';
import type { Business, Logo } from './receipt';

/** A larger picture would make every receipt heavy on WhatsApp. */
const LOGO_BYTES = 300_000;

type BusinessSettings = Pick<
  BillingConfig,
  'BUSINESS_NAME' | 'BUSINESS_ADDRESS' | 'BUSINESS_PHONE' | 'BUSINESS_LOGO_FILE'
>;

/** Who sells, read once at the start. @throws Error naming the setting when the logo cannot be used. */
export const businessOf = (config: BusinessSettings): Business => ({
  name: config.BUSINESS_NAME,
  address: config.BUSINESS_ADDRESS,
  phone: config.BUSINESS_PHONE,
  logo: config.BUSINESS_LOGO_FILE ? readLogo(config.BUSINESS_LOGO_FILE) : null,
});

const readLogo = (file: string): Logo => {
  const bytes = readFileSync(file);
  if (bytes.length > LOGO_BYTES)
    throw new Error(`BUSINESS_LOGO_FILE is larger than ${LOGO_BYTES} bytes: ${file}`);
  const { width, height, type } = imageSize(bytes);
  if (type !== 'png' && type !== 'jpg')
    throw new Error(`BUSINESS_LOGO_FILE is neither PNG nor JPEG: ${file}`);
  return {
    bytes,
    contentType: type === 'png' ? 'image/png' : 'image/jpeg',
    widthPixels: width,
    heightPixels: height,
  };
};
