import { expect, test } from 'vitest';
import { headerPolicy, pagePolicy } from '../../../src/hosts/policy.ts';

const COMMON =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; ";

test('a page may play nothing, or what comes from the origin of its own recording', () => {
  expect(pagePolicy(null)).toBe(`${COMMON}media-src 'none'`);
  expect(pagePolicy('https://audio.example:8443/ferry/1.mp3?from=feed')).toBe(
    `${COMMON}media-src https://audio.example:8443`,
  );
  expect(pagePolicy('https://радіо.example/1.mp3')).toBe(
    `${COMMON}media-src https://xn--80ai4af6i.example`,
  );
});

test('no address of a recording can add to the policy', () => {
  for (const address of [
    "https://a.example;script-src'self'/1.mp3",
    'https://a.example,sandbox/1.mp3',
    "https://'unsafe-inline'/1.mp3",
    'https://*/1.mp3',
    'data:audio/mpeg;base64,AAAA',
  ]) {
    expect(pagePolicy(address), address).toBe(`${COMMON}media-src 'none'`);
  }
  expect(pagePolicy('https://name:word@a.example/x;script-src *')).toBe(
    `${COMMON}media-src https://a.example`,
  );
});

test('a header says who may frame a page, and leaves the recording to the page', () => {
  expect(headerPolicy('nobody')).toBe(`${COMMON}media-src https: http:; frame-ancestors 'none'`);
  expect(headerPolicy('everybody')).toBe(`${COMMON}media-src https: http:; frame-ancestors *`);
});
