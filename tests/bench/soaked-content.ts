import { rmSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomFrom } from './corpus.ts';

/** A page that an edit changes: what it must say afterwards, and what it may not say any more. */
export interface Expected {
  address: string;
  says: readonly string[];
  /** `null` where the page must be gone. */
  status: 200 | 404;
  saysNoMore: readonly string[];
}

/**
 * A small content folder in which every word that matters is there once, so that a page that is stale says so. Each edit
 * is one that an editor makes, saved as editors save: in place, or written aside and given the file's name.
 */
export class SoakedContent {
  private readonly folder: string;
  private readonly random: (limit: number) => number;
  private readonly transcripts = new Map<string, Transcript>();
  private readonly names = new Map<string, string>();
  private siteName = '';
  private storyTitle = '';
  private count = 0;

  constructor(folder: string, seed: number) {
    this.folder = folder;
    this.random = randomFrom(seed);
    for (const id of SPEAKERS) this.nameSpeaker(id);
    this.nameSite();
    this.write('programs/night-boat.yaml', 'name: The Night Boat\n');
    for (let n = 0; n < 6; n += 1) this.add();
    this.tellStory();
  }

  /** Makes one edit. Returns what it is called, and the pages that show it. */
  edit(): { name: string; expected: Expected[] } {
    const kinds = [
      'words',
      'words',
      'words',
      'speaker',
      'site',
      'story',
      'add',
      'rename',
      'remove',
      'break, mend',
    ] as const;
    const name = this.pick(kinds);
    switch (name) {
      case 'words':
        return { name, expected: this.changeWords(this.anyId()) };
      case 'speaker':
        return { name, expected: this.nameSpeaker(this.pick(SPEAKERS)) };
      case 'site':
        return { name, expected: this.nameSite() };
      case 'story':
        return { name, expected: this.tellStory() };
      case 'add':
        return { name, expected: this.add() };
      case 'rename':
        return { name, expected: this.rename() };
      case 'remove':
        return { name, expected: this.remove() };
      case 'break, mend':
        return { name, expected: this.damage() };
    }
  }

  /** Every page as it must be. */
  everything(): Expected[] {
    return [
      { address: '/', status: 200, says: [this.siteName], saysNoMore: [] },
      ...[...this.transcripts.keys()].flatMap((id) => this.page(id)),
      { address: STORY, status: 200, says: [this.storyTitle], saysNoMore: [] },
    ];
  }

  private changeWords(id: string): Expected[] {
    const transcript = this.transcript(id);
    const index = this.random(transcript.turns.length);
    const turn = transcript.turns[index];
    if (!turn) throw new Error(`${id} has no turn.`);
    const former = turn.words;
    turn.words = this.freshWords();
    this.save(id);
    return this.page(id, [former]);
  }

  private nameSpeaker(id: string): Expected[] {
    const former = this.names.get(id);
    const name = `${this.fresh('Dana')} Cole`;
    this.names.set(id, name);
    this.write(`speakers/${id}.yaml`, `name: ${name}\n`);
    const gone = former === undefined ? [] : [former];
    return [...this.transcripts]
      .filter(([, { turns }]) => turns.some(({ speaker }) => speaker === id))
      .flatMap(([transcript]) => this.page(transcript, gone));
  }

  private nameSite(): Expected[] {
    const former = this.siteName;
    this.siteName = this.fresh('Harbour');
    this.write(
      'site.yaml',
      `name: ${this.siteName}\npublisher: Harbour Radio\nlanguage: en\ncontact: corrections@example.org\nturnPages: none\n`,
    );
    const saysNoMore = former === '' ? [] : [former];
    return [{ address: '/', status: 200, says: [this.siteName], saysNoMore }];
  }

  private tellStory(): Expected[] {
    const former = this.storyTitle;
    this.storyTitle = this.fresh('Tide');
    const { body, says } = this.pick(STORIES);
    this.write(
      'stories/strike.mdx',
      `---\ntitle: ${this.storyTitle}\ndate: 2026-03-03\nlanguage: en\n---\n\n${body}\n`,
    );
    const saysNoMore = former === '' ? [] : [former];
    return [{ address: STORY, status: 200, says: [this.storyTitle, says], saysNoMore }];
  }

  private add(): Expected[] {
    this.count += 1;
    const id = `2026/item-${String(this.count)}`;
    const turns = Array.from({ length: 3 + this.random(6) }, () => ({
      speaker: this.pick(SPEAKERS),
      words: this.freshWords(),
    }));
    this.transcripts.set(id, { title: this.fresh('Ferries'), turns });
    this.save(id);
    return this.page(id);
  }

  private rename(): Expected[] {
    const former = this.anyId();
    this.count += 1;
    const id = `2026/item-${String(this.count)}`;
    this.transcripts.set(id, this.transcript(former));
    this.transcripts.delete(former);
    renameSync(this.file(former), this.file(id));
    return [...this.page(id), gone(former)];
  }

  private remove(): Expected[] {
    if (this.transcripts.size < 4) return this.add();
    const id = this.anyId();
    this.transcripts.delete(id);
    rmSync(this.file(id));
    return [gone(id)];
  }

  /** Somebody speaks whom the front matter does not name, or the file ends in the middle. */
  private damage(): Expected[] {
    const id = this.anyId();
    const whole = this.textOf(id);
    const broken =
      this.random(2) === 0
        ? `${whole}\n**NOBODY KNOWN:** Who is this?\n`
        : whole.slice(0, this.random(whole.length));
    this.write(`transcripts/${id}.md`, broken);
    this.damaged = id;
    return [];
  }

  /** Mends what the last edit broke, if it broke anything, with other words than there were before. */
  mend(): Expected[] {
    const id = this.damaged;
    this.damaged = null;
    return id === null ? [] : this.changeWords(id);
  }

  get isBroken(): boolean {
    return this.damaged !== null;
  }

  private damaged: string | null = null;

  private page(id: string, saysNoMore: readonly string[] = []): Expected[] {
    const { title, turns } = this.transcript(id);
    const speakers = turns.map(({ speaker }) => this.names.get(speaker) ?? '');
    const says = [title, ...turns.map(({ words }) => words), ...new Set(speakers)];
    return [{ address: `/transcripts/${id}/`, status: 200, says, saysNoMore }];
  }

  private save(id: string): void {
    this.write(`transcripts/${id}.md`, this.textOf(id));
  }

  private textOf(id: string): string {
    const { title, turns } = this.transcript(id);
    const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
    return [
      '---',
      `title: ${title}`,
      'date: 2026-03-02',
      'program: night-boat',
      'language: en',
      'record: verbatim',
      'provenance: { kind: checked, by: Harbour Radio, on: 2026-03-03 }',
      'speakers:',
      ...speakers.map((one) => `  - { id: ${one}, role: guest, labels: [${one.toUpperCase()}] }`),
      '---',
      '',
      ...turns.map(({ speaker, words }) => `**${speaker.toUpperCase()}:** ${words}\n`),
    ].join('\n');
  }

  private write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (this.random(2) === 0) writeFileSync(file, text);
    else {
      const aside = path.join(path.dirname(file), `.${path.basename(file)}.swp`);
      writeFileSync(aside, text);
      renameSync(aside, file);
    }
  }

  private transcript(id: string): Transcript {
    const found = this.transcripts.get(id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  }

  private readonly file = (id: string) => path.join(this.folder, 'transcripts', `${id}.md`);

  private readonly anyId = () => this.pick([...this.transcripts.keys()]);

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.random(items.length)] as Item;
  }

  private freshWords(): string {
    return `The boat ${this.fresh('leaves')} and ${this.fresh('comes')}.`;
  }

  /** A word that was never there before. */
  private fresh(word: string): string {
    this.made += 1;
    return `${word}${this.made.toString(36)}q${this.random(1e6).toString(36)}`;
  }

  private made = 0;
}

interface Transcript {
  title: string;
  turns: { speaker: string; words: string }[];
}

const gone = (id: string): Expected => ({
  address: `/transcripts/${id}/`,
  status: 404,
  says: [],
  saysNoMore: [],
});

const SPEAKERS = ['cole', 'osei', 'petrenko', 'ruiz'];
const STORY = '/stories/strike/';
/** A story that names what is not there is told on its page, which stays a page. */
const STORIES = [
  { body: 'Nobody sails.', says: 'Nobody sails.' },
  { body: '<Turn of="nowhere#t1" />', says: 'Unknown transcript' },
  { body: '<Turnip />', says: 'Unknown component' },
  { body: 'One {', says: 'Unreadable MDX' },
] as const;
