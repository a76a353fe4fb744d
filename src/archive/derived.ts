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
