import { toRis } from '../../citations/exports.ts';
import { citationFile, citationPaths } from './_citation-file.ts';

export const getStaticPaths = citationPaths;

/** `/transcripts/<id>.ris` */
export const GET = citationFile('ris', toRis);
