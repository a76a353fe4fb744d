import { compareProblems, type Problem } from '../transcript/problem.ts';

/**
 * What the permalink ledgers lack, as a person reads it: an archive of which nothing is recorded yet is told so once, and
 * not transcript by transcript.
 */
export function unrecordedInShort(unrecorded: readonly Problem[]): Problem[] {
  const never = unrecorded.filter(({ isNeverRecorded }) => isNeverRecorded).sort(compareProblems);
  const [first] = never;
  if (!first || never.length <= FEW) return [...unrecorded];
  const files = never.slice(0, FEW).map(({ file }) => file);
  const message = `${String(never.length)} transcripts are not recorded, so no lasting link to their turns can be had: ${files.join(', ')} and ${String(never.length - FEW)} more; expected a permalink for every turn. Run npm run permalinks. If they were published before, take permalinks/ back from your version control first: without it, links would lead to other turns.`;
  return [...unrecorded.filter(({ isNeverRecorded }) => !isNeverRecorded), { ...first, message }];
}

/** So many are told one by one, or named. */
const FEW = 3;
