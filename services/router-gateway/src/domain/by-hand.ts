// by-hand.ts — devices that other people let through by bindings of their own; no account is charged for them.
import type { Binding, Host } from './actual';
import { inRange } from './address-range';
import type { Signature } from './comments';

/** Bindings of other people that let devices pass. */
export const byHandIn = (bindings: readonly Binding[], signature: Signature): readonly Binding[] =>
  bindings.filter(
    ({ type, disabled, mac, address, comment }) =>
      type === 'bypassed' &&
      !disabled &&
      (mac !== undefined || address !== undefined) &&
      !signature.isOurs(comment) &&
      signature.otherIn(comment) === undefined,
  );

/** Whether one of these bindings lets a host pass; RouterOS matches what a binding names, and leaves the rest open. */
export const isByHand = (byHand: readonly Binding[], { mac, address }: Host): boolean =>
  byHand.some(
    (binding) =>
      (binding.mac === undefined || binding.mac === mac) &&
      (binding.address === undefined || inRange(binding.address, address)),
  );
