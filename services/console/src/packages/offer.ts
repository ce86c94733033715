// offer.ts — a package as the catalogue tells it to operators.
import type { Row } from '../parts/answer';

export type Offer = Row<'/api/v1/packages'>;
