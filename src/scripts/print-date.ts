/** Dates what is printed: a page on paper outlives the address beside it. */
export function printDate(root: HTMLElement): void {
  const time = root.querySelector<HTMLTimeElement>('.printed [hidden] time');
  if (!time) return;
  addEventListener('beforeprint', () => {
    const now = new Date();
    time.parentElement?.removeAttribute('hidden');
    time.dateTime = now.toISOString().slice(0, 10);
    time.textContent = now.toLocaleDateString(root.dataset.locale, { dateStyle: 'long' });
  });
}
