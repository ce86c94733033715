// colleague-roles.ts — a colleague as the API tells them, and the roles that there are.
import type { Answer } from '../parts/answer';

export const ROLES = ['operator', 'agent', 'finance', 'technician', 'admin', 'super_admin'] as const;
export type Role = (typeof ROLES)[number];
export type Colleague = Answer<'/api/v1/operators'>['items'][number];
