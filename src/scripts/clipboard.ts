/** Whether something can be copied: only secure pages have a clipboard. */
export const canCopy = (): boolean => 'clipboard' in navigator;

/** Copies a text, and rejects where the browser refuses. */
export async function copyText(text: string | Promise<string>): Promise<void> {
  // The clipboard is asked at once and filled later: by the time a script is loaded, Safari has forgotten the press.
  const blob = Promise.resolve(text).then((plain) => new Blob([plain], { type: PLAIN }));
  await navigator.clipboard.write([new ClipboardItem({ [PLAIN]: blob })]);
}

/** Where a link within the page leads, without what the page's own address asks of this reader's page. */
export function addressOf(link: HTMLAnchorElement): URL {
  const url = new URL(link.href);
  url.search = '';
  return url;
}

const PLAIN = 'text/plain';
