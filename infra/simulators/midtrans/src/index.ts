// A simulated Midtrans: Core API and Snap as the vendor speaks them, signed notices, and a page that plays the bank.
export {
  DEFAULT_MERCHANT_ID,
  DEFAULT_SERVER_KEY,
  MidtransSimulator,
  startMidtransSimulator,
} from './simulator';
export type { MidtransSimulatorOptions } from './simulator';
export type { Behaviour, Call, Fault, FaultKind } from './behaviour';
export type { Delivery } from './notifier';
