// portal-login.ts — a person at the portal's first page, with its script or without.
import type { Page } from 'playwright-core';

/** A message of one's own is offered first; a code is one press away. */
export const askForCode = async (page: Page, phone: string): Promise<void> => {
  await page.getByText('Kirim kode ke saya').click();
  await page.getByLabel('Nomor WhatsApp').fill(phone);
  await page.getByRole('button', { name: 'Kirim kode', exact: true }).click();
};
