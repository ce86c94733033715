// bytes.ts — sizes as domain.md counts them: 1 GB = 1,073,741,824 bytes.
export const KB = 1024;
export const MB = 1_048_576;
export const GB = 1_073_741_824;
