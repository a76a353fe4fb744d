import { PerformanceObserver } from 'node:perf_hooks';
import { buildSite } from '../../src/cli/build-site.ts';

/** Builds the full site without search, and prints the seconds that each step took, as JSON, after everything else. */
const seconds: Record<string, number> = {};
const observer = new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) {
    seconds[name] = (seconds[name] ?? 0) + duration / 1000;
  }
});
observer.observe({ entryTypes: ['measure'] });
const built = await buildSite({
  outDir: 'dist',
  drafts: false,
  pagesOnly: false,
  cards: true,
  search: false,
  compress: false,
});
// What was measured last is told in the next turn of the event loop.
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(JSON.stringify(seconds));
process.exitCode = built ? 0 : 1;
