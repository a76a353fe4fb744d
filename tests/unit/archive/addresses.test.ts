import { afterEach, expect, test, vi } from 'vitest';
import { href, publicUrl, urlStyle } from '../../../src/archive/addresses.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('pages are folders where nothing else is asked for', () => {
  vi.stubEnv('URL_STYLE', '');
  expect(href('transcripts/2026/ferry/#t7', '/archive/')).toBe(
    '/archive/transcripts/2026/ferry/#t7',
  );
  expect(href('', '/')).toBe('/');
});

test('pages are files where the host adds no name to a folder; nothing but pages changes', () => {
  vi.stubEnv('URL_STYLE', 'file');
  expect(href('transcripts/2026/ferry/', '/archive')).toBe('/archive/transcripts/2026/ferry.html');
  expect(href('transcripts/ferry/#t7~a41c', '/')).toBe('/transcripts/ferry.html#t7~a41c');
  expect(href('', '/archive')).toBe('/archive/');
  expect(href('transcripts/ferry.json', '/')).toBe('/transcripts/ferry.json');
  expect(href('transcripts/ferry/*', '/')).toBe('/transcripts/ferry/*');
  expect(publicUrl('about/', '/', new URL('https://t.example'))).toBe(
    'https://t.example/about.html',
  );
});

test('another style is refused, with those that there are', () => {
  vi.stubEnv('URL_STYLE', 'pretty');
  expect(urlStyle).toThrow(
    'URL_STYLE is "pretty"; expected "directory" (/about/) or "file" (/about.html). Give one of them, or none.',
  );
});
