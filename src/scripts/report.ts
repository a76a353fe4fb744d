/** Gives "Report an error" the address of the linked turn, once there is one. */
export function reportLinkedTurn(root: HTMLElement): void {
  const link = root.querySelector<HTMLAnchorElement>('a.report');
  if (!link) return;
  const { href } = link;
  const page = encodeURIComponent(link.dataset.address ?? '');
  link.addEventListener('click', () => {
    link.href = href.replace(page, () => encodeURIComponent(location.href));
  });
}
