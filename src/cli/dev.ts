import { dev } from 'astro';
import { offerPermalinks } from './offer-permalinks.ts';

// The author's loop shows drafts, under their banner.
process.env.TURNSTONE_DRAFTS = '1';
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await offerPermalinks(null);
await dev({});
