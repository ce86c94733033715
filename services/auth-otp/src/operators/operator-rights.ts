// operator-rights.ts — whom an operator, or a key, may give a role to, change and remove: nobody who may do more.
import { Inject, Injectable } from '@nestjs/common';
import { isUuid, type OperatorRole } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { inTransaction, PG_POOL, type Queryable } from '@saring/service-kit';
import type { Pool } from 'pg';
import { permissionsOf } from './domain/permissions';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { findOperator, lockOperator, type OperatorRow } from './operators.rows';

/** A colleague who is to be changed, held fast until it is done. */
type Colleague = {
  readonly client: Queryable;
  readonly operator: OperatorRow;
  /** Who asks is the colleague. */
  readonly isOwn: boolean;
};

@Injectable()
export class OperatorRights {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly credentials: OperatorCredentials,
  ) {}

  /** What is given outlives the key that gave it: neither may do more than the other. @throws RefusalError AUTH.ROLE_ABOVE_OWN */
  async checkMayGive(token: string, role: OperatorRole, on: Queryable = this.pool): Promise<void> {
    const { permissions } = operatorReply(await this.credentials.holderOf(token, on));
    const permission = permissionsOf(role, false).find((one) => !permissions.includes(one));
    if (permission !== undefined) throw new RefusalError('AUTH.ROLE_ABOVE_OWN', { role, permission });
  }

  /**
   * Two who change each other at once wait for one another, and the second is looked at as the first left them.
   * @throws RefusalError AUTH.OPERATOR_UNKNOWN, AUTH.ROLE_ABOVE_OWN
   */
  onColleague<Result>(
    token: string,
    operatorId: string,
    act: (colleague: Colleague) => Promise<Result>,
  ): Promise<Result> {
    return inTransaction(this.pool, async (client) => {
      if (!isUuid(operatorId)) throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
      await lockOperator(client, operatorId);
      const asker = await this.credentials.holderOf(token, client);
      const operator = await findOperator(client, operatorId);
      if (!operator) throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
      const isOwn = asker.id === operatorId;
      // Of the own account a session may do all that it may with colleagues; a key no more than its scopes say.
      if (!isOwn || asker.keyId !== undefined) await this.checkMayGive(token, operator.role, client);
      return act({ client, operator, isOwn });
    });
  }
}
