// A simulated Fonnte: takes messages as its send API does, and shows them as the phones of the neighbourhood would.
export { startWhatsAppSimulator, WhatsAppSimulator } from './simulator';
export type { FaultKind } from './faults';
export * from './gowa';
export { startWahaSimulator, WahaSimulator, type WahaFault } from './waha';
export { CloudSimulator, startCloudSimulator, type CloudFault } from './cloud';
