import { defineConfig, devices } from '@playwright/test';

const origin = 'http://127.0.0.1:4327';
const browser = process.env.TURNSTONE_CHROMIUM;

/** The browser tests look at the site in `dist/`. `npm run test:browser` names the browser. */
export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results/browser',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: '100%',
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL: `${origin}/`,
    launchOptions: browser ? { executablePath: browser } : {},
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'npx astro preview --host 127.0.0.1 --port 4327',
    url: origin,
    stdout: 'ignore',
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/phone.spec.ts',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      testMatch: ['accessibility', 'layout', 'linked-turn', 'phone', 'turn-page'].map(
        (name) => `**/${name}.spec.ts`,
      ),
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
    {
      name: 'without JavaScript',
      testMatch: ['**/words.spec.ts', '**/linked-turn.spec.ts', '**/turn-page.spec.ts'],
      use: { ...devices['Desktop Chrome'], javaScriptEnabled: false },
    },
  ],
});
