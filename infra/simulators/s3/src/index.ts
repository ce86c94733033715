// A simulated S3: one bucket in memory, spoken to over a socket by AWS Signature Version 4.
export { startS3Simulator, type S3Simulator } from './simulator';
