import type { APIRoute } from 'astro';
import { transcriptSchema } from '../../exports/transcript-schema.ts';

/** `/schema/transcript.json`: the JSON Schema of every `/transcripts/<id>.json`. */
export const GET: APIRoute = () => Response.json(transcriptSchema());
