import { hash } from 'node:crypto';

/** The head of the SHA-256: 128 bits. */
export const digestOf = (data: string | Uint8Array): string => hash('sha256', data).slice(0, 32);
