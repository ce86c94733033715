// promo.ts — a promo as operators see it.
import type { Row } from '../parts/answer';

export type Promo = Row<'/api/v1/promos'>;
