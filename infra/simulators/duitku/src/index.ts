// A simulated DuitKu: API v2 as the vendor speaks it, signed callbacks, and a page that plays the payer.
export { DuitkuSimulator, startDuitkuSimulator } from './simulator';
