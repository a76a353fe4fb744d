import type { CslElement } from './styles.ts';

/**
 * A style without what it would never print: the branches for other types of items than broadcasts, and the variables
 * that no item has (`CslItem`). What it prints is the same, in half of the time.
 */
export function pruned(style: CslElement): CslElement {
  const macros = new Map(
    style.children.flatMap((child): [string, CslElement][] =>
      typeof child !== 'string' && child.name === 'macro' ? [[child.attrs.name ?? '', child]] : [],
    ),
  );
  const known = new Map<string, Pruned>();
  const macro = (name: string): Pruned => {
    const found = known.get(name);
    if (found) return found;
    const element = macros.get(name);
    // Until it is known, it may print anything.
    known.set(name, { element: element ?? null, calls: false });
    const result = element ? group(element, prune) : NOTHING;
    known.set(name, result);
    return result;
  };
  const prune = (element: CslElement): Pruned => {
    const { name, attrs } = element;
    switch (name) {
      case 'text':
        if (attrs.macro !== undefined) {
          const { element: printed, calls } = macro(attrs.macro);
          return { element: printed && element, calls };
        }
        return variable(element);
      case 'number':
      case 'date':
        return variable(element);
      case 'names':
        return isNamed(element) ? { element, calls: true } : { element: null, calls: true };
      case 'group':
        return group(element, prune);
      case 'choose':
        return choice(element, prune);
      default:
        return { element, calls: false };
    }
  };
  const children = style.children.map((child) => {
    if (typeof child === 'string') return child;
    if (child.name === 'macro') {
      return macro(child.attrs.name ?? '').element ?? child;
    }
    return child.name === 'bibliography' ? inLayout(child, prune) : child;
  });
  return { ...style, children };
}

/** What is left of an element, and whether it asks for a variable: a group of which none is there prints nothing. */
interface Pruned {
  /** `null` where it never prints anything. */
  element: CslElement | null;
  calls: boolean;
}

const NOTHING: Pruned = { element: null, calls: false };

type Prune = (element: CslElement) => Pruned;

function variable(element: CslElement): Pruned {
  const { variable: name } = element.attrs;
  if (name === undefined) return { element, calls: false };
  return { element: MAYBE.has(name) ? element : null, calls: true };
}

const isNamed = ({ attrs, children }: CslElement): boolean =>
  (attrs.variable ?? '').split(/\s+/).some((name) => MAYBE.has(name)) ||
  children.some((child) => typeof child !== 'string' && child.name === 'substitute');

function group(element: CslElement, prune: Prune): Pruned {
  const parts = element.children.map((child) =>
    typeof child === 'string' ? { element: null, calls: false } : prune(child),
  );
  const left = parts.flatMap(({ element: part }) => part ?? []);
  const calls = parts.some((part) => part.calls);
  const isPrinted = !calls || parts.some((part) => part.calls && part.element !== null);
  return { element: isPrinted ? { ...element, children: left } : null, calls };
}

function choice(element: CslElement, prune: Prune): Pruned {
  const branches = element.children
    .filter((child) => typeof child !== 'string')
    .filter((branch) => !isNever(branch));
  const parts = branches.map((branch) => ({ branch, ...group(branch, prune) }));
  if (parts.length === 0) return NOTHING;
  const isExhaustive = parts.at(-1)?.branch.name === 'else';
  if (isExhaustive && parts.every((part) => part.element === null)) {
    return { element: null, calls: true };
  }
  // A branch that prints nothing stays as it is, since what stands around it may depend on what it asks for.
  const [first, ...rest] = parts.map((part) => part.element ?? part.branch);
  if (!first) return NOTHING;
  const opening = { ...first, name: 'if', attrs: first.name === 'else' ? ALWAYS : first.attrs };
  return {
    element: { ...element, children: [opening, ...rest] },
    calls: parts.some((part) => part.calls),
  };
}

const inLayout = (element: CslElement, prune: Prune): CslElement => ({
  ...element,
  children: element.children.map((child) => {
    if (typeof child === 'string' || child.name !== 'layout') return child;
    return {
      ...child,
      children: child.children.flatMap((part): (CslElement | string)[] =>
        typeof part === 'string' ? [part] : [prune(part).element].filter((left) => left !== null),
      ),
    };
  }),
});

/** Whether a condition can't be met: it wants another type of item, or a variable that no item has. */
function isNever({ name, attrs }: CslElement): boolean {
  const { match = 'all', type, variable: wanted } = attrs;
  if (name === 'else' || Object.keys(attrs).some((key) => !CONDITIONS.has(key))) return false;
  if (match === 'none') return type === 'broadcast';
  const isOtherType = type !== undefined && !type.split(/\s+/).includes('broadcast');
  const variables = wanted?.split(/\s+/) ?? [];
  if (match === 'all') return isOtherType || variables.some((one) => !MAYBE.has(one));
  return (type === undefined || isOtherType) && variables.every((one) => !MAYBE.has(one));
}

const CONDITIONS = new Set(['match', 'type', 'variable']);
const ALWAYS = { match: 'none', type: 'article' };
/** The variables of `CslItem`, and those that the processor gives. */
const MAYBE = new Set([
  ...['title', 'container-title', 'publisher', 'issued', 'host', 'contributor', 'author'],
  ...['medium', 'section', 'language', 'URL'],
  ...['year-suffix', 'citation-number', 'citation-label', 'locator'],
]);
