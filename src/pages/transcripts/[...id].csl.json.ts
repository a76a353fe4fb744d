import { toCslJson } from '../../citations/exports.ts';
import { citationFile, citationPaths } from './_citation-file.ts';

export const getStaticPaths = citationPaths;

/** `/transcripts/<id>.csl.json` */
export const GET = citationFile('csl.json', toCslJson);
