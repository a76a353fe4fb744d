import path from 'node:path';
import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { mdxFromMarkdown, type MdxJsxFlowElement, type MdxJsxTextElement } from 'mdast-util-mdx';
import { mdxjs } from 'micromark-extension-mdxjs';
import { displayPath, listFiles, readListed, START } from '../archive/files.ts';
import { addressOf, checkAddress } from '../archive/ids.ts';
import type { Archive, Story } from '../archive/model.ts';
import {
  reportInto,
  type Place,
  type Problem,
  type ProblemReporter,
} from '../transcript/problem.ts';
import { storySchema } from '../transcript/schemas.ts';
import { didYouMean, oneOf } from '../transcript/suggestion.ts';
import { readYaml } from '../transcript/yaml.ts';
import { QuoteCheck } from './check-quote.ts';
import { resolveReference, type ReferenceKind } from './references.ts';

/** The stories of a content folder, newest first, and everything wrong with them. */
export interface ReadStories {
  stories: Story[];
  problems: Problem[];
}

/**
 * Reads every story below a content folder, and holds each quote in it against the archive. All problems of all stories
 * are gathered; nothing is thrown over content.
 */
export function readStories(content: string, archive: Archive): ReadStories {
  const problems: Problem[] = [];
  const stories: Story[] = [];
  const files = new Map<string, string>();
  const check = new QuoteCheck(archive);
  for (const name of listFiles(path.join(content, 'stories'), '.mdx')) {
    const file = displayPath(content, path.join('stories', name));
    const report = reportInto(problems, file);
    const id = addressOf(name);
    const fault = checkAddress(id);
    if (fault !== null) report('error', START, fault);
    const other = files.get(id);
    if (other !== undefined) {
      const message = `Two files have the address /stories/${id}/; expected one. Rename one of them.`;
      report('error', START, message, { file: other, ...START });
      continue;
    }
    files.set(id, file);
    const source = readListed(content, path.join('stories', name), problems);
    const story = source === null ? null : readStory(source, { id, file }, archive, check, report);
    if (story) stories.push(story);
  }
  stories.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1));
  return { stories, problems };
}

function readStory(
  source: string,
  { id, file }: Pick<Story, 'id' | 'file'>,
  archive: Archive,
  check: QuoteCheck,
  report: ProblemReporter,
): Story | null {
  const [whole, yaml] = FRONT_MATTER.exec(source) ?? [];
  if (whole === undefined || yaml === undefined) {
    report(
      'error',
      START,
      'No front matter; expected "title:", "date:" and "language:" between two lines of "---". Add them.',
    );
    return null;
  }
  const { value } = readYaml(yaml, storySchema, 2, report);
  let isBroken = false;
  const breaks: ProblemReporter = (...problem) => {
    isBroken = true;
    report(...problem);
  };
  // Blank lines in its place keep the places of all else.
  const tree = treeOf(whole.replace(/[^\n]/g, ' ') + source.slice(whole.length), breaks);
  const turns = tree ? checkComponents(tree, archive, check, { report, breaks }) : [];
  if (!value) return null;
  const seen = new Set<string>();
  return {
    id,
    file,
    title: value.title,
    date: value.date,
    authors: value.authors,
    summary: value.summary ?? null,
    language: value.language,
    turns: turns.filter(({ transcript, turn }) => {
      const key = `${transcript}#${turn}`;
      return !seen.has(key) && seen.add(key);
    }),
    isBroken,
  };
}

function treeOf(text: string, report: ProblemReporter): Root | null {
  try {
    return fromMarkdown(text, {
      extensions: [mdxjs()],
      mdastExtensions: [mdxFromMarkdown()],
    });
  } catch (error) {
    const {
      line = 1,
      column = 1,
      reason = String(error),
    } = error as Partial<Place> & {
      reason?: string;
    };
    const what = reason.replace(/[.;,]?\s*(?:\(.*\))?$/u, '');
    report(
      'error',
      { line, column },
      `Unreadable MDX: ${what}; expected Markdown with components. Close every component, and write "\\{" and "\\<" for these characters themselves.`,
    );
    return null;
  }
}

type Component = MdxJsxFlowElement | MdxJsxTextElement;

function checkComponents(
  tree: Root,
  archive: Archive,
  check: QuoteCheck,
  { report, breaks }: { report: ProblemReporter; breaks: ProblemReporter },
): Story['turns'] {
  const ownComponents = tree.children.some(({ type }) => type === 'mdxjsEsm');
  return componentsIn(tree).flatMap((component) => {
    const { name } = component;
    const place = component.position?.start ?? START;
    const kind = name === null ? undefined : COMPONENTS.get(name);
    if (kind === undefined) {
      if (name !== null && /^[A-Z]/.test(name) && !ownComponents) {
        breaks(
          'error',
          place,
          `Unknown component <${name}>; expected ${oneOf([...COMPONENTS.keys()])}.${didYouMean(name, [...COMPONENTS.keys()])} Correct the name.`,
        );
      }
      return [];
    }
    const of = attributeOf(component);
    if (of === null) {
      breaks(
        'error',
        place,
        `<${name ?? ''}> does not say of what; expected of="…" with the words between quotation marks. Add it.`,
      );
      return [];
    }
    const reference = resolveReference(archive, of, kind);
    if (typeof reference === 'string') {
      breaks('error', place, reference);
      return [];
    }
    const { transcript, turns, pin } = reference;
    if (transcript.status !== 'published') {
      report(
        'error',
        place,
        `"${transcript.id}" is not published: its status is "${transcript.status}"; expected a published transcript. Publish it first, or take <${name ?? ''}> away.`,
      );
    }
    if (name === 'Quote') {
      const words = wordsOf(component, report);
      const [turn] = turns;
      if (words !== null && turn) check.check(words, { transcript, turn, pin }, place, report);
    } else if (name === 'ShareOfVoice' && transcript.record === 'summary') {
      report(
        'error',
        place,
        `"${transcript.id}" is a summary, which has no shares of speech; expected a transcript. Take <ShareOfVoice> away.`,
      );
    }
    return turns.map(({ id }) => ({ transcript: transcript.id, turn: id }));
  });
}

interface Parented {
  type: string;
  children?: readonly Parented[];
}

function componentsIn(node: Parented): Component[] {
  const own =
    node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
      ? [node as unknown as Component]
      : [];
  return [...own, ...(node.children ?? []).flatMap(componentsIn)];
}

/** The value of `of`, where it is given as a text. */
function attributeOf({ attributes }: Component): string | null {
  const found = attributes.find(
    (attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === 'of',
  );
  return found && typeof found.value === 'string' ? found.value : null;
}

/** What is quoted, as plain text; `null` where it has what is no text, which is reported. */
function wordsOf(component: Component, report: ProblemReporter): string | null {
  let others = 0;
  const textOf = (
    node: Parented & Partial<{ value: string; position: { start: Place } }>,
  ): string => {
    if (node.type === 'text') return node.value ?? '';
    if (node.type === 'break') return '\n';
    if (!TEXTUAL.has(node.type)) {
      others += 1;
      const what = node.type.endsWith('Expression')
        ? `An expression, {${node.value ?? ''}},`
        : 'Something other than words';
      report(
        'error',
        node.position?.start ?? component.position?.start ?? START,
        `${what} inside <Quote>; expected the words themselves, so that they can be checked. Write them out.`,
      );
      return '';
    }
    const inner = (node.children ?? []).map(textOf).join('');
    return node.type === 'paragraph' ? `${inner}\n\n` : inner;
  };
  const words = component.children.map((child) => textOf(child as Parented)).join('');
  return others === 0 ? words.trim() : null;
}

const TEXTUAL = new Set(['paragraph', 'emphasis', 'strong', 'link']);

const COMPONENTS: ReadonlyMap<string, ReferenceKind> = new Map([
  ['Quote', 'turn'],
  ['Turn', 'turn'],
  ['Exchange', 'turns'],
  ['ConversationMap', 'transcript'],
  ['ShareOfVoice', 'transcript'],
]);

const FRONT_MATTER = /^---[ \t]*\r?\n([^]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
