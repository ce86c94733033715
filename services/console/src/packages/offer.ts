// offer.ts — a package as the catalogue tells it to operators.
import type { paths } from '@saring/api-client';

export type Offer =
  paths['/api/v1/packages']['get']['responses']['200']['content']['application/json']['items'][number];
