import { toBibtex } from '../../citations/exports.ts';
import { citationFile, citationPaths } from './_citation-file.ts';

export const getStaticPaths = citationPaths;

/** `/transcripts/<id>.bib` */
export const GET = citationFile('bib', toBibtex);
