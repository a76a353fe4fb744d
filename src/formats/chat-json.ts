import type { Place, ProblemReporter } from '../transcript/problem.ts';
import { excerpt } from '../transcript/source-text.ts';
import { reportSenders } from './chat-export.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import { hasJsonAt, parseJson, rowsAt, type JsonRow } from './json-source.ts';
import { senderOf } from './meeting-chat.ts';
import { NOTHING_READ } from './recogniser.ts';

/**
 * A chat that a program exports as JSON: a channel's day of Slack, a channel as DiscordChatExporter writes it, and Telegram's
 * `result.json`. A message without words is left out; what the program says, such as who joined, is a direction; days and
 * hours are no times of a recording.
 */
export const chatJson: Format = {
  id: 'chat-json',
  name: 'Chat as JSON (Slack, Discord, Telegram)',
  example:
    '[{"type":"message","user":"U01","text":"The ice is back.","ts":"1772445601.000200","user_profile":{"real_name":"Ana Ruiz"}},{"type":"message","user":"U02","text":"I can hear it.","ts":"1772445641.000200","user_profile":{"real_name":"Lee Osei"}}]',
  detect: (source) => (programOf(source) ? 0.92 : 0),
  read,
  *wording(source) {
    for (const { sender, lines } of messagesIn(source)) {
      if (sender !== null) yield sender;
      yield* lines;
    }
  },
};

/** Where a program keeps its messages, and what it calls their parts. */
interface Program {
  marks: readonly string[];
  list: string;
  text: readonly string[];
  /** The best name first. */
  sender: readonly string[];
  /** What says that the program speaks, and not the sender. */
  kind: string;
  isProgram: (kind: string) => boolean;
  /** Who wrote what the sender sent on. */
  original: readonly string[];
  /** Texts besides the message's own. */
  attached: readonly string[];
  /** A text as it was typed, by what those are called whom the program means by an id. */
  decode: (text: string, names: ReadonlyMap<string, string>) => string;
}

const PROGRAMS: readonly Program[] = [
  {
    marks: ['*.ts', '*.text', '*.type'],
    list: '*',
    text: ['text'],
    sender: [
      'user_profile.real_name',
      'user_profile.display_name',
      'bot_profile.name',
      'username',
      'user',
    ],
    kind: 'subtype',
    isProgram: (kind) => /_(?:join|leave|topic|purpose|name|archive|unarchive)$/u.test(kind),
    original: [],
    attached: ['attachments.*.text'],
    decode: (text, names) => unescaped(withMentions(text, names)),
  },
  {
    marks: ['messages.*.content', 'messages.*.author.name'],
    list: 'messages.*',
    text: ['content'],
    sender: ['author.nickname', 'author.name'],
    kind: 'type',
    isProgram: (kind) => kind !== '' && kind !== 'Default' && kind !== 'Reply',
    original: [],
    attached: ['embeds.*.title', 'embeds.*.description'],
    decode: (text) => text,
  },
  {
    marks: ['messages.*.from', 'messages.*.from_id', 'messages.*.text'],
    list: 'messages.*',
    text: ['text', 'text.*', 'text.*.text'],
    sender: ['from'],
    kind: 'type',
    isProgram: (kind) => kind === 'service',
    original: ['forwarded_from'],
    attached: [],
    decode: (text) => text,
  },
];

/** "<@U02>" as "@Lee Osei": whoever is mentioned has a name, in the mention or where they write; else the id stays. */
const withMentions = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(MENTION, (typed, id: string, written: string | undefined) => {
    const name = names.get(id) ?? written ?? '';
    return name === '' ? typed : `@${name}`;
  });

/** Slack escapes these three and no other. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const programOf = (source: string): Program | null =>
  PROGRAMS.find(({ marks }) => hasJsonAt(source, ...marks)) ?? null;

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  if (!parseJson(source, report)) return NOTHING_READ;
  const messages = messagesIn(source);
  const heard = messages.flatMap(({ sender, lines }): Heard[] => {
    if (sender === null) return lines.map((line) => ({ kind: 'direction', ...line }));
    const means = senderOf(sender.text);
    return [
      { kind: 'label', ...sender, start: null, end: null, means },
      ...lines.map((line): Heard => ({ kind: 'words', ...line })),
    ];
  });
  const [first] = messages;
  if (first) {
    report(
      'warning',
      first,
      'Days and hours of a chat are no times from the start of a recording: they are left out. Give the day with --date.',
    );
  }
  reportSentOn(messages, report);
  reportAttached(source, report);
  reportSenders(
    messages.flatMap(({ sender }) => sender ?? []),
    labels,
    report,
  );
  return { ...NOTHING_READ, heard, isWritten: true };
}

function reportSentOn(messages: readonly Message[], report: ProblemReporter): void {
  const [first, ...others] = messages.filter(({ sentOnBy }) => sentOnBy !== null);
  if (!first) return;
  const more = others.length > 0 ? `, and so are ${String(others.length)} more` : '';
  report(
    'warning',
    first,
    `What ${excerpt(first.sentOnBy ?? '')} sent on is given to ${excerpt(first.sender?.text ?? '')}, who wrote it${more}. If they were heard here, put who sent them into the written file.`,
  );
}

function reportAttached(source: string, report: ProblemReporter): void {
  const { list = '', attached = [] } = programOf(source) ?? {};
  const rows = attached.length > 0 ? rowsAt(source, list, { attached }) : [];
  const [first, ...others] = rows
    .flatMap(({ values }) => values.attached ?? [])
    .filter(({ text }) => text.trim() !== '');
  if (!first) return;
  const more = others.length > 0 ? `, and so are ${String(others.length)} more` : '';
  report(
    'warning',
    first,
    `"${excerpt(first.text)}" is attached to a message and left out${more}; only messages are read as speech. Put what matters into the written file.`,
  );
}

interface Message extends Place {
  /** `null` where the program says it. */
  sender: Passage | null;
  /** Who sent on what the sender had written; `null` where they sent it themselves. */
  sentOnBy: string | null;
  lines: Passage[];
}

function messagesIn(source: string): Message[] {
  const program = programOf(source);
  if (!program) return [];
  const { list, text, sender, kind } = program;
  const fields = Object.fromEntries(sender.map((path, index) => [`sender${String(index)}`, path]));
  const { original } = program;
  const rows = rowsAt(source, list, { ...fields, text, kind, original, user: 'user' });
  const names = namesIn(rows, sender);
  return rows.flatMap(({ values, line, column }): Message[] => {
    const words = (values.text ?? []).map((part) => program.decode(part.text, names)).join('');
    const lines = words
      .split(/[\r\n]+/u)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => ({ text: part, line, column }));
    if (lines.length === 0) return [];
    const isProgram = program.isProgram(values.kind?.[0]?.text ?? '');
    const own = senderIn(values, sender);
    const sentBy = names.get(values.user?.[0]?.text ?? '') ?? own;
    const writtenBy = values.original?.[0]?.text.replace(/\s+/gu, ' ').trim() ?? '';
    const name = writtenBy === '' ? sentBy : writtenBy;
    const message = { line, column, lines, sentOnBy: name === sentBy ? null : sentBy };
    return [{ ...message, sender: isProgram ? null : { text: name, line, column } }];
  });
}

type Fields = JsonRow<string>['values'];

function senderIn(values: Fields, sender: readonly string[]): string {
  for (const index of sender.keys()) {
    const name = values[`sender${String(index)}`]?.[0]?.text.replace(/\s+/gu, ' ').trim() ?? '';
    if (name !== '') return name;
  }
  return '';
}

/** What those are called whom the messages mean by an id, of which some have the name too. */
function namesIn(rows: readonly JsonRow<string>[], sender: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { values } of rows) {
    const id = values.user?.[0]?.text ?? '';
    const name = senderIn(values, sender);
    if (id !== '' && name !== '' && name !== id && !names.has(id)) names.set(id, name);
  }
  return names;
}

const MENTION = /<@([UW][A-Z\d]{1,20})(?:\|([^<>|\n]{0,80}))?>/gu;
