// What people read, in Indonesian and English: messages sent out, refusals, and the portal. No dependency.
export * from './errors/catalogue';
export { fieldFaultsText, type FieldFault } from './errors/field-faults.texts';
export * from './fill';
export * from './locale';
export * from './messages/catalogue';
export { plainPageText } from './plain-pages/catalogue';
export { reverseCodeText, type ReverseCodeKey } from './reverse-codes/catalogue';
export { BROADCAST_RULES, groupOf, isAlwaysSent, wordingRules } from './messages/kinds';
export { samplesOf } from './messages/samples';
export {
  renderWording,
  tidyWording,
  wordingFaults,
  type WordingFault,
  type WordingRules,
} from './messages/wording';
export { wordingFaultText } from './messages/wording-faults.texts';
export { ownLineText, type OwnLineKey } from './own-lines/catalogue';
export * from './portal/catalogue';
export * from './families/catalogue';
export * from './package-changes/catalogue';
export { emailPageText, type EmailPageKey } from './email-page/catalogue';
export { noticesText, type NoticesKey } from './notices/catalogue';
export { telegramText, type TelegramKey } from './telegram/catalogue';
export * from './quota-requests/catalogue';
export * from './shop/catalogue';
export { freeAmountText } from './shop/free';
export { hoursSpeedText, offerWords, type OfferWords, type ShownOffer } from './shop/offer';
export * from './statement/catalogue';
export * from './status-changes/catalogue';
export { bytesInParts, bytesText, type ReadableBytes } from './bytes';
export { durationText, onlineTimeText, waitText } from './duration';
export { hoursText } from './hours';
export { feeText } from './fee';
export { rupiahText } from './rupiah';
export { speedText } from './speed';
export { zoneName } from './zone';
/** Words and measures of the contract that front ends need beside their texts. */
export {
  COUNTER_METHODS,
  SAFE_WAYS,
  addedFeeOf,
  MEASURES,
  promoPrice,
  QUOTA_REQUEST_STATES,
  VOUCHER_RETURNS,
  VOUCHER_STATES,
  type CounterMethod,
  type SafeWay,
  type QuotaRequestState,
  type VoucherReturn,
  type VoucherState,
  OPERATOR_MESSAGES,
  PERMISSION_OF_MESSAGE,
  type OperatorMessage,
} from '@saring/kernel';
