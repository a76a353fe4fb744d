import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkContentFolder, displayPath, listFiles, readSource, START } from '../archive/files.ts';
import { idsOf, NO_DECISIONS } from '../archive/identify.ts';
import { findLedger, ledgerFile, listLedgers } from '../archive/ledger-files.ts';
import { isCurrent, type Ledger, type LedgerEntry } from '../archive/ledger.ts';
import { mentionsOf, mentionsOfPerson, type Mentions } from '../archive/mentions.ts';
import { sourceDigest } from '../archive/pins.ts';
import { readTranscriptFiles, type TranscriptFile } from '../archive/read-transcripts.ts';
import { readPeople, readSite } from '../archive/read.ts';
import { recordTurns } from '../archive/record.ts';
import {
  forgetFormer,
  turnsWithFormer,
  withdrawTranscript,
  withdrawTurns,
} from '../archive/withdraw.ts';
import { cutTurns } from '../transcript/cut-turns.ts';
import type { Person, Site } from '../transcript/model.ts';
import { hasErrors, reportInto, type Problem } from '../transcript/problem.ts';
import { didYouMean } from '../transcript/suggestion.ts';
import { checkedText } from './record-permalinks.ts';
import type { FileChange } from './write-whole.ts';

/** What an editor wants to have removed. */
export interface RemovalRequest {
  content: string;
  /** A transcript's id; `null` means all of them, for a speaker. */
  transcript: string | null;
  /** Ids of turns; none, and no speaker, means the whole transcript. */
  turns: readonly string[];
  /** A speaker's id. */
  speaker: string | null;
  /** Only what the turns, or all turns of the transcript, said before; what they say now stays. */
  former: boolean;
  purge: boolean;
  reason: string | null;
  /** The day it is. */
  today: string;
}

/** What is to be done for it. */
export interface RemovalPlan {
  /** In the order in which they are made, so that what a break leaves half done is finished by asking again. */
  changes: FileChange[];
  /** What goes, a line a transcript. */
  removals: string[];
  /** Places that may still tell what goes, and that only a person can judge. */
  mentions: string[];
  /** Transcripts with such places, whose former wordings are to go once these are edited. */
  mentioning: string[];
  /** Errors among them: then nothing is to be done. */
  problems: Problem[];
}

/** Plans a removal. It reads the content folder and writes nothing. */
export async function planRemoval(request: RemovalRequest): Promise<RemovalPlan> {
  return new Planner(request, readContent(request)).plan();
}

/** A transcript, or what its ledger has of one that is gone. */
interface Subject {
  id: string;
  file: (TranscriptFile & { source: string }) | null;
  /** Whose name the ledger's file has: the transcript's own id, or one that it had before. */
  ledgerId: string | null;
  ledger: Ledger | null;
}

interface Content {
  site: Site;
  people: ReadonlyMap<string, Person>;
  subjects: Subject[];
  problems: Problem[];
}

/** Reads every transcript and ledger that the removal may be about. Only what concerns it must be without errors. */
function readContent({ content, transcript }: RemovalRequest): Content {
  const problems: Problem[] = [];
  checkContentFolder(content, problems);
  const site = readSite(content, []);
  const people = readPeople(content, site, []);
  const subjects: Subject[] = [];
  const ledgers = new Set(listLedgers(content));
  const all: Problem[] = [];
  for (const file of readTranscriptFiles(content, people, all)) {
    const isMeant = transcript === null || transcript === file.id;
    const name = path.relative(path.resolve(content), path.resolve(file.file));
    const source = readSource(content, name, []) ?? '';
    const ids = [file.id, ...file.transcript.aliases];
    for (const id of ids) ledgers.delete(id);
    const isRead = isMeant || file.transcript.rebroadcastOf === transcript;
    const found = isRead ? findLedger(content, ids, null, isMeant ? problems : []) : null;
    const isSound = found !== null && found !== 'damaged';
    subjects.push({
      id: file.id,
      file: { ...file, source },
      ledgerId: isSound ? found.id : null,
      ledger: isSound ? { head: found.head, entries: found.entries ?? [] } : null,
    });
    if (isMeant)
      problems.push(...file.parsed.problems.filter(({ severity }) => severity === 'error'));
  }
  // Of what can't be read as a transcript at all, nobody knows whose words are in it.
  const read = new Set(subjects.map(({ file }) => file?.file));
  const named =
    transcript === null ? null : displayPath(content, path.join('transcripts', `${transcript}.md`));
  for (const problem of all) {
    const isMeant = named === null || problem.file === named;
    if (problem.severity === 'error' && isMeant && !read.has(problem.file)) problems.push(problem);
  }
  for (const id of ledgers) {
    const isMeant = transcript === null || transcript === id;
    const found = findLedger(content, [id], null, isMeant ? problems : []);
    if (found === null || found === 'damaged') continue;
    const ledger = { head: found.head, entries: found.entries ?? [] };
    subjects.push({ id, file: null, ledgerId: id, ledger });
  }
  return { site, people, subjects, problems };
}

/** What goes of one transcript. */
interface Target {
  subject: Subject;
  /** Brought up to date with the Markdown. */
  ledger: Ledger | null;
  /** The ids of its turns, by position. */
  ids: readonly string[];
  whole: boolean;
  /** The 1-based positions of the turns that go. */
  positions: ReadonlySet<number>;
  /** Ids that go: of turns in the text, and of those that went before. */
  gone: ReadonlySet<string>;
  /** Ids of turns whose former words go, and nothing else. */
  former: ReadonlySet<string>;
}

class Planner {
  readonly #request: RemovalRequest;
  readonly #content: Content;
  readonly #problems: Problem[];
  readonly #person: { id: string; mentions: Mentions } | null;

  constructor(request: RemovalRequest, content: Content) {
    this.#request = request;
    this.#content = content;
    this.#problems = content.problems;
    const { speaker, purge } = request;
    const speakers = content.subjects.flatMap(({ file }) => file?.transcript.speakers ?? []);
    this.#person =
      speaker === null || !purge
        ? null
        : {
            id: speaker,
            mentions: mentionsOfPerson(
              speaker,
              content.people.get(speaker) ?? null,
              speakers.filter(({ id }) => id === speaker),
            ),
          };
  }

  async plan(): Promise<RemovalPlan> {
    if (hasErrors(this.#problems)) this.#explainMissingFile();
    const targets = hasErrors(this.#problems) ? [] : await this.#targets();
    const nothing = {
      ...{ changes: [], removals: [], mentions: [], mentioning: [] },
      problems: this.#problems,
    };
    if (hasErrors(this.#problems)) return nothing;
    const { content } = this.#request;
    const wholes = new Set(targets.filter(({ whole }) => whole).map(({ subject }) => subject.id));
    const changes = targets.map((target) => this.#change(target, wholes));
    if (hasErrors(this.#problems)) return nothing;
    const speakerFile = this.#speakerFile();
    const found = [
      ...changes.flatMap(({ markdown }) => markdown),
      ...changes.flatMap(({ ledger }) => ledger),
      ...(speakerFile === null ? [] : [{ path: speakerFile, text: null }]),
    ];
    return {
      changes: found,
      removals: [
        ...targets.flatMap((target, index) =>
          this.#told(target, (changes[index]?.ledger.length ?? 0) > 0),
        ),
        ...(speakerFile === null
          ? []
          : [`${displayPath(content, speakerFile)}: the person's file`]),
      ],
      ...(await this.#mentions(found, targets)),
      problems: this.#problems,
    };
  }

  /** Without the file, nobody knows which labels are the person's: the transcripts that list them are in error. */
  #explainMissingFile(): void {
    const { content, speaker } = this.#request;
    if (speaker === null || this.#content.people.has(speaker)) return;
    if (!this.#problems.some(({ message }) => message.includes(`"${speaker}"`))) return;
    this.#fail(
      displayPath(content, path.join('speakers', `${speaker}.yaml`)),
      `No file of "${speaker}", whom transcripts still list; expected it, since it tells which labels are theirs. Put it back, with the name alone (name: …), and run this again: --purge without a transcript deletes it.`,
    );
  }

  async #targets(): Promise<Target[]> {
    const { transcript, speaker, content } = this.#request;
    const { subjects, people } = this.#content;
    const meant = subjects.filter(({ id }) => transcript === null || id === transcript);
    if (transcript !== null && meant.length === 0) {
      const renamed = subjects.find(({ file }) => file?.transcript.aliases.includes(transcript));
      const ids = subjects.map(({ id }) => id);
      this.#fail(
        displayPath(content, path.join('transcripts', `${transcript}.md`)),
        renamed
          ? `The transcript "${transcript}" has another name now; expected "${renamed.id}". Give that.`
          : `No such transcript; expected the id of one.${didYouMean(transcript, ids)} Correct the id.`,
      );
      return [];
    }
    const isKnown =
      meant.some(
        (subject) =>
          isHeard(subject, speaker) ||
          isListed(subject, speaker) ||
          (this.#request.purge && wasHeard(subject, speaker)),
      ) ||
      (transcript === null && people.has(speaker ?? ''));
    if (speaker !== null && !isKnown) {
      const ids = meant.flatMap(({ file }) => file?.transcript.speakers.map(({ id }) => id) ?? []);
      const where =
        transcript === null ? 'of a file in speakers/' : `of a speaker of ${transcript}`;
      const { mentions: left } = await this.#mentions([], []);
      const leftText =
        left.length > 0
          ? ` If the person was purged before, look through what may name them still (${left.join(', ')}): edit the transcripts, run npm run permalinks, then npm run remove -- <transcript> --former --purge for each.`
          : '';
      this.#fail(
        displayPath(content, transcript === null ? 'speakers' : `transcripts/${transcript}.md`),
        `Unknown speaker "${speaker}"; expected the id ${where}.${didYouMean(speaker, [...new Set([...ids, ...(transcript === null ? people.keys() : [])])])} Correct the id.${leftText}`,
      );
      return [];
    }
    const voiced = meant.filter((subject) => isHeard(subject, speaker));
    if (speaker !== null && transcript === null && !people.has(speaker) && voiced.length > 1) {
      const isVoice = voiced.some((subject) => isListed(subject, speaker));
      if (isVoice) {
        this.#fail(
          displayPath(content, 'speakers'),
          `"${speaker}" is no person with a file, but a voice of ${voiced.map(({ id }) => id).join(', ')}, and voices of two transcripts are never taken for one; expected the transcript too. Give its id first.`,
        );
        return [];
      }
    }
    const targets = meant.flatMap((subject) => this.#target(subject) ?? []);
    return [...targets, ...this.#repeats(targets)];
  }

  /** Transcripts that repeat one of which nothing may be told any more. */
  #repeats(targets: readonly Target[]): Target[] {
    const wholes = new Set(targets.filter(({ whole }) => whole).map(({ subject }) => subject.id));
    const known = new Set(targets.map(({ subject }) => subject));
    if (!this.#request.purge) return [];
    return this.#content.subjects.flatMap((subject) =>
      !known.has(subject) && wholes.has(subject.file?.transcript.rebroadcastOf ?? '')
        ? untouched(subject)
        : [],
    );
  }

  /** What goes of a transcript; `null` where nothing does. */
  #target(subject: Subject): Target | null {
    const { turns, speaker, former } = this.#request;
    const { file } = subject;
    if (former) return this.#formerOf(subject);
    const isWhole = turns.length === 0 && speaker === null;
    if (!isWhole && speaker !== null && !isHeard(subject, speaker)) return untouched(subject);
    const ledger = this.#recorded(subject, isWhole);
    if (ledger === 'unsettled') return null;
    const drafted = idsOf(file?.transcript.turns ?? [], NOTHING, new Map());
    const ids = file === null ? [] : (ledger?.head.ids ?? drafted);
    const entries = new Map((ledger?.entries ?? []).map((entry) => [entry.id, entry]));
    const positions = new Set<number>();
    const gone = new Set<string>();
    for (const id of turns) {
      if (!this.#isRemovable(id, { subject, ids, entry: entries.get(id) ?? null })) continue;
      gone.add(id);
      if (ids.includes(id)) positions.add(ids.indexOf(id) + 1);
    }
    for (const [index, turn] of (file?.transcript.turns ?? []).entries()) {
      if (speaker === null || turn.speaker !== speaker) continue;
      positions.add(index + 1);
      gone.add(ids[index] ?? '');
    }
    for (const entry of entries.values()) {
      const isTheirs = speaker !== null && entry.speaker === speaker;
      if (isTheirs && (!isCurrent(entry) || file === null)) gone.add(entry.id);
    }
    const isEmptied = positions.size > 0 && positions.size === file?.transcript.turns.length;
    const whole = isWhole || isEmptied;
    return { subject, ledger, ids, whole, positions, gone, former: new Set() };
  }

  /** What a ledger remembers of former words; `null` where there is nothing to forget. */
  #formerOf(subject: Subject): Target | null {
    const { turns, purge } = this.#request;
    if (subject.ledger === null) return null;
    const ledger = this.#recorded(subject, false);
    if (ledger === null || ledger === 'unsettled') return null;
    const known = ledger.entries.map(({ id }) => id);
    const unknown = turns.filter((id) => !known.includes(id));
    for (const id of unknown) this.#failUnknown(id, subject, known);
    const ids = new Set(turns.length > 0 ? turns : known);
    const former = new Set(turnsWithFormer(ledger, { ids, purge }));
    if (former.size === 0) return null;
    return { ...untouched(subject), ledger, ids: ledger.head.ids, former };
  }

  /** A transcript's ledger as it is once its last edits are recorded: what is removed then is that alone. */
  #recorded(subject: Subject, isWhole: boolean): Ledger | null | 'unsettled' {
    const { file, ledger } = subject;
    const { turns, speaker, today, content } = this.#request;
    if (file === null || (ledger === null && file.transcript.status !== 'published')) return ledger;
    const recording = {
      transcript: file.transcript,
      source: file.digest,
      ledger,
      today,
      turnPages: this.#content.site.turnPages,
      reason: null,
    };
    const undecided = recordTurns({ ...recording, decisions: NO_DECISIONS });
    if (undecided.changes.unsure.length === 0) return undecided.ledger;
    if (isWhole) return ledger;
    // What an interrupted removal has cut out of the text already.
    const entries = new Map((ledger?.entries ?? []).map((entry) => [entry.id, entry]));
    const wanted = undecided.changes.unsure
      .map(({ id }) => id)
      .filter((id) => turns.includes(id) || entries.get(id)?.speaker === speaker);
    const decisions = { keep: new Map<number, string>(), remove: new Set(wanted) };
    const { ledger: decided, changes } = recordTurns({ ...recording, decisions });
    if (changes.unsure.length === 0) return decided;
    const ids = changes.unsure.map(({ id }) => `"${id}"`).join(', ');
    this.#fail(
      displayPath(content, ledgerFile(subject.id)),
      `What became of ${ids} is not settled; expected a recorded transcript, so that it is known which turn is which. Run npm run permalinks -- ${subject.id} first.`,
    );
    return 'unsettled';
  }

  #isRemovable(
    id: string,
    {
      subject,
      ids,
      entry,
    }: { subject: Subject; ids: readonly string[]; entry: LedgerEntry | null },
  ): boolean {
    if (entry?.merged) {
      this.#fail(
        this.#nameOf(subject),
        `Turn "${id}" was joined with "${entry.merged.into}", where its words stand; expected a turn of its own. Remove "${entry.merged.into}", or cut the words out of it and run npm run permalinks.`,
      );
      return false;
    }
    if (entry || ids.includes(id)) return true;
    this.#failUnknown(id, subject, ids);
    return false;
  }

  #failUnknown(id: string, subject: Subject, ids: readonly string[]): void {
    const known = ids.length > 0 ? `, ${ids[0] ?? ''} to ${ids.at(-1) ?? ''}` : '';
    this.#fail(
      this.#nameOf(subject),
      `Unknown turn "${id}"; expected one of this transcript's turns${known}.${didYouMean(id, ids)} Correct the id.`,
    );
  }

  #change(
    target: Target,
    wholes: ReadonlySet<string>,
  ): { markdown: FileChange[]; ledger: FileChange[] } {
    const { content, purge, reason, today } = this.#request;
    const { subject, ledger, whole } = target;
    const { file, id, ledgerId } = subject;
    const markdown: FileChange[] = [];
    let source = file?.source ?? null;
    if (file !== null && whole) markdown.push({ path: path.resolve(file.file), text: null });
    else if (file !== null && target.former.size === 0) {
      source = this.#cut(target, wholes);
      if (source !== file.source) markdown.push({ path: path.resolve(file.file), text: source });
    }
    if (ledger === null) return { markdown, ledger: [] };
    const withdrawal = { today, reason, purge };
    const isUpToDate = file !== null && ledger.head.source === file.digest;
    const withdrawn = () =>
      whole
        ? withdrawTranscript(ledger, withdrawal, file?.transcript.aliases ?? [])
        : withdrawTurns(ledger, {
            ...withdrawal,
            ids: target.gone,
            source: isUpToDate && source !== null ? sourceDigest(source) : ledger.head.source,
            person: this.#person,
          });
    const changed = this.#request.former
      ? forgetFormer(ledger, { ids: target.former, purge })
      : withdrawn();
    const isMoved = ledgerId !== null && ledgerId !== id;
    const isTouched = target.whole || target.gone.size > 0;
    if (isDeepStrictEqual(changed, subject.ledger) && !(isMoved && isTouched)) {
      return { markdown, ledger: [] };
    }
    const name = isTouched ? id : (ledgerId ?? id);
    const files: FileChange[] = [
      { path: path.join(content, ledgerFile(name)), text: checkedText(changed) },
    ];
    if (isMoved && isTouched)
      files.push({ path: path.join(content, ledgerFile(ledgerId)), text: null });
    return { markdown, ledger: files };
  }

  /** The Markdown without what goes; as it is, and a problem, where it can't be cut. */
  #cut({ subject, ledger, ids, positions, gone }: Target, wholes: ReadonlySet<string>): string {
    const { file } = subject;
    if (file === null) return '';
    const { purge, speaker } = this.#request;
    const { rebroadcastOf, turns } = file.transcript;
    const staying = turns.filter((_, index) => !positions.has(index + 1));
    const kept =
      ledger === null
        ? idsOf(staying, NOTHING, new Map())
        : ids.filter((_, index) => !positions.has(index + 1));
    const cut = cutTurns(
      file.source,
      { file: file.file, people: this.#content.people },
      {
        positions,
        ids,
        kept,
        gone: new Set([...gone].filter((id) => !ids.includes(id))),
        speakers: new Set(speaker === null ? [] : [speaker]),
        rebroadcastOf: purge && wholes.has(rebroadcastOf ?? ''),
      },
    );
    if ('text' in cut) return cut.text;
    reportInto(this.#problems, file.file)(
      'error',
      cut.place,
      `Without these turns the rest would not stay as it is (${cut.refusal}); expected turns that can be cut out alone. Cut them out by hand, run npm run permalinks, then this command again.`,
    );
    return file.source;
  }

  /** The file of a person who is purged everywhere. */
  #speakerFile(): string | null {
    const { content, transcript, speaker, purge } = this.#request;
    if (!purge || transcript !== null || speaker === null) return null;
    return this.#content.people.has(speaker)
      ? path.join(content, 'speakers', ...`${speaker}.yaml`.split('/'))
      : null;
  }

  #told(target: Target, isLedgerChanged: boolean): string[] {
    const { subject, whole, positions, gone, former: wordings, ledger, ids } = target;
    const { purge } = this.#request;
    const name = this.#nameOf(subject);
    const entries = subject.ledger?.entries ?? [];
    if (whole) {
      const count = subject.file?.transcript.turns.length ?? entries.length;
      const left = ledger === null ? 'nothing stays: it was never published' : tombstones(purge);
      return [`${name}: the whole transcript, ${turnsText(count)}; ${left}`];
    }
    if (wordings.size > 0) {
      const stays = purge ? 'nothing former stays' : 'their fingerprints stay';
      return [
        `${name}: the former wordings of ${turnsText(wordings.size)} (${span([...wordings])})${purge ? ', and their former speakers' : ''}; ${stays}, and what stands there now`,
      ];
    }
    if (gone.size === 0) {
      return this.#person && isLedgerChanged
        ? [`${name}: what its ledger says of the person as a former speaker or in former wordings`]
        : [];
    }
    const former = [...gone].filter((id) => !ids.includes(id));
    const parts = [
      positions.size > 0
        ? `${turnsText(positions.size)} of ${String(ids.length)} (${span([...gone].filter((id) => ids.includes(id)))})`
        : '',
      former.length > 0 ? `what is left of ${span(former)}, gone before` : '',
    ].filter((part) => part !== '');
    return [
      `${name}: ${parts.join(', and ')}; ${ledger === null ? 'nothing stays: it was never published' : tombstones(purge)}`,
    ];
  }

  /** Lines that name who or what is purged, as the files are afterwards, and the transcripts that have such lines. */
  async #mentions(
    changes: readonly FileChange[],
    targets: readonly Target[],
  ): Promise<Pick<RemovalPlan, 'mentions' | 'mentioning'>> {
    const { content, purge } = this.#request;
    const named = targets.flatMap(({ whole, subject: { id, file } }) =>
      whole ? [id, ...(file ? [file.transcript.title, ...file.transcript.aliases] : [])] : [],
    );
    const sought = [
      ...(this.#person ? [this.#person.mentions] : []),
      ...(named.length > 0 ? [mentionsOf(named)] : []),
    ];
    if (!purge || sought.length === 0) return { mentions: [], mentioning: [] };
    const after = new Map(changes.map(({ path: file, text }) => [path.resolve(file), text]));
    const mentions: string[] = [];
    const files = new Set<string>();
    for (const name of listFiles(content, '')) {
      if (!/\.(?:md|yaml|jsonl)$/.test(name)) continue;
      const file = path.resolve(content, name);
      const changed = after.get(file);
      const text = changed === undefined ? await readFile(file, 'utf8') : changed;
      for (const [index, line] of (text ?? '').split('\n').entries()) {
        const said = name.endsWith('.jsonl') ? ledgerTexts(line) : line;
        const isSure = sought.some((one) => one.areIn(said));
        if (!isSure && !sought.some((one) => one.mayBeIn(said))) continue;
        const place = `${displayPath(content, name)}:${String(index + 1)}`;
        mentions.push(isSure ? place : `${place} (may mention)`);
        files.add(file);
      }
    }
    const mentioning = this.#content.subjects.filter(({ id, file, ledger, ledgerId }) => {
      const ledgerName = path.resolve(content, ledgerFile(ledgerId ?? id));
      const isNamed =
        files.has(ledgerName) || (file !== null && files.has(path.resolve(file.file)));
      return isNamed && (ledger !== null || file?.transcript.status === 'published');
    });
    return { mentions, mentioning: mentioning.map(({ id }) => id) };
  }

  #nameOf({ id, file }: Subject): string {
    return file?.file ?? displayPath(this.#request.content, ledgerFile(id));
  }

  #fail(file: string, message: string): void {
    reportInto(this.#problems, file)('error', START, message);
  }
}

const NOTHING = { ids: [], gone: [] };

/** A transcript of which no turn goes. */
const untouched = (subject: Subject): Target => ({
  subject,
  ledger: subject.ledger,
  ids: subject.file
    ? (subject.ledger?.head.ids ?? idsOf(subject.file.transcript.turns, NOTHING, new Map()))
    : [],
  whole: false,
  positions: new Set(),
  gone: new Set(),
  former: new Set(),
});

/** What a line of a ledger tells in words: its keys and escapes are no part of them. */
function ledgerTexts(line: string): string {
  try {
    return textsOf(JSON.parse(line)).join('\n');
  } catch {
    return line;
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Whether a speaker has, or had, turns here. */
const isHeard = ({ file, ledger }: Subject, speaker: string | null): boolean =>
  (file?.transcript.turns.some((turn) => turn.speaker === speaker) ?? false) ||
  (ledger?.entries.some((entry) => entry.speaker === speaker) ?? false);

/** Whether words were a speaker's before that was corrected. */
const wasHeard = ({ ledger }: Subject, speaker: string | null): boolean =>
  ledger?.entries.some((entry) => entry.formerSpeakers.some((one) => one.speaker === speaker)) ??
  false;

const isListed = ({ file }: Subject, speaker: string | null): boolean =>
  file?.transcript.speakers.some(({ id }) => id === speaker) ?? false;

const tombstones = (purge: boolean): string =>
  purge ? 'only the day of the removal stays' : 'a dated tombstone stays';

const turnsText = (count: number): string => `${String(count)} turn${count === 1 ? '' : 's'}`;

const span = (ids: readonly string[]): string =>
  ids.length > 12 ? `${ids[0] ?? ''} to ${ids.at(-1) ?? ''}` : ids.join(', ');
