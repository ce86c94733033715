import { idFrom } from '@saring/kernel';
import type { Operator } from './operator-sessions';

/** The operator for the record: an id, no name. */
export const actorOf = ({ operatorId }: Operator): string => `operator:${operatorId}`;

/** The head of an operator's command. */
export const commandOf = (operator: Operator, key: string) => ({
  commandId: commandIdOf(operator, key),
  actor: actorOf(operator),
});

/** Of what an operator does to what is their own, or is done by them in person: a drawer, cash that is moved. */
export const ownCommandOf = (operator: Operator, key: string) => ({
  ...commandOf(operator, key),
  operatorId: operator.operatorId,
});

/** Two operators who choose the same key do not meet. */
const commandIdOf = ({ operatorId }: Operator, key: string): string =>
  idFrom('operator-command', operatorId, key);
