import { isoDate, parseDate } from '../transcript/date.ts';
import { canonicalTag } from '../transcript/language.ts';
import { isDelivery, type Transcript } from '../transcript/model.ts';
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
import { isBareRole, roleOf } from './roles.ts';
import { speechMarkup } from './speech-markup.ts';
import {
  declaresXml,
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
 * Akoma Ntoso debates (OASIS LegalDocML, Akoma Ntoso 1.0 part 1, "debate"; namespace akn/3.0, and 2.0 before it).
 * Elements are known by their local names, since files in use declare many namespaces or none.
 */
export const akn: Format = {
  id: 'akn',
  name: 'Akoma Ntoso debate',
  example: [
    '<akomaNtoso><debate name="council"><meta><references source="#clerk">',
    '  <TLCPerson eId="ana" href="/ontology/person/ana" showAs="Ana Ruiz"/>',
    '</references></meta><debateBody><debateSection eId="s1" name="ferries">',
    '  <heading>Ferries</heading>',
    '  <speech by="#ana"><from>The Chair</from><p>The ferries are still tied up.</p></speech>',
    '</debateSection></debateBody></debate></akomaNtoso>',
  ].join('\n'),
  detect,
  read,
  wording,
};

function detect(source: string): number {
  const root = rootName(source);
  if (root === null) return 0;
  if (ROOTS.has(root)) return 1;
  // XML that nobody knows is told here what is wrong with it.
  return root !== 'html' && declaresXml(source) ? 0.8 : 0;
}

const ROOTS = new Set(['akomaNtoso', 'akomantoso', 'debate', 'debateReport']);

function read(source: string, report: ProblemReporter): Reading {
  const document = readXml(source, report);
  const nothing = { heard: [], title: null, date: null, language: null, provenance: null };
  if (!document) return nothing;
  const { root, placeOf } = document;
  if (!ROOTS.has(localName(root))) {
    report(
      'error',
      placeOf(root),
      `XML whose root is <${root.name}>; expected <akomaNtoso> or <TEI>. Save the transcript in one of the formats that --formats lists.`,
    );
    return nothing;
  }
  const meta = descendants(root, 'meta')[0];
  const language = languageOf(root, meta);
  const { speeches, declared, openings } = castIn(root);
  if (!reportSpeakers(speeches, declared, openings, placeOf, report)) return nothing;
  const reader = new SpeechReader(vocabulary, language ?? 'en', placeOf, report);
  const context = { openings, clock: clockOf(root, meta), titles: titlesIn(root) };
  for (const part of elementsIn(root)) readPart(part, reader, context);
  const heard = reader.finish();
  return {
    heard,
    title: titleOf(root, meta),
    date: dateOf(meta),
    language,
    ...statedBy(factsIn(meta), correctionsIn(meta), (id) => reader.positionOf(id)),
  };
}

function* wording(source: string): Generator<Passage> {
  const document = readXml(source, () => undefined);
  if (!document) return;
  const { root, placeOf } = document;
  const { openings } = castIn(root);
  if (!areReadable(openings)) return;
  const titles = titlesIn(root);
  const rules: Wording = { vocabulary, placeOf };
  const within = function* (element: XmlElement): Generator<Passage> {
    const opening = openings.get(element);
    if (localName(element) === 'meta' || titles.has(element)) return;
    if (opening) {
      const from = element.children.find((child) => isNamed(child, 'from'));
      const words = element.children.filter((child) => child !== from);
      if (opening.isPrinted || words.some(hasText)) {
        yield { text: opening.label, ...placeOf(element) };
      }
      const notes = from && isElement(from) ? descendants(from, 'authorialNote') : [];
      yield* speechWording([...notes, ...words], rules);
    } else if (isLeaf(element)) {
      yield { text: textIn(element), ...placeOf(element) };
    } else {
      for (const child of elementsIn(element)) yield* within(child);
    }
  };
  yield* within(root);
}

interface Context {
  openings: ReadonlyMap<XmlElement, Opening>;
  clock: Clock;
  /** The elements whose text is the title. */
  titles: ReadonlySet<XmlElement>;
}

/** A part of the document outside any speech: what is written between speeches is no speech. */
function readPart(element: XmlElement, reader: SpeechReader, context: Context): void {
  if (localName(element) === 'meta' || context.titles.has(element)) return;
  if (context.openings.has(element)) readSpeech(element, reader, context);
  else if (isLeaf(element)) reader.direction(element);
  else {
    const headings: XmlElement[] = [];
    for (const child of elementsIn(element)) {
      if (HEADINGS.has(localName(child))) {
        headings.push(child);
        continue;
      }
      reader.heading(headings.splice(0));
      readPart(child, reader, context);
    }
    reader.heading(headings);
  }
}

function readSpeech(element: XmlElement, reader: SpeechReader, context: Context): void {
  const opening = context.openings.get(element);
  if (!opening) return;
  const from = elementsIn(element).find((child) => localName(child) === 'from') ?? null;
  const words = element.children.filter((child) => child !== from);
  if (!words.some(hasText)) {
    reader.silence(element, opening, from);
    return;
  }
  const { startTime, endTime } = element.attributes;
  reader.label(element, opening, {
    id: idOf(element),
    start: context.clock(startTime),
    end: context.clock(endTime),
    from,
  });
  readWords(element, words, reader, context);
}

function readWords(
  element: XmlElement,
  nodes: readonly XmlNode[],
  reader: SpeechReader,
  context: Context,
): void {
  if (isQuotation(element, vocabulary)) {
    reader.quotation(element);
    return;
  }
  if (isLeaf(element)) {
    const [only, ...others] = nodes.filter(hasText);
    const isAside = only && isElement(only) && vocabulary.inline(only).kind === 'direction';
    if (DIRECTIONS.has(localName(element))) reader.direction(element);
    else if (isAside && others.length === 0) reader.direction(only);
    else reader.words(nodes, element);
    return;
  }
  for (const child of nodes.filter(isElement)) {
    if (context.openings.has(child)) readSpeech(child, reader, context);
    else readWords(child, child.children, reader, context);
  }
}

/** A paragraph: it has words of its own, or only what stands within lines. */
const isLeaf = (element: XmlElement): boolean =>
  element.children.some((child) => isText(child) && hasText(child)) ||
  (element.children.length > 0 && elementsIn(element).every(isInline));

const isInline = (element: XmlElement): boolean => INLINE.has(localName(element));

const isNamed = (node: XmlNode, name: string): boolean =>
  isElement(node) && localName(node) === name;

const SPEECHES = new Set(['speech', 'question', 'answer']);
const HEADINGS = new Set(['num', 'heading', 'subheading', 'subHeading']);
/** What stands for scene and procedure, also within a speech. */
const DIRECTIONS = new Set(['scene', 'narrative', 'summary', 'other', 'remark']);

const INLINE = new Set(
  (
    'a abbr affectedDocument authorialNote b br change concept courtType date decoration def del docAuthority ' +
    'docCommittee docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle ' +
    'docType docketNumber embeddedText entity eol eop event extractText fillIn from i img inline ins judge lawyer ' +
    'legislature location marker mmod mod mref neutralCitation noteRef object omissis opinion organization outcome ' +
    'party person placeholder process quantity quotedText recordedTime ref relatedDocument remark rmod role rref ' +
    'session shortTitle signature span sub sup term time tocItem u vote'
  ).split(' '),
);

/** The class of containers that are block quotes. */
const QUOTATION = 'quotation';

const vocabulary: Vocabulary = {
  isBlock: (element) => !isInline(element),
  setsQuotation: (element) =>
    localName(element) === 'blockContainer' && element.attributes.class === QUOTATION,
  inline(element): Inline {
    const { attributes } = element;
    switch (localName(element)) {
      case 'b':
        return { kind: 'strong' };
      case 'i':
        return { kind: 'emphasis' };
      case 'br':
        return { kind: 'break' };
      case 'eol':
      case 'eop':
        return { kind: 'space' };
      case 'a':
      case 'ref':
        return { kind: 'link', url: attributes.href ?? '', title: attributes.title ?? null };
      case 'authorialNote':
        return { kind: 'note' };
      case 'remark':
        return { kind: 'direction', text: textIn(element) };
      case 'inline':
        return attributes['xml:lang'] !== undefined && isDelivery(attributes.name)
          ? {
              kind: 'segment',
              delivery: attributes.name,
              relay: attributes.refersTo?.replace(/^#/, '') ?? null,
            }
          : { kind: 'text' };
      default:
        return { kind: 'text' };
    }
  },
};

/** Version 3 has `eId`; 2 had `id`. */
const idOf = ({ attributes }: XmlElement): string | null =>
  attributes.eId ?? attributes.id ?? attributes['xml:id'] ?? null;

function castIn(root: XmlElement): {
  speeches: Speech[];
  declared: ReadonlyMap<string, DeclaredSpeaker>;
  openings: ReadonlyMap<XmlElement, Opening>;
} {
  const roles = new Map<string, Pick<Speech, 'role' | 'affiliation'>>();
  for (const element of descendants(root, 'TLCRole')) {
    const id = idOf(element);
    if (id !== null) roles.set(id, roleIn(element));
  }
  const privateIds = new Set(
    descendants(root, PRIVATE_PERSON).flatMap(({ attributes }) =>
      references(attributes.href ?? ''),
    ),
  );
  const declared = new Map<string, DeclaredSpeaker>();
  for (const name of ['TLCPerson', 'TLCOrganization']) {
    for (const element of descendants(root, name)) {
      const id = idOf(element);
      const speaker = speakerIn(element);
      if (id !== null && speaker) declared.set(id, { ...speaker, private: privateIds.has(id) });
    }
  }
  const speeches = speechesIn(root).map((element): Speech => {
    const { by = '', as = '' } = element.attributes;
    const from = elementsIn(element).find((child) => localName(child) === 'from');
    const [role] = references(as);
    const stated =
      role === undefined ? null : (roles.get(role) ?? { role: roleOf(role), affiliation: null });
    return {
      element,
      printed: from
        ? textIn(from, (child) => vocabulary.inline(child).kind === 'note').replace(
            /\s*[:：]$/u,
            '',
          )
        : null,
      refs: references(by),
      role: stated?.role ?? null,
      affiliation: stated?.affiliation ?? null,
    };
  });
  return { speeches, declared, openings: openingsOf(speeches, declared) };
}

const speechesIn = (element: XmlElement): XmlElement[] =>
  elementsIn(element).flatMap((child) => [
    ...(SPEECHES.has(localName(child)) ? [child] : []),
    ...speechesIn(child),
  ]);

function speakerIn({ attributes }: XmlElement): DeclaredSpeaker | null {
  const showAs = (attributes.showAs ?? '').trim();
  if (showAs === '') return null;
  const nothing = { sortName: null, role: null, affiliation: null, unnamed: false };
  if (attributes.href?.startsWith(OWN_PEOPLE)) return { ...nothing, name: showAs };
  return { ...nothing, ...declaredName(showAs) };
}

/** What a role says: of this project's own, the very word; of another's, what it shows, and a plain word of its address. */
function roleIn({ attributes }: XmlElement): Pick<Speech, 'role' | 'affiliation'> {
  const { href = '', showAs = '' } = attributes;
  if (href.startsWith(OWN_ROLES)) {
    const role = decodeURIComponent(href.slice(OWN_ROLES.length)) || null;
    return { role, affiliation: showAs === role ? null : showAs };
  }
  const word = href.slice(href.lastIndexOf('/') + 1);
  const role = roleOf(showAs) ?? (/^[a-z]{3,}$/.test(word) ? word : null);
  const isMore = showAs !== '' && !isBareRole(showAs) && showAs.toLowerCase() !== role;
  return { role, affiliation: isMore ? showAs : null };
}

const OWN_PEOPLE = '/akn/ontology/person/turnstone/';
const OWN_ROLES = '/akn/ontology/role/turnstone/';
const OWN_PROGRAMS = '/akn/ontology/concept/turnstone/program/';

function languageOf(root: XmlElement, meta: XmlElement | undefined): string | null {
  const [stated] = meta ? descendants(meta, 'FRBRlanguage') : [];
  const around = [root, ...elementsIn(root)].map(({ attributes }) => attributes['xml:lang']);
  for (const tag of [stated?.attributes.language, ...around]) {
    const canonical = tag ? canonicalTag(tag) : null;
    if (canonical !== null) return canonical;
  }
  return null;
}

/** What the proprietary part states, in Dublin Core or in this project's own words, and the program referred to. */
function factsIn(meta: XmlElement | undefined): Facts {
  const parts = meta ? descendants(meta, 'proprietary').flatMap(elementsIn) : [];
  const facts = new Map(
    parts.map((element): [Fact, string] => {
      const name = localName(element);
      return [FACTS.get(name) ?? (name as Fact), element.text];
    }),
  );
  for (const { attributes } of meta ? descendants(meta, 'TLCConcept') : []) {
    const { href = '' } = attributes;
    if (href.startsWith(OWN_PROGRAMS)) {
      facts.set('program', decodeURIComponent(href.slice(OWN_PROGRAMS.length)));
    }
  }
  return facts;
}

/** The notes that tell this project's corrections. */
function correctionsIn(meta: XmlElement | undefined): StatedCorrection[] {
  const notes = meta ? descendants(meta, 'notes').filter(isOwnPart).flatMap(elementsIn) : [];
  return notes.map((note) => {
    const [, kind] = (note.attributes.class ?? '').split(' ');
    const part = (name: string) =>
      elementsIn(note).find(({ attributes }) => attributes.class === name);
    const turns = part('turns');
    return {
      date: part('date')?.text,
      kind,
      turns: (turns ? descendants(turns, 'ref') : []).flatMap(({ attributes }) =>
        references(attributes.href ?? ''),
      ),
      said: part('said')?.text,
      correct: part('correct')?.text,
      note: part('note')?.text,
    };
  });
}

const isOwnPart = ({ attributes }: XmlElement): boolean => attributes.source === '#turnstone';

/** The elements outside the meta part that print the title. */
function titlesIn(root: XmlElement): ReadonlySet<XmlElement> {
  const [title] = descendants(root, 'docTitle');
  if (!title) return new Set();
  const around = title.parent;
  const isAlone =
    around !== null && isElement(around) && textIn(around) === textIn(title) && isLeaf(around);
  return new Set(isAlone ? [title, around] : [title]);
}

function titleOf(root: XmlElement, meta: XmlElement | undefined): string | null {
  const [title] = descendants(root, 'docTitle');
  const aliases = meta ? descendants(meta, 'FRBRalias') : [];
  const alias = aliases.find(({ attributes }) => attributes.name === 'title') ?? aliases[0];
  const stated = title ? textIn(title) : '';
  return stated === '' ? (alias?.attributes.value?.trim() ?? null) : stated;
}

/** The work's date. What this project writes of a month, a year or no date is no day. */
function dateOf(meta: XmlElement | undefined): string | null {
  const own = (meta ? descendants(meta, 'proprietary').filter(isOwnPart).flatMap(elementsIn) : [])
    .filter((element) => localName(element) === DUBLIN_CORE.date)
    .map(({ text }) => text.trim());
  const dates = (meta ? descendants(meta, 'FRBRdate') : [])
    .filter(({ attributes }) => !INEXACT.has(attributes.name ?? ''))
    .map(({ attributes }) =>
      (attributes.date ?? '').replace(/(T\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1Z'),
    );
  return [...own, ...dates].find((date) => parseDate(date) !== null) ?? null;
}

/** The names of dates that this project writes of less than a day. */
const INEXACT: ReadonlySet<string> = new Set(['unknown', 'year', 'month']);

/** Seconds from the start of the record, of an absolute time. */
type Clock = (time: string | undefined) => number | null;

/** The record starts at the event that says so, else with its first speech. */
function clockOf(root: XmlElement, meta: XmlElement | undefined): Clock {
  const events = meta ? descendants(meta, 'eventRef') : [];
  const start =
    events.find((event) => idOf(event) === RECORDING)?.attributes.date ??
    speechesIn(root).find(({ attributes }) => attributes.startTime)?.attributes.startTime;
  const zero = start === undefined ? NaN : instantOf(start);
  return (time) => {
    const seconds = Math.round(time === undefined ? NaN : instantOf(time) - zero) / 1000;
    return seconds >= 0 ? seconds : null;
  };
}

/** Milliseconds. A time without a zone is in the zone of every other. */
const instantOf = (time: string): number =>
  Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : time.includes('T') ? `${time}Z` : time);

const RECORDING = 'recording';

/**
 * Writes a transcript as an Akoma Ntoso 3.0 debate. Each speech has the id of its turn, and each correction is an event
 * of the life cycle, where its day is known, and a note that says the rest.
 *
 * Loses, since they are the site's and not the record's: short names, labels that no turn prints, and former addresses.
 * Loses, since an import makes them of what is heard: the ids of speakers that are not made of their names, speakers
 * without turns, and the affiliation of unnamed voices, all of which the file has. Loses, since white space is layout:
 * runs of it outside paragraphs. Loses, since an import takes markup from anybody: links to anything but web and e-mail
 * addresses, and emphasis that touches or holds other emphasis, opens with a bracket or stands
 * where Markdown can't write it. The words of all these stay.
 *
 * @param programName what the program is called; its id where nobody says.
 * @throws RangeError where a text holds a character that XML 1.0 has no way to write.
 */
export function writeAkn(
  transcript: Transcript,
  addresses?: TranscriptAddresses,
  programName?: string,
): string {
  const turnId = (n: number) => addresses?.turns[n - 1]?.id ?? `t${String(n)}`;
  return writeXml({
    name: 'akomaNtoso',
    attributes: { xmlns: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0' },
    children: [
      {
        name: 'debate',
        attributes: { name: transcript.record === 'summary' ? 'summary' : 'transcript' },
        children: [
          metaOf(transcript, addresses, programName),
          {
            name: 'preface',
            children: [
              {
                name: 'p',
                indented: false,
                children: [{ name: 'docTitle', children: [transcript.title] }],
              },
            ],
          },
          { name: 'debateBody', children: bodyOf(transcript, turnId) },
        ],
      },
    ],
  });
}

function metaOf(
  transcript: Transcript,
  addresses: TranscriptAddresses | undefined,
  programName: string | undefined,
): Markup {
  const { date, language, source, title } = transcript;
  const [day, name] = dayOf(date);
  const work = `/akn/zz/debate/${name === 'unknown' ? 'undated' : (date ?? '').slice(0, 10)}/${encodeURI(addresses?.id ?? 'transcript')}`;
  const frbr = (level: string, uri: string, author: string, more: Markup[]): Markup => ({
    name: level,
    children: [
      { name: 'FRBRthis', attributes: { value: `${uri}/!main` } },
      { name: 'FRBRuri', attributes: { value: uri } },
      ...(level === 'FRBRWork' ? aliasesOf(title, addresses) : []),
      { name: 'FRBRdate', attributes: { date: day, name } },
      { name: 'FRBRauthor', attributes: { href: author } },
      ...more,
    ],
  });
  const author = source?.publisher ? '#publisher' : '#turnstone';
  const expression = `${work}/${language}@`;
  const events = eventsOf(transcript);
  return {
    name: 'meta',
    children: [
      {
        name: 'identification',
        attributes: { source: '#turnstone' },
        children: [
          frbr('FRBRWork', work, author, [{ name: 'FRBRcountry', attributes: { value: 'zz' } }]),
          frbr('FRBRExpression', expression, author, [
            { name: 'FRBRlanguage', attributes: { language } },
          ]),
          frbr('FRBRManifestation', `${expression}.xml`, '#turnstone', []),
        ],
      },
      events.length === 0
        ? null
        : { name: 'lifecycle', attributes: { source: '#turnstone' }, children: events },
      {
        name: 'references',
        attributes: { source: '#turnstone' },
        children: [
          ...organisationsOf(transcript),
          ...peopleOf(transcript),
          ...rolesOf(transcript),
          ...programsOf(transcript, programName),
        ],
      },
      notesOf(transcript),
      {
        name: 'proprietary',
        attributes: { source: '#turnstone' },
        children: [...proprietaryOf(factsOf(transcript)), ...privatePeopleOf(transcript)],
      },
    ],
  };
}

/** When the recording starts, and the corrections whose day is known: the format has no other dates. */
function eventsOf(transcript: Transcript): Markup[] {
  const event = (eId: string, date: string, type: string): Markup => ({
    name: 'eventRef',
    attributes: { eId, date, source: '#turnstone', type },
  });
  return [
    ...(transcript.turns.some(({ start }) => start !== null)
      ? [event(RECORDING, timeAt(transcript, 0), 'generation')]
      : []),
    ...transcript.corrections.flatMap(({ date }, index) =>
      hasDay(date) ? [event(correctionId(index), isoDate(date), 'amendment')] : [],
    ),
  ];
}

const hasDay = (date: string): boolean => typeof parseDate(date)?.day === 'number';

const correctionId = (index: number): string => `correction-${String(index + 1)}`;

function notesOf({ corrections }: Transcript): Markup | null {
  if (corrections.length === 0) return null;
  return {
    name: 'notes',
    attributes: { source: '#turnstone' },
    children: corrections.map(({ date, kind, turns, said, correct, note }, index): Markup => {
      const part = (name: string, children: (Markup | string)[]): Markup => ({
        name: 'p',
        attributes: { class: name },
        indented: false,
        children,
      });
      const told = Object.entries({ date, said, correct, note });
      const ids = turns.flatMap((id, at) => [
        ...(at === 0 ? [] : [' ']),
        { name: 'ref', attributes: { href: `#${id}` }, children: [id] },
      ]);
      return {
        name: 'note',
        attributes: {
          eId: `${correctionId(index)}__note`,
          class: `correction ${kind}`,
          refersTo: hasDay(date) ? `#${correctionId(index)}` : null,
        },
        children: [
          ...told.flatMap(([name, text]) => (text === null ? [] : [part(name, [text])])),
          ids.length === 0 ? null : part('turns', ids),
        ],
      };
    }),
  };
}

const programsOf = ({ program }: Transcript, name: string | undefined): Markup[] =>
  program === null
    ? []
    : [
        {
          name: 'TLCConcept',
          attributes: {
            eId: 'program',
            href: OWN_PROGRAMS + encodeURIComponent(program),
            showAs: name ?? program,
          },
        },
      ];

/** References to the speakers who are private persons, for which Akoma Ntoso has no element either. */
const privatePeopleOf = ({ speakers }: Transcript): Markup[] =>
  speakers.filter(isPrivatePerson).map(({ id }) => ({
    name: `turnstone:${PRIVATE_PERSON}`,
    attributes: { 'xmlns:turnstone': OWN_NAMESPACE, href: `#${personId(id)}` },
  }));

const PRIVATE_PERSON = 'privatePerson';
const OWN_NAMESPACE = 'urn:turnstone:record';

/** The facts for which Akoma Ntoso has no element, as DCMI Metadata Terms where they have one. */
const proprietaryOf = (facts: Facts): Markup[] =>
  [...facts].flatMap(([fact, text]): Markup[] => {
    if (fact === 'program') return [];
    const term = DUBLIN_CORE[fact];
    return [
      term === undefined
        ? {
            name: `turnstone:${fact}`,
            attributes: { 'xmlns:turnstone': OWN_NAMESPACE },
            children: [text],
          }
        : {
            name: `dcterms:${term}`,
            attributes: { 'xmlns:dcterms': 'http://purl.org/dc/terms/' },
            children: [text],
          },
    ];
  });

/** Their names among the terms; of dates these may name a year or a month alone. */
const DUBLIN_CORE: Partial<Record<Fact, string>> = {
  description: 'description',
  date: 'date',
  recorded: 'created',
  published: 'issued',
  updated: 'modified',
  rightsHolder: 'rightsHolder',
  rights: 'rights',
  license: 'license',
  publisher: 'publisher',
  source: 'source',
};

const FACTS: ReadonlyMap<string, Fact> = new Map(
  Object.entries(DUBLIN_CORE).map(([fact, term]) => [term, fact as Fact]),
);

const aliasesOf = (title: string, addresses: TranscriptAddresses | undefined): Markup[] => [
  { name: 'FRBRalias', attributes: { value: title, name: 'title' } },
  ...(addresses ? [{ name: 'FRBRalias', attributes: { value: addresses.url, name: 'url' } }] : []),
];

/** A day or time as XML Schema has them, and the name that says how much of it is meant. */
function dayOf(date: string | null): [day: string, name: string] {
  const parts = date === null ? null : parseDate(date);
  if (!parts || date === null) return ['0001-01-01', 'unknown'];
  if (parts.month === null) return [`${date}-01-01`, 'year'];
  if (parts.day === null) return [`${date}-01`, 'month'];
  if (parts.minutes === null) return [date, 'broadcast'];
  return [isoDate(date), 'broadcast'];
}

/** The absolute time of a moment of the record, in the record's own zone. */
function timeAt({ date }: Transcript, seconds: number): string {
  const [day] = dayOf(date);
  const [, time = '', zone = ''] = /^(.*T.*?)(Z|[+-]\d\d:\d\d)$/.exec(day) ?? [];
  const local = time === '' ? `${day}T00:00:00` : time;
  const moment = new Date(Date.parse(`${local}Z`) + Math.round(seconds * 1000));
  return moment.toISOString().replace(/(?:\.000)?Z$/, '') + zone;
}

function organisationsOf({ source }: Transcript): Markup[] {
  const organisation = (eId: string, showAs: string): Markup => ({
    name: 'TLCOrganization',
    attributes: { eId, href: `/akn/ontology/organization/${eId}`, showAs },
  });
  return [
    organisation('turnstone', 'Turnstone'),
    ...(source?.publisher ? [organisation('publisher', source.publisher)] : []),
  ];
}

const peopleOf = ({ speakers }: Transcript): Markup[] =>
  speakers.map(({ id, name }) => ({
    name: 'TLCPerson',
    attributes: {
      eId: personId(id),
      href: OWN_PEOPLE + encodeURIComponent(id),
      showAs: name,
    },
  }));

function rolesOf(transcript: Transcript): Markup[] {
  return transcript.speakers.flatMap(({ id, role, affiliation }): Markup[] =>
    role === null && affiliation === null
      ? []
      : [
          {
            name: 'TLCRole',
            attributes: {
              eId: roleId(id),
              href: OWN_ROLES + encodeURIComponent(role ?? ''),
              showAs: affiliation ?? role,
            },
          },
        ],
  );
}

const personId = (speaker: string): string => `person-${speaker}`;
const roleId = (speaker: string): string => `role-${speaker}`;

function bodyOf(transcript: Transcript, turnId: (n: number) => string): Markup[] {
  let quotations = 0;
  return speechMarkup(transcript, {
    section: (number, title, children) => ({
      name: 'debateSection',
      attributes: {
        eId: `section-${String(number)}`,
        name: title === null ? 'opening' : 'chapter',
      },
      children: [title === null ? null : { name: 'heading', children: [title] }, ...children],
    }),
    direction: (text, isWithin) =>
      isWithin
        ? { name: 'p', indented: false, children: [{ name: 'remark', children: [text] }] }
        : { name: 'narrative', children: [text] },
    speech: ({ n, speaker, label, start, end }, children) => {
      const { role = null, affiliation = null } =
        transcript.speakers.find(({ id }) => id === speaker) ?? {};
      return [
        {
          name: 'speech',
          attributes: {
            eId: turnId(n),
            by: `#${personId(speaker)}`,
            as: role === null && affiliation === null ? null : `#${roleId(speaker)}`,
            startTime: start === null ? null : timeAt(transcript, start),
            endTime: end === null ? null : timeAt(transcript, end),
          },
          children: [{ name: 'from', children: label === '' ? [] : [label] }, ...children],
        },
      ];
    },
    paragraph: (children, { space }) => ({
      name: 'p',
      attributes: { 'xml:space': space },
      indented: false,
      children,
    }),
    quotation: (children) => {
      quotations += 1;
      const eId = `quotation-${String(quotations)}`;
      return { name: 'blockContainer', attributes: { eId, class: QUOTATION }, children };
    },
    inline: {
      emphasis: (children) => ({ name: 'i', children }),
      strong: (children) => ({ name: 'b', children }),
      link: ({ url, title }, children) => ({
        name: 'a',
        attributes: { href: url, title },
        children,
      }),
      break: { name: 'br' },
      segment: ({ language, delivery }, relayedIn, children) => ({
        name: 'inline',
        attributes: {
          name: delivery,
          'xml:lang': language,
          refersTo: relayedIn === null ? null : `#${turnId(relayedIn)}`,
        },
        children,
      }),
      note: (children) => ({ name: 'authorialNote', children }),
    },
  });
}
