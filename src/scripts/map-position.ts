/** Marks the linked turn's block in the conversation map. */
export function markLinkedTurn(root: HTMLElement): void {
  const mark = () => {
    for (const link of root.querySelectorAll('.map a')) {
      if (link.getAttribute('href') === location.hash) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  mark();
  addEventListener('hashchange', mark);
}
