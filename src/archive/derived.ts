import type { Archive } from './model.ts';

/** Makes a view of an archive that is worked out once, however many pages ask for it. */
export function derived<View>(workOut: (archive: Archive) => View): (archive: Archive) => View {
  const known = new WeakMap<Archive, { view: View }>();
  return (archive) => {
    const before = known.get(archive);
    if (before) return before.view;
    const view = workOut(archive);
    known.set(archive, { view });
    return view;
  };
}

/** Makes a view of one thing in an archive, by its id, that is worked out once likewise. */
export function derivedOf<View>(
  workOut: (archive: Archive, id: string) => View,
): (archive: Archive, id: string) => View {
  const viewsOf = derived(() => new Map<string, { view: View }>());
  return (archive, id) => {
    const views = viewsOf(archive);
    const before = views.get(id);
    if (before) return before.view;
    const view = workOut(archive, id);
    views.set(id, { view });
    return view;
  };
}
