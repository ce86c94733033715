// operator-names.ts — operators as their colleagues call them.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';

/** Who has no name is called by the first part of the e-mail. */
export const colleagueNameOf = ({ name, email }: { readonly name: string; readonly email: string }): string =>
  name || (email.split('@')[0] ?? '');

@Injectable()
export class OperatorNames {
  constructor(private readonly messenger: Messenger) {}

  /** By their ids; empty while auth-otp is down: a file of money needs no names. */
  async now(): Promise<ReadonlyMap<string, string>> {
    try {
      const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
      return new Map(items.map((one) => [one.operatorId, colleagueNameOf(one)]));
    } catch (error) {
      if (error instanceof UnavailableError) return new Map();
      throw error;
    }
  }
}
