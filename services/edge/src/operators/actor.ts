import { idFrom } from '@saring/kernel';
import type { Operator } from './operator-sessions';

/** The operator for the record: an id, no name. */
export const actorOf = ({ operatorId }: Operator): string => `operator:${operatorId}`;

/** Two operators who choose the same key do not meet. */
export const commandIdOf = ({ operatorId }: Operator, key: string): string =>
  idFrom('operator-command', operatorId, key);
