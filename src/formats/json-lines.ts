import type { Place } from '../transcript/problem.ts';
import type { Format } from './format.ts';

/**
 * A format of a list whose objects may also stand one after the other, each on a line (JSON Lines) or on several, as
 * programs print them that go on for as long as they hear something.
 *
 * @param isAlone whether one object is a list of one too.
 */
export function alsoLineByLine(format: Format, { isAlone }: { isAlone: boolean }): Format {
  const listOf = (source: string) => listOfObjects(source, isAlone);
  return {
    ...format,
    detect: (source) => format.detect(listOf(source) ?? source),
    read: (source, report, options) => {
      const list = listOf(source);
      if (list === null) return format.read(source, report, options);
      const reading = format.read(
        list,
        (severity, place, message) => {
          report(severity, lineAbove(place), message);
        },
        options,
      );
      return { ...reading, heard: reading.heard.map(lineAbove) };
    },
    *wording(source, options) {
      const list = listOf(source);
      for (const passage of format.wording(list ?? source, options))
        yield list === null ? passage : lineAbove(passage);
    },
  };
}

/** Objects one after the other as one list, which opens on a line of its own; `null` where they are none. */
function listOfObjects(source: string, isAlone: boolean): string | null {
  if (!/^\uFEFF?\s*\{/u.test(source)) return null;
  if (!isAlone && !BETWEEN.test(source)) return null;
  return `[\n${source
    .replace(/^\uFEFF/u, '')
    .trimEnd()
    .replace(ALL_BETWEEN, '},$1')}\n]`;
}

const lineAbove = <Item extends Place>(item: Item): Item => ({
  ...item,
  line: Math.max(1, item.line - 1),
});

/** What never stands in one JSON value: an object's end and, on a later line and without a comma, another's start. */
const BETWEEN = /\}[ \t\r]{0,9}\n\s{0,99}\{/u;
const ALL_BETWEEN = /\}([ \t\r]{0,9}\n\s{0,99})(?=\{)/gu;
