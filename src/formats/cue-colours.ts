import type { Place, ProblemReporter } from '../transcript/problem.ts';

/**
 * Tells that captions have several colours, with which broadcasters tell speakers apart (the BBC's subtitle guidelines give
 * each speaker one): names say more, and colours alone name nobody, so they are not read.
 */
export function reportColours(source: string, report: ProblemReporter): void {
  const colours = new Map<string, number>();
  for (const { index, groups } of source.matchAll(COLOUR)) {
    const colour = (groups?.font ?? groups?.style ?? groups?.name ?? '').toLowerCase();
    if (!colours.has(colour)) colours.set(colour, index);
  }
  const [, second] = colours.values();
  if (second === undefined) return;
  const named = [...colours.keys()].slice(0, COLOURS_TO_TELL).map((colour) => `"${colour}"`);
  const more =
    colours.size > named.length ? ` and ${String(colours.size - named.length)} more` : '';
  report(
    'warning',
    placeAt(source, second),
    `The captions have the colours ${named.join(', ')}${more}, which may tell speakers apart; expected names or voice tags. Colours are left out: check whose words stand in captions without a name.`,
  );
}

function placeAt(source: string, offset: number): Place {
  const before = source.slice(0, offset).split(/\r\n?|\n/u);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const COLOURS_TO_TELL = 4;
/** SubRip's `<font color="#ffff00">`, TTML's `tts:color="yellow"`, the default classes of WebVTT (section 5.1) `<c.yellow>`. */
const COLOUR =
  /<font\b[^<>]{0,100}\bcolor ?= ?["']?(?<font>#?\w{3,20})|\btts:color ?= ?["'](?<style>[^"'<>]{1,40})["']|<c(?:\.[\w-]{1,30}){0,4}?\.(?<name>white|lime|cyan|red|yellow|magenta|blue|black)\b/giu;
