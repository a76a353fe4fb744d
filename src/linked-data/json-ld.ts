import type {
  ArticleLeaf,
  NewsArticleLeaf,
  PodcastEpisodeLeaf,
  ProfilePageLeaf,
  QuotationLeaf,
  RadioEpisodeLeaf,
  TVEpisodeLeaf,
  WebPageLeaf,
  WebSiteLeaf,
} from 'schema-dts';
import type { Series } from './transcript.ts';

/** What stands on a page for programs that read it: one thing of https://schema.org, as JSON-LD 1.1. */
export type LinkedData =
  | ArticleLeaf
  | NewsArticleLeaf
  | RadioEpisodeLeaf
  | PodcastEpisodeLeaf
  | TVEpisodeLeaf
  | QuotationLeaf
  | Series
  | ProfilePageLeaf
  | WebPageLeaf
  | WebSiteLeaf;

/**
 * Linked data as the text of a `<script type="application/ld+json">`: data, which no browser runs. No text in it can
 * end the element (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements)
 * or break a line of a reader that takes it for JavaScript.
 */
export const linkedDataText = (data: LinkedData): string =>
  JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
