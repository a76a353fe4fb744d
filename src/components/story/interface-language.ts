import type { Archive } from '../../archive/model.ts';
import { languageAttributes } from '../language.ts';

/** `lang` and `dir` for what the site itself says in a story, or nothing where the story is in the site's language. */
export function interfaceAttributes(
  { site, stories }: Archive,
  story: string | undefined,
): ReturnType<typeof languageAttributes> {
  const language = stories.find(({ id }) => id === story)?.language ?? site.language;
  return languageAttributes(site.language, language);
}
