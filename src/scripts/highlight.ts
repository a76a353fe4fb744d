/**
 * Lets readers find one speaker's turns, those in another language, and the corrected ones: links to the first of them
 * set them all off from the rest, as do the swatches in the list of speakers, and the address that says which does so
 * again. The script is fetched when it is first wanted.
 */
export function highlightTurns(root: HTMLElement): void {
  for (const swatch of root.querySelectorAll<HTMLElement>('b[data-turns]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = swatch.className;
    button.textContent = swatch.textContent;
    Object.assign(button.dataset, swatch.dataset);
    button.title = swatch.dataset.title ?? '';
    button.setAttribute('aria-label', button.title);
    button.setAttribute('aria-pressed', 'false');
    swatch.replaceWith(button);
  }
  const find = async (choice: HTMLElement) => {
    (await import('./find-turns.ts')).findTurns(root, choice);
  };
  root.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const choice = event.target instanceof Element && event.target.closest('[data-turns]');
    if (!(choice instanceof HTMLElement)) return;
    event.preventDefault();
    void find(choice);
  });
  const asked = new URLSearchParams(location.search);
  const speaker = asked.get('speaker');
  const wanted = speaker === null ? asked.get('turns') : `@${speaker}`;
  if (wanted === null) return;
  const choice = root.querySelector<HTMLElement>(`[data-turns="${CSS.escape(wanted)}"]`);
  if (choice) void find(choice);
}
