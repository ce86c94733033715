// A simulated Fonnte: takes messages as its send API does, and shows them as the phones of the neighbourhood would.
export { DEFAULT_TOKEN, startWhatsAppSimulator, WhatsAppSimulator } from './simulator';
export type { WhatsAppSimulatorOptions } from './simulator';
export type { Fault, FaultKind } from './faults';
export type { InboxMessage } from './inbox';
