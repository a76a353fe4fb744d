import type { CslElement } from './styles.ts';

/**
 * A style without what it never prints of a broadcast that has these variables (`CslItem`) and no others: the branches
 * for other items, and what would print other variables. What it prints is the same, in a third of the time.
 */
export function pruned(style: CslElement, variables: ReadonlySet<string>): CslElement {
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
        return variable(element, variables);
      case 'number':
      case 'date':
        return variable(element, variables);
      case 'names':
        return names(element, variables, prune);
      case 'group':
        return group(element, prune);
      case 'choose':
        return choice(element, variables, prune);
      default:
        return { element, calls: false };
    }
  };
  // Macros are known once the bibliography is.
  const bibliography = style.children.map((child) =>
    typeof child !== 'string' && child.name === 'bibliography' ? inLayout(child, prune) : child,
  );
  const children = bibliography.flatMap((child) =>
    typeof child === 'string' || child.name !== 'macro'
      ? [child]
      : (known.get(child.attrs.name ?? '')?.element ?? []),
  );
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

function variable(element: CslElement, variables: ReadonlySet<string>): Pruned {
  const { variable: name } = element.attrs;
  if (name === undefined) return { element, calls: false };
  return { element: variables.has(name) || GIVEN.has(name) ? element : null, calls: true };
}

function names(element: CslElement, variables: ReadonlySet<string>, prune: Prune): Pruned {
  const children = element.children.flatMap((child) => {
    if (typeof child === 'string' || child.name !== 'substitute') return [child];
    const left = child.children.flatMap((part) =>
      typeof part === 'string' ? [] : (prune(part).element ?? []),
    );
    return left.length === 0 ? [] : [{ ...child, children: left }];
  });
  const isPrinted =
    (element.attrs.variable ?? '').split(/\s+/).some((name) => variables.has(name)) ||
    children.some((child) => typeof child !== 'string' && child.name === 'substitute');
  return { element: isPrinted ? { ...element, children } : null, calls: true };
}

function group(element: CslElement, prune: Prune): Pruned {
  const parts = element.children.map((child) =>
    typeof child === 'string' ? { element: null, calls: false } : prune(child),
  );
  const left = parts.flatMap(({ element: part }) => part ?? []);
  const calls = parts.some((part) => part.calls);
  const isPrinted = !calls || parts.some((part) => part.calls && part.element !== null);
  return { element: isPrinted ? { ...element, children: left } : null, calls };
}

function choice(element: CslElement, variables: ReadonlySet<string>, prune: Prune): Pruned {
  const branches: CslElement[] = [];
  let isExhaustive = false;
  for (const branch of element.children) {
    if (typeof branch === 'string') continue;
    const met = isMet(branch, variables);
    if (met === 'never') continue;
    isExhaustive = met === 'always';
    branches.push(isExhaustive ? { ...branch, name: 'else', attrs: {} } : branch);
    if (isExhaustive) break;
  }
  const parts = branches.map((branch) => ({ branch, ...group(branch, prune) }));
  if (parts.length === 0) return NOTHING;
  if (isExhaustive && parts.every((part) => part.element === null)) {
    return { element: null, calls: true };
  }
  // A branch that prints nothing still asks for a variable, on which what stands around it may depend.
  const [first, ...rest] = parts.map(
    (part) => part.element ?? { ...part.branch, children: ASKING },
  );
  if (!first) return NOTHING;
  const opening = { ...first, name: 'if', attrs: first.name === 'else' ? ALWAYS : first.attrs };
  return {
    element: { ...element, children: [opening, ...rest] },
    calls: parts.some((part) => part.calls),
  };
}

/** Prints nothing, since no item of ours has notes. */
const ASKING: CslElement[] = [{ name: 'text', attrs: { variable: 'annote' }, children: [] }];

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

/** Whether a branch's condition is met by every broadcast that has these variables and no others, or by none. */
function isMet({ name, attrs }: CslElement, variables: ReadonlySet<string>): Met {
  if (name === 'else') return 'always';
  const { match = 'all', type, variable: wanted } = attrs;
  const tests: Met[] = Object.keys(attrs).some((key) => !CONDITIONS.has(key)) ? ['perhaps'] : [];
  if (type !== undefined) tests.push(isOfType(type.split(/\s+/)));
  for (const one of wanted?.split(/\s+/) ?? []) {
    tests.push(GIVEN.has(one) ? 'perhaps' : variables.has(one) ? 'always' : 'never');
  }
  const [decisive, met, other]: Met[] =
    match === 'all'
      ? ['never', 'never', 'always']
      : match === 'any'
        ? ['always', 'always', 'never']
        : ['always', 'never', 'always'];
  if (tests.some((test) => test === decisive)) return met ?? 'perhaps';
  return tests.includes('perhaps') ? 'perhaps' : (other ?? 'perhaps');
}

type Met = 'always' | 'never' | 'perhaps';

/** Processors differ about several types, of which a broadcast is one. */
function isOfType(types: readonly string[]): Met {
  if (!types.includes('broadcast')) return 'never';
  return types.length === 1 ? 'always' : 'perhaps';
}

const CONDITIONS = new Set(['match', 'type', 'variable']);
const ALWAYS = { match: 'none', type: 'article' };
/** The variables that the processor gives. */
const GIVEN = new Set(['year-suffix', 'citation-number', 'citation-label', 'locator']);
