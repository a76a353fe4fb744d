/** A character that turns around what stands beside it, and what is wrong with it. */
export interface DirectionFault {
  /** UTF-16 units from the start of the text. */
  offset: number;
  /** `U+202E (right-to-left override)` */
  character: string;
  /** `overrides`: it shows letters in another order than they stand in. */
  fault: 'overrides' | 'is not closed' | 'closes nothing';
}

/**
 * The direction controls of Unicode (UAX #9, section 2) by which words show in another order than they stand in, or
 * which reach beyond what they were put around: every override, and embeddings and isolates that are not closed in
 * their paragraph. Words of any script are in their order without them. Plain direction marks turn nothing around.
 */
export function* directionFaults(text: string): Generator<DirectionFault> {
  if (!MAY_TURN.test(text)) return;
  const open: { offset: number; control: Control }[] = [];
  let isolates = 0;
  const unclosed = () => {
    isolates = 0;
    return open
      .splice(0)
      .flatMap(({ offset, control }) =>
        control.opens === 'override' ? [] : [faultOf(offset, control, 'is not closed')],
      );
  };
  for (const { index: offset, 0: found } of text.matchAll(CONTROL_OR_GAP)) {
    const control = CONTROLS[found];
    if (!control) yield* unclosed();
    else if (control.opens) {
      if (control.opens === 'override') yield faultOf(offset, control, 'overrides');
      if (control.opens === 'isolate') isolates += 1;
      open.push({ offset, control });
    } else if (control.closes === 'isolate') {
      if (isolates === 0) yield faultOf(offset, control, 'closes nothing');
      // What was opened within it ends with it.
      else while (open.pop()?.control.opens !== 'isolate');
      isolates = Math.max(0, isolates - 1);
    } else if ((open.at(-1)?.control.opens ?? 'isolate') === 'isolate') {
      yield faultOf(offset, control, 'closes nothing');
    } else open.pop();
  }
  yield* unclosed();
}

/** A text without the controls that reach beyond it: what is written beside it keeps its order. */
export const withoutDirectionControls = (text: string): string =>
  text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');

interface Control {
  name: string;
  opens?: 'override' | 'embedding' | 'isolate';
  closes?: 'embedding' | 'isolate';
}

const faultOf = (
  offset: number,
  { name }: Control,
  fault: DirectionFault['fault'],
): DirectionFault => ({ offset, character: name, fault });

const CONTROLS: Readonly<Record<string, Control | undefined>> = {
  '\u202A': { name: 'U+202A (left-to-right embedding)', opens: 'embedding' },
  '\u202B': { name: 'U+202B (right-to-left embedding)', opens: 'embedding' },
  '\u202C': { name: 'U+202C (pop directional formatting)', closes: 'embedding' },
  '\u202D': { name: 'U+202D (left-to-right override)', opens: 'override' },
  '\u202E': { name: 'U+202E (right-to-left override)', opens: 'override' },
  '\u2066': { name: 'U+2066 (left-to-right isolate)', opens: 'isolate' },
  '\u2067': { name: 'U+2067 (right-to-left isolate)', opens: 'isolate' },
  '\u2068': { name: 'U+2068 (first strong isolate)', opens: 'isolate' },
  '\u2069': { name: 'U+2069 (pop directional isolate)', closes: 'isolate' },
};

const MAY_TURN = /[\u202A-\u202E\u2066-\u2069]/;
/** A control, or the blank line that ends a paragraph. */
const CONTROL_OR_GAP = /[\u202A-\u202E\u2066-\u2069]|\n[ \t\r]*\n/g;
