/** Marks the linked turn's block in the conversation map. */
export function markLinkedTurn(root: HTMLElement): void {
  const mark = () => {
    // A link that pins words names its turn before the "~".
    const turn = location.hash.split('~', 1)[0];
    for (const link of root.querySelectorAll('.map a')) {
      if (link.getAttribute('href') === turn) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  mark();
  addEventListener('hashchange', mark);
}
