import { counterIn, type Forms } from './plural.ts';
import type { Linked } from './texts.ts';

const count = counterIn('en');
const turns = (n: number) => count(n, { one: 'turn', other: 'turns' });
const transcripts = (n: number) => count(n, { one: 'transcript', other: 'transcripts' });
const segments = (n: number) => count(n, { one: 'segment', other: 'segments' });
const speakers = (n: number) => count(n, { one: 'speaker', other: 'speakers' });
const corrections = (n: number) => count(n, { one: 'correction', other: 'corrections' });
const words = (n: number) => count(n, { one: 'word', other: 'words' });
const forms = (all: Forms): Forms => all;
const quoted = (words: string) => `“${words}”`;

/** The roles that have a name in every interface language; any other is shown as the editor typed it. */
const roles: Readonly<Record<string, string>> = {
  host: 'host',
  anchor: 'anchor',
  correspondent: 'correspondent',
  reporter: 'reporter',
  analyst: 'analyst',
  guest: 'guest',
  official: 'official',
  interpreter: 'interpreter',
  voice: 'voice',
};

/** The interface in English, and with it the shape of every language's texts. */
export const en = {
  /** For dates and lists. Days come before months: a bare `en` would put them the other way round. */
  locale: 'en-GB',

  transcripts: 'Transcripts',
  speakers: 'Speakers',
  programs: 'Programs',
  languages: 'Languages',
  dates: 'Dates',
  about: 'About',
  mainNavigation: 'Main',
  indexes: 'Indexes',
  skipToContent: 'Skip to the content',
  skipToTurns: 'Skip to the first turn',
  skipToEnd: 'Skip to source and rights',
  siteLicense: (license: string) => `The site’s own texts: ${license}.`,
  contact: 'Contact',
  problems: (n: number) => count(n, { one: 'problem', other: 'problems' }) + ' in content/',
  draft: 'Draft. It is not part of the published site.',
  inReview: 'In review. It is not part of the published site.',

  countTurns: turns,
  countTranscripts: transcripts,
  countSegments: segments,
  countWords: words,
  countSpeakers: speakers,
  countPrograms: (n: number) => count(n, { one: 'program', other: 'programs' }),
  countLanguages: (n: number) => count(n, { one: 'other language', other: 'other languages' }),
  countGaps: (n: number) => count(n, { one: 'gap', other: 'gaps' }),
  /** Turns whose words are somebody's account. */
  countSummarised: (n: number) => `${turns(n)} in summaries`,

  aired: 'Aired',
  inferred: 'inferred',
  dateInferred: 'date inferred',
  programInferred: 'program inferred',
  minutesToRead: (n: number) => `${String(n)}-minute read`,
  summaryBadge: 'Summary, not a transcript',
  summaryCaveat:
    'This is an account of what was said, written by somebody other than the speakers. The words are not theirs and are not to be quoted as such.',
  rush: 'Rush transcript',
  machine: 'Machine-made transcript',
  checked: 'Transcript, checked against the audio',
  provenanceUnknown: 'Transcript; how it was made is not stated',
  /** Joined to one of the four above. */
  provenanceBy: (kind: string, by: string | null, on: string | null) =>
    [by === null ? kind : `${kind} by ${by}`, on].filter((part) => part !== null).join(', '),

  foldSummary: (n: number) => `${speakers(n)}, and the conversation at a glance`,
  castHeading: 'Speakers',
  highlight: (initials: string, name: string) => `${initials}: highlight what ${name} says`,
  turnsBy: (name: string, n: number) => `${name}: find ${turns(n)}`,
  findTurns: 'Find turns',
  inAnotherLanguage: 'In another language',
  corrected: 'Corrected',
  foundNext: 'The next one',
  foundBefore: 'The one before',
  foundEnd: 'Stop looking for them',
  mapLabel: 'The conversation, turn by turn',
  mapTurn: (number: string, name: string) => `Turn ${number}, ${name}`,
  mapTurnIn: (number: string, name: string, language: string) =>
    `Turn ${number}, ${name}, in ${language}`,
  mapImage: (n: number, names: string) => `The conversation: ${turns(n)} by ${names}.`,
  mapCaption: (n: number) => turns(n),
  mapCaptionIn: (n: number, inOthers: number, language: string) =>
    `${turns(n)}, ${String(inOthers)} in ${language}`,
  mapCaptionOthers: (n: number, inOthers: number) =>
    `${turns(n)}, ${String(inOthers)} in other languages`,
  mapByWords: 'Width by number of words',
  mapEqual: 'One block a turn; a summary shows no shares of speech',
  chapters: 'Chapters',
  notes: 'Notes',
  corrections: 'Corrections',
  latestCorrection: (n: number, date: string) =>
    n === 1 ? `${corrections(n)}, ${date}` : `${corrections(n)}, the latest ${date}`,
  source: 'Source',
  audio: 'The broadcast’s audio',
  original: (publisher: string | null) =>
    publisher === null ? 'The original' : `The original at ${publisher}`,
  report: 'Report an error',
  reportSubject: (title: string) => `Error in “${title}”`,
  reportBody: (address: string) => `Where: ${address}\n\nWhat is wrong, and how do you know?\n\n`,

  turnsHeading: 'The conversation',
  linkedTurn: 'Linked turn',
  permalink: (number: string) => `Link to turn ${number}`,
  copied: 'Link copied',
  quoteCopied: 'Quote copied',
  takeAlong: 'Take these words along',
  copyQuote: 'Copy quote',
  copyPinned: 'Copy link to these words',
  turnAlone: 'This turn on its own',
  /** Around quoted words. */
  quoteMarks: ['“', '”'],
  provisional: 'This turn has no permanent link yet',
  turnRemoved: (number: string, day: string | null) =>
    day === null ? `Turn ${number} was removed.` : `Turn ${number} was removed on ${day}.`,
  turnUnsettled: (number: string) =>
    `Turn ${number} was changed or moved, and its place is not settled yet.`,
  turnJoined: (number: string, into: string, day: string | null) =>
    `What was turn ${number} is part of turn ${into}${day === null ? '' : ` since ${day}`}.`,
  formerSpeaker: (name: string, day: string | null) =>
    day === null
      ? `These words were given to ${name} before.`
      : `Until ${day} these words were given to ${name}.`,
  quotedWording: (number: string) => `Turn ${number} as it was quoted`,
  wordsChanged: (day: string | null) =>
    day === null
      ? 'The words that this link quotes were changed since.'
      : `The words that this link quotes were changed on ${day}.`,
  wasSummary: (day: string | null) =>
    day === null
      ? 'When this was quoted, the page was a summary, not a transcript.'
      : `Until ${day} this page was a summary, not a transcript: this link quotes somebody else’s account.`,
  reasonGiven: 'Reason:',
  formerWords: 'The words that were quoted:',
  formerWordsTakenOut: 'The words that were quoted were taken out.',
  whatChanged: 'What changed:',
  wordingUnknown:
    'This link quotes words that are not on record for this turn. It may have been mistyped.',
  formerlySummary: (day: string) => `Until ${day} this page was a summary, not a transcript.`,
  formerlyVerbatim: (day: string) => `Until ${day} this page was a transcript.`,
  playFrom: (time: string) => `Play from ${time}`,
  speakerInferred: 'speaker inferred: the source prints no label',
  speakerInferredDespiteLabel: 'speaker inferred',
  unnamed: 'unnamed',
  noteMark: (number: string) => `Note ${number}`,
  backToMark: (number: string) => `Note ${number}, back to the words`,

  languageUnknown: 'Language not known',
  languageSeveral: 'Several languages',
  originalIn: (language: string) => `Original, ${language}`,
  translationInto: (language: string, by: string | null) =>
    by === null ? `${language} translation` : `${language} translation, ${by}`,
  interpretedInto: (language: string) => `${language}, through an interpreter`,
  voiceOverIn: (language: string) => `${language} voice-over`,
  subtitlesIn: (language: string) => `${language} subtitles`,
  untranscribed: 'No transcription or translation.',
  noTranslation: 'No translation.',
  interpreted: 'Heard through an interpreter.',
  voiceOver: 'Heard under a voice-over.',
  subtitled: 'Shown with subtitles.',
  originalWording: 'In the original wording.',
  relayed: (speaker: string, number: string): Linked => ({
    before: `${speaker} paraphrases this from `,
    link: `turn ${number}`,
    after: '.',
  }),

  correctionKinds: {
    correction: 'Correction',
    transcription: 'Transcript changed',
    clarification: 'Clarification',
    update: 'Update',
    note: 'Editor’s note',
  },
  /** `speaker` is `null` where the correction names no turn, or turns of several people. */
  spokenError: (speaker: string | null, said: string, correct: string | null) =>
    (speaker === null ? `${quoted(said)} was said` : `${speaker} said ${quoted(said)}`) +
    (correct === null ? '.' : `; it is ${quoted(correct)}.`) +
    ' The words are left as broadcast.',
  transcriptionError: (said: string | null, correct: string | null, date: string) =>
    [
      said === null ? null : `Until ${date} this said ${quoted(said)}.`,
      correct === null
        ? 'It was changed to match the audio.'
        : `It was changed to match the audio: ${quoted(correct)}.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
  otherStatement: (said: string | null, correct: string | null) =>
    [
      said === null ? null : `The words: ${quoted(said)}.`,
      correct === null ? null : `To be read as: ${quoted(correct)}.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
  /** What a speaker's feed holds. */
  transcriptsWith: (name: string) => `Transcripts in which ${name} is heard.`,
  allCorrections: 'All corrections',
  correctionsOf: (name: string) => `${name}: corrections`,

  data: 'Data',
  aboutData:
    'The words of a transcript are evidence: quote them as they stand, with the speaker and the link of the turn. The words of a summary are not the speakers’ own.',
  takeAway: 'Take this transcript with you',
  takeSummaryAway: 'Take this summary with you',
  plainText: 'Text',
  cite: 'Cite',
  copy: 'Copy',
  copyCitation: (style: string) => `Copy the citation in ${style} style`,
  citationCopied: 'Citation copied',
  sourceAndRights: 'Source and rights',
  /** The air date follows. */
  sourceOf: (publisher: string) => `${publisher}, broadcast of `,
  license: (license: string) => `Licence: ${license}.`,
  originalNotice: 'About the original, which is not included here:',
  alsoInferred: (paths: string) => `Also inferred: ${paths}.`,
  printed: 'Printed',

  shortcuts: 'Keyboard shortcuts',
  shortcutNext: 'the next turn',
  shortcutPrevious: 'the turn before',
  shortcutFound: 'the next and the one before of the turns that you chose to find',
  shortcutLink: 'copy the link to the turn, or to the selection',
  shortcutQuote: 'copy the turn, or the selection, as a quote',
  shortcutSearch: 'search what was said',
  shortcutHelp: 'this help',
  shortcutsOn: 'Single-key shortcuts are on',
  close: 'Close',
  summaryCopy: (speaker: string, words: string) => `Summary of what ${speaker} said: ${words}`,

  allTranscripts: 'All transcripts',
  allOf: (program: string) => `All of ${program}`,
  withoutProgram: 'Other transcripts',
  undated: 'Undated',
  with: (names: string) => `With ${names}`,
  /** Follows names that a picture has room for. */
  andOthers: (n: number) => `and ${count(n, { one: 'other', other: 'others' })}`,
  nothingYet: 'Nothing is published here yet.',
  pages: 'Pages',
  page: (n: string) => `Page ${n}`,
  pageOf: (n: string, of: string) => `Page ${n} of ${of}`,
  pageTitle: (title: string, n: string) => `${title}, page ${n}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  byLetter: 'By letter',
  otherLetter: 'Names without a letter',
  /** When somebody was heard, or a program aired. */
  spanOf: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  heard: (first: string, last: string) =>
    first === last ? `Heard ${first}.` : `First heard ${first}, last ${last}.`,
  heardAs: 'Heard here as',
  byProgram: 'By program',
  everyProgram: 'All programs',
  speakerIn: (name: string, program: string) => `${name} in ${program}`,
  privatePerson: 'A private person',
  newTranscripts: 'New transcripts',
  allDates: 'Every transcript by when it aired.',
  byMonth: 'By month',
  wholeYear: (year: string) => `All of ${year}`,
  monthUnknown: 'Month not known',
  undatedIntro: 'Nobody has noted when these aired.',
  latestOf: (n: string) => `The ${n} latest`,
  allByDate: (n: number) => `All ${transcripts(n)} by date`,
  gaps: 'Language gaps',
  gapsIn: (language: string) => `Language gaps: ${language}`,
  gapsIntro:
    'Words that are not here yet: said in another language and not transcribed, not understood, or spelled by ear.',
  gapsOfDrafts: 'Only a build with drafts has this page.',
  gapsNone: 'There are none: every word is here.',
  gapsTable: 'The whole list as a table (CSV)',
  everyLanguage: 'All languages',
  gapKinds: {
    untranscribed: 'Not transcribed',
    relayed: 'Not transcribed, only paraphrased',
    inaudible: 'Not understood',
    phonetic: 'Spelled by ear',
  },
  /** Where in the recording. */
  timeInAudio: (time: string) => `${time} in the audio`,
  turnOf: (number: string, title: string) => `Turn ${number} of ${quoted(title)}`,
  allSpeakers: 'Everyone who speaks here under their name, with every turn of theirs.',
  alsoKnown: 'Elsewhere',
  pronounced: (how: string) => `Say: ${how}`,
  span: (from: string | null, to: string | null) =>
    from === null
      ? to === null
        ? ''
        : `until ${to}`
      : to === null
        ? `since ${from}`
        : `${from} to ${to}`,
  summarisedTurns: 'This is a summary: the words are not the speaker’s own.',
  turn: (number: string) => `Turn ${number}`,
  /** `name` is `null` where the turn is no more. */
  turnTitle: (number: string, name: string | null, title: string) =>
    `Turn ${number}${name === null ? '' : `, ${name}`}: ${title}`,
  quotation: quoted,
  removed: 'Removed',
  transcriptRemoved: (day: string) => `Removed on ${day}.`,
  readInPlace: (number: string) => `Turn ${number} in its place`,
  allPrograms: 'Every program, with its transcripts.',
  programSite: 'The program’s own site',
  allLanguages: 'Every stretch that is not in its transcript’s own language.',
  languageTitle: (language: string) => language,
  languageIntro: (language: string) => `Everything said in ${language}, newest first.`,
  languageIntroUnknown: 'Everything said in a language that nobody has named, newest first.',

  search: 'Search',
  searchTurns: 'Search what was said',
  searchHint:
    'A turn is found when it holds all your words. Quotation marks find exactly the words between them, and any other word is found by its beginning, from three letters on. Accents and capitals make no difference, nor, outside quotation marks, do apostrophes and hyphens inside words, or the commas of a number (1500 finds 1,500).',
  saidBy: 'Said by',
  anyone: 'anyone',
  program: 'Program',
  anyProgram: 'any',
  heardLanguage: 'Language',
  anyLanguage: 'any',
  year: 'Year',
  anyYear: 'any',
  recordKind: 'Record',
  anyRecord: 'any',
  recordKinds: { verbatim: 'transcripts', summary: 'summaries' },
  sortBy: 'Order',
  sorts: { relevance: 'best first', date: 'newest first' },
  withoutScript:
    'Searching needs JavaScript, which is off or did not arrive. Everything can be found from these lists, too:',
  browse: 'Browse instead',
  /** What the script on the search page says; `{n}`, `{m}` and `{words}` are put in there. */
  searching: {
    turns: forms({ one: '{n} turn', other: '{n} turns' }),
    transcripts: forms({ one: '{n} transcript', other: '{n} transcripts' }),
    turnsIn: '{turns} in {transcripts}',
    moreToCome: forms({
      one: '{n} more transcript has these words, perhaps not in one turn: scroll on, or press “More results”',
      other:
        '{n} more transcripts have these words, perhaps not in one turn: scroll on, or press “More results”',
    }),
    more: 'More results',
    moreHere: forms({ one: '{n} more turn here', other: '{n} more turns here' }),
    looking: 'Searching…',
    nothing: 'No turn holds all of this.',
    unknown: {
      speaker: 'This archive has no speaker “{words}” who can be searched by.',
      program: 'This archive has no program “{words}”.',
      language: 'This archive has no language “{words}”.',
      year: 'This archive has nothing from the year “{words}”.',
      record: 'This archive has no kind of record “{words}”.',
    },
    nothingYet: 'No turn in the first {transcripts} holds all of this.',
    keepTyping:
      'No turn has this as a whole word. Beginnings of words are found from three letters on.',
    filtersAlone: 'Type a word that was said.',
    withoutWords: 'Without a word, see the page of',
    noWords: 'There is no word in this that could be searched for.',
    cut: 'Only the first words of this were looked for.',
    tryThis: 'Try',
    without: 'without “{words}”',
    unquoted: 'the words without quotation marks',
    missing: 'This site was published without its search index, so nothing can be searched here.',
    broken:
      'The search index could not be read whole. The site may be being published at this moment, or the connection was lost.',
    again: 'Try again',
    summary: 'Summary, not a transcript',
    undated: 'Undated',
  },
  checkQuotes: 'Check quotes',
  checkIntro:
    'Paste a quote, several, or a whole draft. Every passage in quotation marks and every block quote is held against what was said here, word for word; without any, all of it is.',
  checkDraft: 'Quote or draft',
  checkFile: 'Or choose a text file',
  checkFileHint: 'up to 1 MB, or drop it here',
  checkButton: 'Check',
  checkResults: 'What was found',
  checkStays: 'What you type stays on your device.',
  checkPrivacy:
    'The check runs in your browser. What you type is not sent, not kept, and in no address. To check it, your browser fetches parts of the search index and the transcripts that may hold the words. Whoever runs the server, or watches the connection, can see which of these files were fetched, as with any page that you read: a part of the index stands for a range of the alphabet, and a transcript for what it is about. Your words are in none of these requests.',
  checkWithoutScript:
    'Checking quotes here needs JavaScript, which is off or did not arrive. Who has this site’s sources can have a draft checked with this command:',
  /** What the script on the page that checks quotes says; `{n}`, `{m}` and the like are put in there. */
  checking: {
    quotes: forms({ one: '{n} quote', other: '{n} quotes' }),
    turns: forms({ one: '{n} turn', other: '{n} turns' }),
    line: 'Line {n}',
    turn: 'Turn {n}',
    progress: '{n} of {m}',
    looking: 'Checking…',
    stop: 'Stop',
    stopped: 'Stopped.',
    nothingTyped: 'Paste a quote or a draft first.',
    noQuotes:
      'Nothing stands in quotation marks or in a block quote, and the text is too long to be one quote. Put quotation marks around what is quoted.',
    tooLarge: 'This is more than 1 MB of text. Check the article in parts.',
    noText: 'This file is no UTF-8 text. Save it as plain text first.',
    missing: 'This site was published without its search index, so nothing can be checked here.',
    broken:
      'Not everything that the check needs could be read. The site may be being published at this moment, or the connection was lost.',
    again: 'Try again',
    verdicts: {
      exact: 'Exact',
      altered: 'Altered',
      cut: 'Cut',
      joined: 'Joined',
      misattributed: 'Another speaker',
      summary: 'Not speech',
      former: 'Changed since',
      'not-found': 'Not found',
      'too-short': 'Too short',
      empty: 'Empty',
      unclosed: 'Not closed',
    },
    sums: {
      exact: '{n} exact',
      altered: '{n} altered',
      cut: '{n} cut',
      joined: '{n} joined',
      misattributed: '{n} said by somebody else',
      summary: '{n} in a summary alone',
      former: '{n} changed since',
      'not-found': '{n} not found',
      'too-short': '{n} too short to check',
      unclosed: '{n} not closed',
    },
    explanations: {
      exact: 'The words stand here as they are.',
      altered:
        'This is not what was said. Write the words as they stand, […] where some are left out, and [brackets] around what is put in.',
      cut: 'Words are left out without a mark. Write […] where they are missing.',
      joined: 'The words go over {turns} as if they were one. Quote each on its own.',
      misattributed: 'The text names {named}, but {speaker} said it.',
      summary:
        'The words stand in a summary alone, which is an account in somebody else’s words. Tell it without quotation marks.',
      former: '',
      'not-found':
        'Nothing in this archive comes close. It may have been said elsewhere, or in other words.',
      'too-short': 'These few words stand in {turns}. Quote more words, or name the speaker.',
      empty: '',
      unclosed:
        'A quotation mark opens here and nothing closes it in the same paragraph, so what it quotes was not checked.',
    },
    /** Of a quote that differs in nothing else; `{words}` are those below, one for each word. */
    otherCapitals:
      'This has other capitals than what was said; expected the letters as they stand, or [brackets] around a first letter that is changed. Write {words}.',
    asSaid: '“{said}”',
    asSaidOrMarked: '“{said}” or “{marked}”',
    fewAnywhere:
      'They stand in no turn as they are, and so few words may be anybody’s. Give more words if they were said here.',
    untilDay:
      'These words stood here until {day} and were changed since. Quote those that stand now.',
    untilUnknown: 'These words stood here once and were changed. Quote those that stand now.',
    notBy: '{speaker} said it, not {named}.',
    closestSummary: 'The closest words are of a summary, which is nobody’s speech.',
    said: 'said:',
    yours: 'in your text:',
    now: 'Now:',
    undated: 'Undated',
    summary: 'Summary, not a transcript',
    legend: 'Struck out: in your text. Underlined: what was said.',
    copyLink: 'Copy link',
    linkCopied: 'Link copied',
    copyReport: 'Copy the report',
    reportCopied: 'Report copied',
    print: 'Print',
    reportTitle: 'Quotes checked',
  },
  stories: 'Stories',
  allStories: 'All stories',
  brokenStory: 'The story stands here as soon as the errors above are mended.',
  aboutStories:
    'Written by this site’s editors. Every quote in them is checked against the transcripts when the site is built.',
  storyBy: (names: string) => `By ${names}`,
  quotedIn: 'Quoted in',
  turnsFromTo: (from: string, to: string) => `Turns ${from} to ${to}`,
  voicesImage: (shares: string) => `Who speaks how much: ${shares}.`,
  voicesTable: 'The figures as a table',
  voicesBy: (time: string | null, leftOut: number) =>
    [
      'By number of words.',
      time === null ? null : `Turns in other languages are counted by their time, ${time} in all.`,
      leftOut === 0
        ? null
        : `${count(leftOut, { one: 'turn', other: 'turns' })} in other languages of unknown length left out.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
  speaker: 'Speaker',
  share: 'Share',
  turnsHead: 'Turns',
  words: 'Words',
  otherLanguages: 'Other languages',
  embed: 'Embed',
  embedIntro: 'To show this turn on another page, copy one of these. Neither needs a script.',
  embedBlockquote: 'As a quotation',
  embedFrame: 'As a frame',
  embedNoAddress: 'The site does not know its own address yet, so these have paths alone.',
  embedWhole: 'Read in the transcript',

  notFound: 'There is no page here',
  notFoundText:
    'The address may have been mistyped, or what it named was never published here. Every transcript is in the list below.',

  roles,
};
