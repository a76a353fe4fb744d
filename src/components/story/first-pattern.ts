/** Whether a page has had no pattern yet: its id may stand in a page once. */
export function isFirstPattern(page: Request): boolean {
  const isFirst = !drawn.has(page);
  drawn.add(page);
  return isFirst;
}

const drawn = new WeakSet<Request>();
