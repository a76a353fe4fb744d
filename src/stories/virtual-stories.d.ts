/** The compiled MDX of each story, by its id; `compiled-stories.ts` writes it. */
declare module 'virtual:stories' {
  const stories: Readonly<Record<string, () => Promise<import('astro').MDXInstance<object>>>>;
  export default stories;
}
