import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { directive } from 'micromark-extension-directive';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import type { Construct, Extension, State } from 'micromark-util-types';

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
