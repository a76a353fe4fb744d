/**
 * `node tests/browser/run.ts [Playwright's arguments]` runs the browser tests on the site in `dist/`,
 * with a Chromium that it finds or installs. Exits as Playwright does; 1 when there is no browser.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { findChromium } from './chromium.ts';

try {
  const { path, version, how, failures } = await findChromium();
  for (const failure of failures) console.log(`Not ${failure}`);
  console.log(`Browser: ${path} (${version || 'version unknown'}), ${how}`);
  process.exitCode = runPlaywright(path);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function runPlaywright(browser: string): number {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const { status } = spawnSync(process.execPath, [playwright, 'test', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TURNSTONE_CHROMIUM: browser },
  });
  return status ?? 1;
}
