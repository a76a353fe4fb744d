import { afterEach, expect, test, vi } from 'vitest';
import { refusedAddress } from '../../../src/cli/refused-address.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['', ''],
  ['https://transcripts.example', '/archive/'],
  ['https://transcripts.example/', 'archive'],
  ['http://localhost:4821', '/'],
])('SITE_URL=%s with BASE_PATH=%s is fine', (site, base) => {
  expect(refused(site, base)).toBeNull();
});

test.each([
  [
    'transcripts.example',
    'SITE_URL is "transcripts.example"; expected a whole address, such as https://transcripts.example. Put https:// before the name.',
  ],
  [
    'localhost:4821',
    'SITE_URL is "localhost:4821"; expected a whole address, such as https://transcripts.example. Put https:// before the name.',
  ],
  [
    'https://harbour-radio.example/transcripts',
    'SITE_URL is "https://harbour-radio.example/transcripts"; expected no path in it. Give SITE_URL=https://harbour-radio.example and, where the site lives below a path, BASE_PATH=/transcripts/.',
  ],
])('SITE_URL=%s is refused with its cure', (site, why) => {
  expect(refused(site, '')).toBe(why);
});

test.each(['C:/Program Files/Git/archive/', 'https://transcripts.example/archive/', '/a?b/'])(
  'BASE_PATH=%s is refused',
  (base) => {
    expect(refused('', base)).toContain(`BASE_PATH is "${base}"; expected a path`);
  },
);

function refused(site: string, base: string): string | null {
  vi.stubEnv('SITE_URL', site);
  vi.stubEnv('BASE_PATH', base);
  return refusedAddress();
}
