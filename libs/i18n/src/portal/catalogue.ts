import { fill, type Params } from '../fill';
import type { Locale } from '../locale';
import { en } from './en';
import { id, type PortalKey } from './id';

export type { PortalKey };

export const portal: Readonly<Record<Locale, Readonly<Record<PortalKey, string>>>> = { id, en };

/** A text of the portal. */
export const portalText = (key: PortalKey, locale: Locale, params: Params = {}): string =>
  fill(portal[locale][key], params);
