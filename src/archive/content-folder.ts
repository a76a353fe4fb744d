import path from 'node:path';

/** The content folder: `TURNSTONE_CONTENT`, or `content` in the working folder. */
export function contentFolder(): string {
  const named = process.env.TURNSTONE_CONTENT ?? '';
  return path.resolve(named === '' ? 'content' : named);
}

/** Where stories are: they are code, so the site's program is compiled from them too. */
export const storiesFolder = (): string => path.join(contentFolder(), 'stories');
