import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fontPackages } from './fonts.ts';

/**
 * A digest of what makes a card look as it does besides what it says: the code and the style sheets that draw it, and
 * the versions of the fonts and of the renderer.
 */
export async function drawingVersion(): Promise<string> {
  const manifests = [
    new URL('../package.json', import.meta.resolve('@takumi-rs/core')),
    ...fontPackages().map((name) => new URL(import.meta.resolve(`${name}/package.json`))),
  ];
  const own = OWN_FILES.map((file) => new URL(file, import.meta.url));
  const texts = await Promise.all([...own, ...manifests].map((file) => readFile(file, 'utf8')));
  return createHash('sha256').update(texts.join('\0')).digest('hex');
}

const OWN_FILES = [
  'draw.ts',
  'fonts.ts',
  'shorten.ts',
  'card.css',
  '../styles/tokens.css',
  '../transcript/text-direction.ts',
];
