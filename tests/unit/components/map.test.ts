import { expect, test } from 'vitest';
import { mapBlocks, mapShape } from '../../../src/components/map.ts';

test('blocks share the whole width by their words', () => {
  expect(mapBlocks([100, 300])).toEqual([
    { x: 0, width: 26 },
    { x: 26, width: 74 },
  ]);
});

test('a single word among thousands keeps a block that can be seen', () => {
  const [word] = mapBlocks([1, 5000, 5000]);
  expect(word?.width).toBeGreaterThanOrEqual(2);
});

test('turns without words share alike', () => {
  expect(mapBlocks([0, 0]).map(({ width }) => width)).toEqual([50, 50]);
});

test('two thousand turns still fit', () => {
  const last = mapBlocks(Array.from({ length: 2000 }, (_, index) => index % 7)).at(-1);
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(100.1);
});

test('blocks of one colour are one shape, each a box from top to bottom', () => {
  const blocks = [
    { x: 0, width: 1.5 },
    { x: 40, width: 60 },
  ];
  expect(mapShape(blocks, 34)).toBe('M0 0h1.5v34h-1.5zM40 0h60v34h-60z');
});
