// A simulated Midtrans: Core API and Snap as the vendor speaks them, signed notices, and a page that plays the bank.
export { MidtransSimulator, startMidtransSimulator } from './simulator';
