import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
}

const { dependencies = {}, devDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as Package;
const installed = Object.keys({ ...dependencies, ...devDependencies });
const [, section = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split('\n## Dependencies\n');
const rows = section.split('\n').filter((line) => line.startsWith('| `'));
/** Names in the table's first column; `*` stands for what names of one family differ in. */
const named = rows.flatMap((row) => {
  const [, cell = ''] = row.split('|');
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
});

test('every dependency has its reason in CONTRIBUTING', () => {
  const unexplained = installed.filter(
    (dependency) => !isTypesOf(dependency) && !named.some((name) => fits(name, dependency)),
  );
  expect(unexplained).toEqual([]);
});

test('every reason is that of a dependency', () => {
  const gone = named.filter((name) => !installed.some((dependency) => fits(name, dependency)));
  expect(gone).toEqual([]);
});

const fits = (name: string, dependency: string): boolean =>
  name.endsWith('*') ? dependency.startsWith(name.slice(0, -1)) : dependency === name;

/** What only tells the compiler of another package goes with that one. */
const isTypesOf = (dependency: string): boolean => dependency.startsWith('@types/');
