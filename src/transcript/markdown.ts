import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { directive } from 'micromark-extension-directive';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import type { Construct, ConstructRecord, Extension, State } from 'micromark-util-types';

/**
 * Parses Transcript Markdown to mdast: CommonMark without what speech would trip over (`3:16`, `2025. That`,
 * `* no *`, indented lines, `<b>`), with YAML front matter, footnotes and the one directive `:lang[…]{…}`.
 */
export function parseMarkdown(source: string): Root {
  return fromMarkdown(source, {
    extensions: [speechOnly, frontmatter('yaml'), gfmFootnote(), languageDirective()],
    mdastExtensions: [
      frontmatterFromMarkdown('yaml'),
      gfmFootnoteFromMarkdown(),
      directiveFromMarkdown(),
    ],
  });
}

/**
 * A parser for the parts of one text, which have no front matter.
 *
 * @param notes the openings of the notes of the whole text, `[^1]:`: a mark is one where its note is in another part.
 */
export function partParser(notes: readonly string[]): (part: string) => Root {
  const extensions = [speechOnly, sharedNotes(), languageDirective()];
  const mdastExtensions = [gfmFootnoteFromMarkdown(), directiveFromMarkdown()];
  const parse = (part: string): Root => fromMarkdown(part, { extensions, mdastExtensions });
  if (notes.length > 0) parse(notes.join(' \n\n'));
  return parse;
}

/** The constructs that read as typed (design, section 3). */
const speechOnly: Extension = {
  disable: {
    null: [
      'codeFenced',
      'codeIndented',
      'codeText',
      'definition',
      'htmlFlow',
      'htmlText',
      'list',
      'setextUnderline',
      'thematicBreak',
    ],
  },
};

/** Footnotes whose definitions in one text are known in all that are parsed after it. */
function sharedNotes(): Extension {
  const defined: string[] = [];
  const { document = {}, text = {} } = gfmFootnote();
  const sharing = (constructs: ConstructRecord): ConstructRecord =>
    Object.fromEntries(
      Object.entries(constructs).map(([code, all = []]) => [code, [all].flat().map(share)]),
    );
  const share = (construct: Construct): Construct => ({
    ...construct,
    tokenize(...states) {
      this.parser.gfmFootnotes = defined;
      return construct.tokenize.call(this, ...states);
    },
  });
  return { document: sharing(document), text: sharing(text) };
}

/**
 * Text directives whose name is `lang` and which have a label. The generic extension would read `[02:14]`
 * as a directive named 14, so it runs only where `:lang[` stands.
 */
function languageDirective(): Extension {
  const generic = directive().text?.[COLON];
  const textDirective = Array.isArray(generic) ? generic[0] : generic;
  if (!textDirective)
    throw new Error('micromark-extension-directive has no text construct for ":"');
  const opening: Construct = { tokenize: tokenizeOpening, partial: true };
  return {
    text: {
      [COLON]: {
        ...textDirective,
        tokenize(effects, ok, nok) {
          const attempt = textDirective.tokenize.call(this, effects, ok, nok);
          return effects.check(opening, attempt, nok);
        },
      },
    },
  };
}

const tokenizeOpening: Construct['tokenize'] = (effects, ok, nok) => {
  let read = 0;
  const next: State = (code) => {
    if (code !== LANGUAGE_OPENING.charCodeAt(read)) return nok(code);
    if (read === 0) effects.enter('data');
    effects.consume(code);
    read += 1;
    if (read < LANGUAGE_OPENING.length) return next;
    effects.exit('data');
    return ok;
  };
  return next;
};

const COLON = 58;
const LANGUAGE_OPENING = ':lang[';
