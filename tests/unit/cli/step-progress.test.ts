import { expect, test } from 'vitest';
import { stepText } from '../../../src/cli/step-progress.ts';

test('a step says how far it is, and how long it will take once that can be told', () => {
  expect(stepText('Making pages', 0, 200, 0)).toBe('Making pages, 0 %');
  expect(stepText('Making pages', 10, 200, 500)).toBe('Making pages, 5 %');
  expect(stepText('Making pages', 50, 200, 10_000)).toBe('Making pages, 25 %, about 30 s left');
  expect(stepText('Making pages', 2, 200, 10_000)).toBe('Making pages, 1 %, about 17 min left');
  expect(stepText('Making pages', 200, 200, 40_000)).toBe('Making pages, 100 %');
});
