import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';

/** The words of a piece of HTML. */
export const plainWords = (html: string): string => toText(fromHtml(html, { fragment: true }));
