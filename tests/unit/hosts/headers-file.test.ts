import { expect, test } from 'vitest';
import { headersFile, type RootEntry } from '../../../src/hosts/headers-file.ts';
import { headerPolicy } from '../../../src/hosts/policy.ts';

const ROOT: RootEntry[] = [
  { name: '404.html', isFolder: false },
  { name: 'assets', isFolder: true },
  { name: 'embed', isFolder: true },
  { name: 'index.html', isFolder: false },
  { name: 'rss.xml', isFolder: false },
  { name: 'transcripts', isFolder: true },
];

test('each address gets every header once, since hosts join or replace what several rules say', () => {
  const rules = rulesOf(headersFile(ROOT, '/'));
  const paths = ['/', '/404.html', '/transcripts/a/', '/embed/a/t7/', '/assets/a.js', '/rss.xml'];
  for (const path of paths) {
    const names = sentTo(path, rules).map(([name]) => name);
    expect(new Set(names).size, path).toBe(names.length);
    expect(names).toContain('X-Content-Type-Options');
  }
});

test('pages below /embed/ alone may be framed', () => {
  const rules = rulesOf(headersFile(ROOT, '/archive/'));
  const policy = (path: string) => new Map(sentTo(path, rules)).get('Content-Security-Policy');
  for (const path of ['', '404', 'index.html', 'transcripts/', 'transcripts/embed/t7/']) {
    expect(policy(`/archive/${path}`), path).toBe(headerPolicy('nobody'));
  }
  expect(policy('/archive/embed/a/t7/')).toBe(headerPolicy('everybody'));
});

test('a base is the same with and without slashes around it, and none is the root', () => {
  const below = headersFile(ROOT, '/archive/');
  expect(below).toMatch(/^\/archive\/\*\n/);
  for (const base of ['archive', 'archive/', '/archive'])
    expect(headersFile(ROOT, base)).toBe(below);
  expect(headersFile(ROOT, '')).toBe(headersFile(ROOT, '/'));
});

test('assets are kept for good, and nothing else is', () => {
  const rules = rulesOf(headersFile(ROOT, '/'));
  const caching = (path: string) => new Map(sentTo(path, rules)).get('Cache-Control');
  expect(caching('/assets/Base.BKumXKsJ.css')).toBe('public, max-age=31536000, immutable');
  expect(caching('/transcripts/a/')).toBeUndefined();
});

test('it stays within what Cloudflare reads: 100 rules, 2,000 characters a line', () => {
  const text = headersFile(ROOT, '/a/long/way/down/');
  expect(rulesOf(text).length).toBeLessThan(100);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(2000);
});

interface Rule {
  pattern: string;
  headers: [name: string, value: string][];
}

/** As both hosts read the file: a pattern, then its headers, each on an indented line. */
function rulesOf(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) rules.push({ pattern: line, headers: [] });
    else rules.at(-1)?.headers.push([name, value]);
  }
  return rules;
}

const sentTo = (path: string, rules: readonly Rule[]): [string, string][] =>
  rules
    .filter(({ pattern }) =>
      pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
    )
    .flatMap(({ headers }) => headers);
