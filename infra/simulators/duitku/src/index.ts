// A simulated DuitKu: API v2 and POP as the vendor speaks them, signed callbacks, and a page that plays the payer.
export { DuitkuSimulator, startDuitkuSimulator } from './simulator';
