// A simulated Xendit: Invoices v2 as public integrations know it, and callbacks with a static token.
export { XenditSimulator, startXenditSimulator } from './simulator';
