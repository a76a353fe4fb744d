/**
 * `node tests/tally.ts` adds up the reports that the test runs left in `test-results/` and prints one
 * line: `N passed, N failed, N skipped`. Exits with 1 where a run left no report, a test failed, or none ran.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file whose tests could not even be gathered counts as one that failed. */
const vitestReport = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform((report): Tally => {
    const ungathered = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + ungathered.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });

/** A test that passed at a second try counts as failed, and so does an error outside any test. */
const playwrightReport = z
  .object({
    stats: z.object({
      expected: z.int(),
      unexpected: z.int(),
      flaky: z.int(),
      skipped: z.int(),
    }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }): Tally => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }));

const runs = [
  { name: 'unit', report: vitestReport },
  { name: 'site', report: vitestReport },
  { name: 'browser', report: playwrightReport },
];

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
let missing = 0;
for (const { name, report } of runs) {
  try {
    const written = readFileSync(`test-results/${name}.json`, 'utf8');
    const { passed, failed, skipped } = report.parse(JSON.parse(written));
    console.log(`${name} tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  } catch (error) {
    missing += 1;
    const why = error instanceof Error ? error.message : String(error);
    console.log(`${name} tests: no report to count (${why})`);
  }
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = missing > 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;
