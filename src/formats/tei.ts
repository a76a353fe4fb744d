import { isoDate, parseDate } from '../transcript/date.ts';
import { canonicalTag } from '../transcript/language.ts';
import { isDelivery, type Speaker, type Transcript } from '../transcript/model.ts';
import { isPrivatePerson } from '../transcript/private-person.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import type { DeclaredSpeaker, Format, Passage, Reading } from './format.ts';
import type { TranscriptAddresses } from './json.ts';
import {
  areReadable,
  declaredName,
  openingsOf,
  references,
  reportSpeakers,
  type Opening,
  type Speech,
} from './declared-speakers.ts';
import {
  hasText,
  isQuotation,
  speechWording,
  SpeechReader,
  type Inline,
  type Vocabulary,
  type Wording,
} from './marked-speech.ts';
import { factsOf, statedBy, type Fact, type Facts, type StatedCorrection } from './record-facts.ts';
import { roleOf } from './roles.ts';
import { speechMarkup } from './speech-markup.ts';
import {
  descendants,
  elementsIn,
  isElement,
  isText,
  localName,
  readXml,
  rootName,
  textIn,
  writeXml,
  type Markup,
  type XmlElement,
  type XmlNode,
} from './xml.ts';

/**
 * Transcribed speech in TEI (TEI P5 Guidelines, chapter 8, "Transcriptions of Speech"), as ParlaMint and Parla-CLARIN
 * have it: a note with the label as printed, then an utterance.
 */
export const tei: Format = {
  id: 'tei',
  name: 'TEI utterances',
  example: [
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>',
    '  <person xml:id="ana"><persName>Ana Ruiz</persName></person>',
    '</listPerson></particDesc></profileDesc></teiHeader><text><body>',
    '  <note type="speaker">ANA RUIZ, HOST</note>',
    '  <u who="#ana"><seg xml:lang="en">The ferries are still tied up.</seg></u>',
    '</body></text></TEI>',
  ].join('\n'),
  detect: (source) => (ROOTS.has(rootName(source) ?? '') ? 1 : 0),
  read,
  wording,
};

const ROOTS = new Set(['TEI', 'TEI.2', 'teiCorpus']);

function read(source: string, report: ProblemReporter): Reading {
  const document = readXml(source, report);
  const nothing = { heard: [], title: null, date: null, language: null, provenance: null };
  if (!document) return nothing;
  const { root, placeOf } = document;
  const [header] = descendants(root, 'teiHeader');
  const language = languageOf(root, header);
  const { speeches, declared, openings } = castIn(root);
  if (!reportSpeakers(speeches, declared, openings, placeOf, report)) return nothing;
  const reader = new SpeechReader(vocabulary, language ?? 'en', placeOf, report);
  const labels = labelsIn(root);
  const printed = new Set(labels.values());
  const context = { openings, labels, printed, clock: clockOf(root) };
  for (const text of textsIn(root)) readPart(text, reader, context);
  return {
    heard: reader.finish(),
    title: titleOf(header, language),
    date: dateOf(header),
    language,
    ...statedBy(factsIn(header), correctionsIn(header), (id) => reader.positionOf(id)),
  };
}

function* wording(source: string): Generator<Passage> {
  const document = readXml(source, () => undefined);
  if (!document) return;
  const { root, placeOf } = document;
  const { openings } = castIn(root);
  if (!areReadable(openings)) return;
  const labels = labelsIn(root);
  const printed = new Set(labels.values());
  const rules: Wording = { vocabulary, placeOf };
  const within = function* (element: XmlElement): Generator<Passage> {
    const opening = openings.get(element);
    if (printed.has(element)) return;
    if (SPEECHES.has(localName(element))) {
      const words = element.children.filter((child) => !isLabel(child));
      const label = labels.get(element) ?? element;
      if (opening && (opening.isPrinted || words.some(isHeard))) {
        yield { text: opening.label, ...placeOf(label) };
      }
      const notes = label === element ? [] : descendants(label, 'note');
      yield* speechWording([...notes, ...words], rules);
    } else if (isDirection(element)) {
      yield { text: directionOf(element), ...placeOf(element) };
    } else if (isLeaf(element)) {
      yield { text: textIn(element), ...placeOf(element) };
    } else {
      for (const child of elementsIn(element)) yield* within(child);
    }
  };
  for (const text of textsIn(root)) yield* within(text);
}

interface Context {
  /** An utterance that goes on with the one before it has none. */
  openings: ReadonlyMap<XmlElement, Opening>;
  /** The elements that print the labels of utterances. */
  labels: ReadonlyMap<XmlElement, XmlElement>;
  /** Those elements alone. */
  printed: ReadonlySet<XmlElement>;
  clock: Clock;
}

/** The texts of a document, or of all documents of a corpus. */
const textsIn = (root: XmlElement): XmlElement[] =>
  elementsIn(root).flatMap((child) => {
    const name = localName(child);
    return name === 'text' ? [child] : ROOTS.has(name) ? textsIn(child) : [];
  });

/** A part of a text outside any utterance: what is written between utterances is no speech. */
function readPart(element: XmlElement, reader: SpeechReader, context: Context): void {
  if (SPEECHES.has(localName(element))) readSpeech(element, reader, context);
  else if (isDirection(element)) reader.direction(element, directionOf(element));
  else if (localName(element) === 'head') reader.heading([element]);
  else if (isLeaf(element)) reader.direction(element);
  else {
    for (const child of elementsIn(element)) {
      if (!context.printed.has(child)) readPart(child, reader, context);
    }
  }
}

function readSpeech(element: XmlElement, reader: SpeechReader, context: Context): void {
  const opening = context.openings.get(element);
  const from = context.labels.get(element) ?? null;
  const words = element.children.filter((child) => !isLabel(child));
  if (!words.some(isHeard)) {
    if (opening) reader.silence(element, opening, from);
    return;
  }
  const { start, end } = element.attributes;
  const times = { start: context.clock(start), end: context.clock(end) };
  if (opening) reader.label(element, opening, { id: idOf(element), ...times, from });
  else reader.goOn(times.end);
  readWords(element, words, reader);
}

function readWords(element: XmlElement, nodes: readonly XmlNode[], reader: SpeechReader): void {
  if (isDirection(element)) reader.direction(element, directionOf(element));
  else if (isQuotation(element, vocabulary)) reader.quotation(element);
  else if (isLeaf(element)) {
    const [only, ...others] = nodes.filter(isHeard);
    const isAside = only && isElement(only) && isDirection(only);
    if (isAside && others.length === 0) reader.direction(only, directionOf(only));
    else reader.words(nodes, element);
  } else {
    for (const child of nodes.filter(isElement)) readWords(child, child.children, reader);
  }
}

const isHeard = (node: XmlNode): boolean =>
  hasText(node) || (isElement(node) && (isDirection(node) || node.children.some(isHeard)));

/** A paragraph: it has words of its own, or only what stands within lines. */
const isLeaf = (element: XmlElement): boolean =>
  element.children.some((child) => isText(child) && hasText(child)) ||
  (!CONTAINERS.test(localName(element)) &&
    element.children.length > 0 &&
    elementsIn(element).every(isInline));

const isInline = (element: XmlElement): boolean =>
  (INLINE.has(localName(element)) && !isQuotation(element, vocabulary)) ||
  vocabulary.inline(element).kind === 'segment';

/** What prints the label of an utterance. */
const isLabel = (node: XmlNode): boolean =>
  isElement(node) &&
  (localName(node) === 'speaker' ||
    (localName(node) === 'note' && node.attributes.type === 'speaker'));

/** What is heard or seen beside the words (section 8.3.3), and a note that stands by itself. */
const isDirection = (element: XmlElement): boolean =>
  DIRECTIONS.has(localName(element)) || (localName(element) === 'note' && !isLabel(element));

/** Its description; where there is none, what its attributes say of it. */
function directionOf(element: XmlElement): string {
  const { reason, type } = element.attributes;
  const text = textIn(element);
  if (text !== '' || localName(element) === 'note') return text;
  return (reason ?? type ?? localName(element)).replace(/[_-]/gu, ' ');
}

const SPEECHES = new Set(['u', 'sp']);
const DIRECTIONS = new Set(['kinesic', 'vocal', 'incident', 'gap', 'pause', 'stage']);
const CONTAINERS = /^(?:text|group|front|body|back|div\d?|list|table|row|sp)$/;

const INLINE = new Set(
  (
    'abbr add addName am anchor app bibl c cb choice cit cl corr damage date del desc distinct email emph ex expan foreign ' +
    'forename gap gb genName geogName gloss graphic hi idno incident kinesic lb lem link linkGrp m measure media ' +
    'mentioned milestone name nameLink note num orgName orig pause pb pc persName phr placeName ptr q quote rdg ref reg ' +
    'roleName rs s said shift sic soCalled stage subst supplied surname surplus term time timeline title unclear vocal w ' +
    'when writing'
  ).split(' '),
);

/** How quotes are set that are paragraphs of their own, and not part of one. */
const BLOCK = 'block';

const vocabulary: Vocabulary = {
  isBlock: (element) => !isInline(element),
  setsQuotation: (element) => localName(element) === 'quote' && element.attributes.rend === BLOCK,
  inline(element): Inline {
    const { attributes } = element;
    const { type, rend = '' } = attributes;
    switch (localName(element)) {
      case 'hi':
        return /bold/i.test(rend)
          ? { kind: 'strong' }
          : { kind: /ital/i.test(rend) ? 'emphasis' : 'text' };
      case 'emph':
        return { kind: 'emphasis' };
      case 'lb':
        if (rend === 'break') return { kind: 'break' };
        return { kind: attributes.break === 'no' ? 'nothing' : 'space' };
      case 'pb':
      case 'cb':
      case 'gb':
      case 'milestone':
        return { kind: attributes.break === 'no' ? 'nothing' : 'space' };
      case 'ref':
        return { kind: 'link', url: attributes.target ?? '', title: null };
      case 'w':
      case 'pc':
        return { kind: 'token', isJoined: /right|both/.test(attributes.join ?? '') };
      case 'linkGrp':
      case 'timeline':
        return { kind: 'nothing' };
      case 'note': {
        const text = textIn(element);
        const isAside = type !== 'editorial' && /^[([].*[)\]]$/su.test(text);
        return isAside ? { kind: 'direction', text } : { kind: 'note' };
      }
      case 'seg':
        return attributes['xml:lang'] !== undefined && isDelivery(type)
          ? { kind: 'segment', delivery: type, relay: fragment(attributes.corresp) }
          : { kind: 'text' };
      default:
        return DIRECTIONS.has(localName(element))
          ? { kind: 'direction', text: directionOf(element) }
          : { kind: 'text' };
    }
  },
};

const fragment = (reference: string | undefined): string | null =>
  reference?.replace(/^#/, '') ?? null;

const idOf = ({ attributes }: XmlElement): string | null =>
  attributes['xml:id'] ?? attributes.id ?? null;

/** The label that each utterance has: a note before it, or one that it opens with. */
function labelsIn(root: XmlElement): ReadonlyMap<XmlElement, XmlElement> {
  const labels = new Map<XmlElement, XmlElement>();
  let before: XmlElement | null = null;
  const walk = (element: XmlElement) => {
    for (const child of elementsIn(element)) {
      if (SPEECHES.has(localName(child))) {
        const label: XmlElement | null = elementsIn(child).find(isLabel) ?? before;
        if (label) labels.set(child, label);
        before = null;
      } else if (isLabel(child)) before = child;
      else walk(child);
    }
  };
  for (const text of textsIn(root)) walk(text);
  return labels;
}

function castIn(root: XmlElement): {
  speeches: Speech[];
  declared: ReadonlyMap<string, DeclaredSpeaker>;
  openings: ReadonlyMap<XmlElement, Opening>;
} {
  const isOwnName = isOwn(root);
  const declared = new Map<string, DeclaredSpeaker>();
  for (const name of ['person', 'personGrp', 'org']) {
    for (const element of descendants(root, name)) {
      const id = idOf(element);
      const speaker = personIn(element, isOwnName);
      if (id !== null && speaker) declared.set(id, speaker);
    }
  }
  const roles = rolesIn(root);
  const labels = labelsIn(root);
  const speeches: Speech[] = [];
  let goesOn = '';
  const walk = (element: XmlElement) => {
    for (const child of elementsIn(element)) {
      if (localName(child) === 'head') goesOn = '';
      if (!SPEECHES.has(localName(child))) {
        walk(child);
        continue;
      }
      const { who = '', ana = '' } = child.attributes;
      const label = labels.get(child);
      if (!label && who !== '' && who === goesOn) continue;
      goesOn = child.children.some(isHeard) ? who : '';
      const role = references(ana).map((id) => roles.get(id) ?? foreignRole(id));
      speeches.push({
        element: child,
        printed: label
          ? textIn(label, (inner) => localName(inner) === 'note')
              .replace(/[:：]$/u, '')
              .trimEnd()
          : null,
        refs: references(who),
        role: role.find((found) => found !== null) ?? null,
        affiliation: null,
      });
    }
  };
  for (const text of textsIn(root)) walk(text);
  return { speeches, declared, openings: openingsOf(speeches, declared) };
}

/** Whether this project wrote a document: then its names are taken as they stand. */
const isOwn = (root: XmlElement): boolean =>
  descendants(root, 'application').some(({ attributes }) => attributes.ident === APPLICATION);

const APPLICATION = 'Turnstone';
const ROLES = 'turnstone-roles';

/** The roles that this project's own taxonomy has. */
function rolesIn(root: XmlElement): ReadonlyMap<string, string> {
  const taxonomy = descendants(root, 'taxonomy').find((element) => idOf(element) === ROLES);
  const categories = taxonomy ? descendants(taxonomy, 'category') : [];
  return new Map(categories.map((element) => [idOf(element) ?? '', element.text.trim()]));
}

/** ParlaMint tells chairs and guests from regular members; other analyses are no roles. */
const foreignRole = (id: string): string | null => (id === 'chair' ? id : roleOf(id));

function personIn(element: XmlElement, isOwnName: boolean): DeclaredSpeaker | null {
  const [name] = ['persName', 'name', 'orgName', 'label'].flatMap((tag) =>
    elementsIn(element).filter((child) => localName(child) === tag),
  );
  if (!name || textIn(name) === '') return null;
  const affiliation = elementsIn(element).find((child) => localName(child) === 'affiliation');
  const works = affiliation ? textIn(affiliation) || null : null;
  const isPrivate = elementsIn(element).some(
    (child) =>
      localName(child) === 'state' &&
      child.attributes.type === PRIVACY &&
      textIn(child) === PRIVATE,
  );
  const nothing = {
    sortName: null,
    role: null,
    affiliation: works,
    unnamed: false,
    private: isPrivate,
  };
  if (isOwnName) return { ...nothing, name: name.text.trim() };
  const parts = (tag: string) =>
    elementsIn(name)
      .filter((child) => localName(child) === tag)
      .map((child) => textIn(child));
  const family = [...parts('nameLink'), ...parts('surname')].join(' ');
  const given = parts('forename').join(' ');
  if (family === '' || given === '') {
    const { affiliation: printed, ...named } = declaredName(textIn(name));
    return { ...nothing, ...named, affiliation: works ?? printed };
  }
  return { ...nothing, name: `${given} ${family}`, sortName: `${family}, ${given}` };
}

function languageOf(root: XmlElement, header: XmlElement | undefined): string | null {
  const [text] = textsIn(root);
  const [used] = header ? descendants(header, 'language') : [];
  const stated = [
    text?.attributes['xml:lang'],
    root.attributes['xml:lang'],
    used?.attributes.ident,
  ];
  for (const tag of stated) {
    const canonical = tag ? canonicalTag(tag) : null;
    if (canonical !== null) return canonical;
  }
  return null;
}

/** The main title, in the text's language where there are several. */
function titleOf(header: XmlElement | undefined, language: string | null): string | null {
  const [statement] = header ? descendants(header, 'titleStmt') : [];
  const titles = (statement ? elementsIn(statement) : []).filter(
    (child) => localName(child) === 'title' && (child.attributes.type ?? 'main') === 'main',
  );
  const own = titles.find(({ attributes }) => attributes['xml:lang'] === language) ?? titles[0];
  const title = own ? textIn(own) : '';
  return title === '' ? null : title;
}

/** When it was said: the date of the setting, else of the source; never that of the edition. */
function dateOf(header: XmlElement | undefined): string | null {
  if (header && isOwn(header)) {
    const [setting] = descendants(header, 'settingDesc');
    const text = setting?.text.trim() ?? '';
    return parseDate(text) ? text : null;
  }
  for (const part of ['settingDesc', 'recordingStmt', 'sourceDesc']) {
    const [element] = header ? descendants(header, part) : [];
    for (const { attributes } of element ? descendants(element, 'date') : []) {
      const when = attributes.when ?? '';
      const stated = [when, when.slice(0, 10)].find((date) => parseDate(date) !== null);
      if (stated !== undefined) return stated;
    }
  }
  return null;
}

/** Seconds of a point on the timeline. */
type Clock = (reference: string | undefined) => number | null;

function clockOf(root: XmlElement): Clock {
  const points = new Map<string, number>();
  let zero: number | null = null;
  for (const timeline of descendants(root, 'timeline')) {
    const [first] = descendants(timeline, 'when');
    const origin = fragment(timeline.attributes.origin) ?? (first && idOf(first));
    for (const when of descendants(timeline, 'when')) {
      const { absolute, interval, since, unit = timeline.attributes.unit ?? 's' } = when.attributes;
      const id = idOf(when);
      const from = points.get(fragment(since) ?? origin ?? '');
      const instant = absolute === undefined ? NaN : secondsOf(absolute);
      if (!Number.isNaN(instant)) zero ??= instant;
      const at =
        interval !== undefined && from !== undefined
          ? from + Number(interval) * (UNITS[unit] ?? NaN)
          : zero !== null && !Number.isNaN(instant)
            ? instant - zero
            : id === origin
              ? 0
              : NaN;
      if (id !== null && at >= 0) points.set(id, Math.round(at * 1000) / 1000);
    }
  }
  return (reference) => points.get(fragment(reference) ?? '') ?? null;
}

const UNITS: Record<string, number | undefined> = { h: 3600, min: 60, s: 1, ms: 0.001 };

/** `07:40:00` or a date with a time. */
function secondsOf(absolute: string): number {
  const time = absolute.includes('T') ? absolute : `1970-01-01T${absolute}`;
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`) / 1000;
}

function factsIn(header: XmlElement | undefined): Facts {
  const facts = new Map<Fact, string>();
  if (!header) return facts;
  const isVerbatim = isOwn(header);
  const textOf = (element: XmlElement) => (isVerbatim ? element.text : textIn(element));
  const add = (fact: Fact, text: string | undefined) => {
    if (text?.trim()) facts.set(fact, text);
  };
  const all = (inside: string, ...names: string[]) =>
    names.flatMap((name) =>
      descendants(header, inside).flatMap((element) => descendants(element, name)),
    );
  add('description', all('profileDesc', 'abstract').map(textOf)[0]);
  if (isVerbatim) {
    add('recorded', all('recordingStmt', 'date').map(textOf)[0]);
    add('published', all('publicationStmt', 'date').map(textOf)[0]);
    add('updated', all('editionStmt', 'date').map(textOf)[0]);
    add('program', all('series', 'idno').map(textOf)[0]);
  }
  for (const note of all('notesStmt', 'note')) {
    if (note.attributes.type !== undefined) add(note.attributes.type as Fact, textOf(note));
  }
  for (const { attributes, text } of all('availability', 'ab')) {
    if (attributes.type !== undefined) add(attributes.type as Fact, text);
  }
  const [licence] = all('availability', 'licence');
  if (licence) add('license', licence.attributes.target ?? textOf(licence));
  add('rights', facts.get('rights') ?? all('availability', 'p').map(textOf).join('\n\n'));
  add('publisher', all('sourceDesc', 'publisher').map(textOf)[0]);
  const pages = [
    ...all('sourceDesc', 'ref').map(({ attributes }) => attributes.target),
    ...all('sourceDesc', 'idno').map(textOf),
  ];
  add(
    'source',
    pages.find((page) => /^https?:/i.test(page ?? '')),
  );
  const audio = all('sourceDesc', 'media', 'ptr');
  add('audio', audio.map(({ attributes }) => attributes.url ?? attributes.target)[0]);
  return facts;
}

/** What this project's own revision description says; elsewhere it tells how the file was made. */
function correctionsIn(header: XmlElement | undefined): StatedCorrection[] {
  if (!header || !isOwn(header)) return [];
  const changes = descendants(header, 'revisionDesc').flatMap((element) =>
    descendants(element, 'change'),
  );
  return changes.map((change) => {
    const text = (name: string) => descendants(change, name)[0]?.text;
    const { type, target = '' } = change.attributes;
    return {
      date: text('date'),
      kind: type,
      turns: references(target),
      said: text('sic'),
      correct: text('corr'),
      note: text('note'),
    };
  });
}

/**
 * Writes a transcript as TEI. Each utterance has the id of its turn, and each correction is a change of the revision
 * description that points at them.
 *
 * Loses, since they are the site's and not the record's: short names, labels that no turn prints, and former addresses.
 * Loses, since an import makes them of what is heard: the ids of speakers that are not made of their names, speakers
 * without turns, and the affiliation of unnamed voices, all of which the file has. Loses, since white space is layout:
 * runs of it outside paragraphs. Loses, since an import takes markup from anybody: links to anything but web and e-mail
 * addresses, titles of links, and emphasis that touches or holds other emphasis, opens with a bracket or stands
 * where Markdown can't write it. The words of all these stay.
 *
 * @param programName what the program is called; its id where nobody says.
 * @throws RangeError where a text holds a character that XML 1.0 has no way to write.
 */
export function writeTei(
  transcript: Transcript,
  addresses?: TranscriptAddresses,
  programName?: string,
): string {
  const turnId = (n: number) => addresses?.turns[n - 1]?.id ?? `t${String(n)}`;
  return writeXml({
    name: 'TEI',
    attributes: { xmlns: 'http://www.tei-c.org/ns/1.0', 'xml:lang': transcript.language },
    children: [
      headerOf(transcript, addresses, programName),
      {
        name: 'text',
        attributes: { 'xml:lang': transcript.language },
        children: [
          {
            name: 'body',
            children: [timelineOf(transcript), ...bodyOf(transcript, turnId)],
          },
        ],
      },
    ],
  });
}

function headerOf(
  transcript: Transcript,
  addresses: TranscriptAddresses | undefined,
  programName: string | undefined,
): Markup {
  const { title, language, date, updated } = transcript;
  const facts = factsOf(transcript);
  const description = facts.get('description');
  return {
    name: 'teiHeader',
    children: [
      {
        name: 'fileDesc',
        children: [
          { name: 'titleStmt', children: [{ name: 'title', children: [title] }] },
          updated === null
            ? null
            : {
                name: 'editionStmt',
                children: [{ name: 'edition', children: [dateMarkup(updated)] }],
              },
          publicationOf(facts, addresses),
          { name: 'notesStmt', children: notesOf(facts) },
          sourceOf(facts, programName),
        ],
      },
      encodingOf(transcript),
      {
        name: 'profileDesc',
        children: [
          description === undefined
            ? null
            : { name: 'abstract', children: [{ name: 'p', children: [description] }] },
          {
            name: 'langUsage',
            children: [{ name: 'language', attributes: { ident: language }, children: [language] }],
          },
          {
            name: 'particDesc',
            children: [{ name: 'listPerson', children: transcript.speakers.map(personOf) }],
          },
          date === null
            ? null
            : {
                name: 'settingDesc',
                children: [{ name: 'setting', children: [dateMarkup(date)] }],
              },
        ],
      },
      revisionOf(transcript),
    ],
  };
}

/** A date for programs, and within it as it was given. */
const dateMarkup = (date: string): Markup => ({
  name: 'date',
  attributes: { when: isoDate(date) },
  children: [date],
});

function revisionOf({ corrections }: Transcript): Markup | null {
  if (corrections.length === 0) return null;
  return {
    name: 'revisionDesc',
    children: corrections.map(({ date, kind, turns, said, correct, note }): Markup => {
      const readings: Markup[] = [
        ...(said === null ? [] : [{ name: 'sic', children: [said] }]),
        ...(correct === null ? [] : [{ name: 'corr', children: [correct] }]),
      ];
      return {
        name: 'change',
        attributes: {
          type: kind,
          when: isoDate(date),
          target: turns.length === 0 ? null : turns.map((id) => `#${id}`).join(' '),
        },
        children: [
          dateMarkup(date),
          ...(readings.length === 2 ? [{ name: 'choice', children: readings }] : readings),
          note === null ? null : { name: 'note', children: [note] },
        ],
      };
    }),
  };
}

function publicationOf(facts: Facts, addresses: TranscriptAddresses | undefined): Markup {
  const ab = (type: Fact): Markup[] => {
    const text = facts.get(type);
    return text === undefined ? [] : [{ name: 'ab', attributes: { type }, children: [text] }];
  };
  const license = facts.get('license');
  const published = facts.get('published');
  const rights: Markup[] = [
    ...(license === undefined ? [] : [{ name: 'licence', children: [license] }]),
    ...ab('rightsHolder'),
    ...ab('rights'),
    ...ab('original'),
  ];
  return {
    name: 'publicationStmt',
    children: [
      { name: 'distributor', children: [APPLICATION] },
      addresses ? { name: 'idno', attributes: { type: 'URI' }, children: [addresses.url] } : null,
      rights.length > 0 ? { name: 'availability', children: rights } : null,
      published === undefined ? null : dateMarkup(published),
    ],
  };
}

/** The facts for which TEI has no element. */
const notesOf = (facts: Facts): Markup[] =>
  NOTES.flatMap((type): Markup[] => {
    const text = facts.get(type);
    return text === undefined ? [] : [{ name: 'note', attributes: { type }, children: [text] }];
  });

const NOTES: readonly Fact[] = [
  'kind',
  'status',
  'about',
  'provenance',
  'provenanceBy',
  'provenanceOn',
  'inferred',
  'rebroadcastOf',
  'translatedBy',
];

function sourceOf(facts: Facts, programName: string | undefined): Markup {
  const publisher = facts.get('publisher');
  const page = facts.get('source');
  const audio = facts.get('audio');
  const program = facts.get('program');
  const recorded = facts.get('recorded');
  const parts: Markup[] = [
    ...(program === undefined ? [] : [seriesOf(program, programName)]),
    ...(publisher === undefined ? [] : [{ name: 'publisher', children: [publisher] }]),
    ...(page === undefined
      ? []
      : [{ name: 'ref', attributes: { target: page }, children: [page] }]),
    ...(audio === undefined ? [] : [{ name: 'ptr', attributes: { type: 'audio', target: audio } }]),
  ];
  const described: Markup[] = [
    ...(parts.length > 0 ? [{ name: 'bibl', children: parts }] : []),
    ...(recorded === undefined ? [] : [recordingOf(recorded)]),
  ];
  return {
    name: 'sourceDesc',
    children:
      described.length > 0 ? described : [{ name: 'p', children: ['No source is stated.'] }],
  };
}

const seriesOf = (program: string, name = program): Markup => ({
  name: 'series',
  children: [
    { name: 'title', attributes: { level: 's' }, children: [name] },
    { name: 'idno', attributes: { type: APPLICATION }, children: [program] },
  ],
});

const recordingOf = (recorded: string): Markup => ({
  name: 'recordingStmt',
  children: [{ name: 'recording', children: [dateMarkup(recorded)] }],
});

function encodingOf({ speakers }: Transcript): Markup {
  const roles = rolesOf(speakers);
  const application: Markup = {
    name: 'application',
    attributes: { ident: APPLICATION, version: '1' },
    children: [{ name: 'label', children: [APPLICATION] }],
  };
  const categories = roles.map((role, index): Markup => ({
    name: 'category',
    attributes: { 'xml:id': roleId(index) },
    children: [{ name: 'catDesc', children: [role] }],
  }));
  return {
    name: 'encodingDesc',
    children: [
      { name: 'appInfo', children: [application] },
      roles.length === 0
        ? null
        : {
            name: 'classDecl',
            children: [{ name: 'taxonomy', attributes: { 'xml:id': ROLES }, children: categories }],
          },
    ],
  };
}

const rolesOf = (speakers: Transcript['speakers']): string[] => [
  ...new Set(speakers.flatMap(({ role }) => (role === null ? [] : [role]))),
];
const roleId = (index: number): string => `role-${String(index + 1)}`;
const personId = (speaker: string): string => `person-${speaker}`;

function personOf(speaker: Speaker): Markup {
  const { id, name, affiliation } = speaker;
  return {
    name: 'person',
    attributes: { 'xml:id': personId(id) },
    children: [
      { name: 'persName', children: [name] },
      affiliation === null ? null : { name: 'affiliation', children: [affiliation] },
      isPrivatePerson(speaker)
        ? {
            name: 'state',
            attributes: { type: PRIVACY },
            children: [{ name: 'desc', children: [PRIVATE] }],
          }
        : null,
    ],
  };
}

/** The type of the state of being a private person, and its description. */
const PRIVACY = 'privacy';
const PRIVATE = 'private';

/** Every moment that a turn starts or ends at. */
function timelineOf(transcript: Transcript): Markup | null {
  const moments = momentsOf(transcript);
  if (moments.length === 0) return null;
  return {
    name: 'timeline',
    attributes: { unit: 's', origin: `#${momentId(0)}` },
    children: [
      { name: 'when', attributes: { 'xml:id': momentId(0) } },
      ...moments.map((seconds, index): Markup => ({
        name: 'when',
        attributes: {
          'xml:id': momentId(index + 1),
          interval: String(seconds),
          since: `#${momentId(0)}`,
        },
      })),
    ],
  };
}

const momentId = (index: number): string => `moment-${String(index)}`;

const momentsOf = ({ turns }: Transcript): number[] => [
  ...new Set(turns.flatMap(({ start, end }) => [start, end]).filter((time) => time !== null)),
];

function bodyOf(transcript: Transcript, turnId: (n: number) => string): Markup[] {
  const moments = new Map(momentsOf(transcript).map((time, index) => [time, momentId(index + 1)]));
  const momentOf = (time: number | null) => (time === null ? null : `#${moments.get(time) ?? ''}`);
  const roles = rolesOf(transcript.speakers);
  return speechMarkup(transcript, {
    section: (_number, title, children) => ({
      name: 'div',
      attributes: { type: title === null ? 'opening' : 'chapter' },
      children: [title === null ? null : { name: 'head', children: [title] }, ...children],
    }),
    direction: (text) => ({ name: 'incident', children: [{ name: 'desc', children: [text] }] }),
    speech: ({ n, speaker, label, start, end }, children) => {
      const role = transcript.speakers.find(({ id }) => id === speaker)?.role ?? null;
      return [
        {
          name: 'note',
          attributes: { type: 'speaker' },
          children: label === '' ? [] : [label],
        },
        {
          name: 'u',
          attributes: {
            'xml:id': turnId(n),
            who: `#${personId(speaker)}`,
            ana: role === null ? null : `#${roleId(roles.indexOf(role))}`,
            start: momentOf(start),
            end: momentOf(end),
          },
          children,
        },
      ];
    },
    paragraph: (children, { space, isInNote }) => ({
      name: isInNote ? 'p' : 'seg',
      attributes: { 'xml:space': space },
      indented: false,
      children,
    }),
    quotation: (children) => ({ name: 'quote', attributes: { rend: BLOCK }, children }),
    inline: {
      emphasis: (children) => ({ name: 'hi', attributes: { rend: 'italic' }, children }),
      strong: (children) => ({ name: 'hi', attributes: { rend: 'bold' }, children }),
      link: ({ url }, children) => ({ name: 'ref', attributes: { target: url }, children }),
      break: { name: 'lb', attributes: { rend: 'break' } },
      segment: ({ language, delivery }, relayedIn, children) => ({
        name: 'seg',
        attributes: {
          type: delivery,
          'xml:lang': language,
          corresp: relayedIn === null ? null : `#${turnId(relayedIn)}`,
        },
        children,
      }),
      note: (children) => ({ name: 'note', attributes: { type: 'editorial' }, children }),
    },
  });
}
