import { existsSync } from 'node:fs';
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Begins with the test files that take longest, so that none of them runs alone at the end while another core idles. Vitest
 * knows which those are where it has run them before; a fresh clone has not.
 */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

const placeOf = ({ moduleId }: TestSpecification): number =>
  SLOWEST.get(path.relative(import.meta.dirname, moduleId)) ?? SLOWEST.size;

/** Those that take more than ten seconds, the slowest first. */
const SLOWEST = new Map(
  [
    'site/incremental.test.ts',
    'site/incremental-stories.test.ts',
    'site/soak.test.ts',
    'site/faults.test.ts',
    'site/indexes.test.ts',
    'site/corrected.test.ts',
    'unit/formats/typed/formats.test.ts',
    'unit/formats/properties.test.ts',
    'unit/import/cli.test.ts',
    'unit/import/runs.test.ts',
    'unit/formats/captions/captions.test.ts',
    'unit/formats/structured.test.ts',
    'unit/import/interrupted.test.ts',
  ].map((file, place) => [file, place]),
);

for (const file of SLOWEST.keys()) {
  if (!existsSync(path.join(import.meta.dirname, file)))
    throw new Error(
      `tests/${file} is listed as slow and is not there; expected its new name here.`,
    );
}
