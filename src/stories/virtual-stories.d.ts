/** The compiled MDX of each story, by its id; `compiled-stories.ts` writes it. */
declare module 'virtual:stories' {
  import type { MDXInstance } from 'astro';

  const stories: Readonly<Record<string, () => Promise<MDXInstance<object>>>>;
  export default stories;
}
