import { onlyTranscriptPages } from '../archive/current.ts';
import { pageCount } from '../archive/pagination.ts';

/** A page of a list as `getStaticPaths` tells it, with what the page is made from. */
interface ListRoute<Props extends object> {
  params: Record<string, string | undefined>;
  props: Props & { number: number };
  cacheKey?: string;
}

/**
 * The pages of a list with so many entries; none where only transcripts are wanted.
 *
 * @param parameter the name of the route's rest parameter.
 * @param key the `cacheKey` of its pages, where the list does not show the whole archive.
 * @param at where the list stands below the route, in segments that are not encoded.
 */
export function listRoutes<Props extends object>(
  parameter: string,
  at: readonly string[],
  entries: number,
  props: Props,
  key: { cacheKey?: string } = {},
): ListRoute<Props>[] {
  if (onlyTranscriptPages()) return [];
  return Array.from({ length: pageCount(entries) }, (_, index) => {
    const number = index + 1;
    const path = [...at, ...(number === 1 ? [] : ['page', String(number)])].join('/');
    return {
      params: { [parameter]: path === '' ? undefined : path },
      props: { ...props, number },
      ...key,
    };
  });
}
