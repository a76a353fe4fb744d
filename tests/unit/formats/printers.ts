import { UKRAINIAN, type Noise, type Person, type Truth, type Turn } from './truth.ts';
import { documentOf, NAMESPACE } from './word-document.ts';

/** Prints a true transcript in one format, and says what that format can tell of it. */
export interface Printer {
  /** The format's id, or that and a variety of it. */
  name: string;
  format: string;
  print(truth: Truth, noise: Noise): string;
  /** Of a format in which not every transcript can be: one that is made of a transcript and can. */
  fit?: (truth: Truth) => Truth;
  /** Of a format that is no text: how what was printed becomes a file. */
  pack?: (printed: string) => Uint8Array;
  /** Whether it names people, only tells voices apart, or knows of one voice alone. */
  naming: 'names' | 'voices' | 'nobody';
  hasDirections: boolean;
  /** Whether it marks words in another language, beside placeholders such as "(Speaking Ukrainian)". */
  marksLanguages?: boolean;
  /** Whether a turn's start is in it. */
  hasTimes: boolean;
  /** Whether two turns in a row by one speaker stay two. */
  keepsAdjoining: boolean;
  /** Of a format that not every text in it tells: whether what is printed of a truth does. */
  isTold?: (truth: Truth) => boolean;
}

export const PRINTERS: readonly Printer[] = [
  typed('broadcast', (speaker, isFirst, words, { labelAlone }) => {
    const label = `${(isFirst ? speaker.name : speaker.family).toUpperCase()}${isFirst && speaker.role ? `, ${speaker.role}` : ''}:`;
    return labelAlone ? [label, ...words] : beside(label, words);
  }),
  {
    ...typed('broadcast', (speaker, isFirst, words, _, { start }) => {
      const hours = `[02:${two(start / 60)}:${two(start)}]`;
      const role = isFirst && speaker.role ? `, CNN ${speaker.role}` : '';
      return beside(
        `${hours} ${(isFirst ? speaker.name : speaker.family).toUpperCase()}${role}:`,
        words,
      );
    }),
    name: 'broadcast with times of day',
  },
  typed('text', ({ name }, _, words, { labelAlone }) =>
    labelAlone ? [`${name}:`, ...words] : beside(`${name}:`, words),
  ),
  markdown('markdown-bold', ({ name }, words, { labelAlone }) =>
    beside(labelAlone ? `**${name}**:` : `**${name}:**`, words),
  ),
  markdown('markdown-heading', ({ name }, words, { labelAlone }) => [
    labelAlone ? `### ${name}：` : `## ${name}:`,
    ...words,
  ]),
  timed(
    markdown('descript', ({ name }, words, _, { start }) =>
      beside(`**${name}:** [00:${two(start / 60)}:${two(start)}]`, words),
    ),
  ),
  timed(
    typed('otter', ({ name }, _, words, __, { start }) => [
      `${name}  ${String(Math.floor(start / 60))}:${two(start)}`,
      ...words,
    ]),
  ),
  timed(
    typed('rev', ({ name }, _, words, __, { start }) => [
      `${name} (${two(start / 60)}:${two(start)}):`,
      ...words,
    ]),
  ),
  timed(
    typed('name-and-time', ({ name }, _, words, __, { start }) => [
      `${name}: 00:${two(start / 60)}:${two(start)}`,
      ...words,
    ]),
  ),
  timed(
    typed('meeting-chat', ({ name }, _, words, { labelAlone }, { start }) => {
      const opening = `00:${two(start / 60)}:${two(start)} From ${name} to Everyone:`;
      return labelAlone ? [opening, ...words.map((text) => `\t${text}`)] : beside(opening, words);
    }),
  ),
  ...[false, true].map((isTeams) => ({
    ...timed(
      typed('copied-panel', ({ name }, _, words, { labelAlone }, { start }) => {
        const time = `${String(Math.floor(start / 60))}:${two(start)}`;
        if (!isTeams) return [name, time, ...words];
        const [given = '', family = ''] = name.split(' ').map((word) => word.charAt(0));
        const aloud = `${String(Math.floor(start / 60))} minutes ${String(start % 60)} seconds`;
        const said = words.flatMap((text) => (text === '' ? [] : [`${name} ${aloud}`, text]));
        return [given + family, name, ...(labelAlone ? [aloud, time] : [aloud + time]), ...said];
      }),
    ),
    name: isTeams ? 'copied-panel of Teams' : 'copied-panel',
  })),
  timed(
    typed('timecodes', ({ name }, _, words, __, { start }) => {
      const time = `00:${two(start / 60)}:${two(start)}`;
      return [`${time}:12 - ${time}:20`, name, ...words];
    }),
  ),
  typed('bracketed', ({ name }, _, words) => beside(`[${name}]`, words)),
  ...['—', '-', '\t'].map((mark) => ({
    ...typed('parted-labels', ({ name }, _, words, { indent }) => {
      const label = mark === '\t' ? name + mark.repeat(indent + 1) : `${name} ${mark} `;
      return [label + words.filter((line) => line !== '').join(' ')];
    }),
    name: `parted-labels with ${JSON.stringify(mark)}`,
    // Where no name comes again, such lines may as well be a list.
    isTold: (truth: Truth) => {
      const names = turnsOf(truth).map(({ speaker }) => speaker);
      return new Set(names).size < names.length;
    },
  })),
  {
    ...typed('field-lines', ({ name }, _, [first = '', ...others], { labelAlone }, { start }) => {
      const time = `Time: ${clock(start, '.')}`;
      const speaker = `Speaker: ${name}`;
      return [...(labelAlone ? [time, speaker] : [speaker, time]), `Text: ${first}`, ...others];
    }),
    hasTimes: true,
    fit: twice,
  },
  {
    ...typed('parted-labels', ({ name }, _, words, { labelAlone }) =>
      beside(`${name}${labelAlone ? ', Commissioner' : ''}. –`, words),
    ),
    name: 'parted-labels with a full stop before the dash',
    fit: twice,
  },
  {
    ...typed('parliament', ({ name }, _, words, { labelAlone }) =>
      beside(`M. ${name}.${labelAlone ? ' –' : ''}`, words),
    ),
    // One name at least has to come again, and another with it.
    fit: twice,
    isTold: areSeveral,
  },
  {
    ...typed('parliament', ({ family }, _, words, { indent }) => {
      const circle = '○◯〇'.charAt(indent);
      return beside(`${circle}${family}委員\u3000`, words);
    }),
    name: 'parliament of Japan',
    naming: 'voices',
    fit: (truth: Truth) => twice(withFamilies(truth, ['島', '波', '浜野', '港'])),
    isTold: areSeveral,
  },
  {
    ...typed('parliament', ({ name }, _, words) =>
      beside(`El señor ${name.toUpperCase()}:`, words),
    ),
    name: 'parliament of Spain',
    naming: 'voices',
    fit: twice,
    isTold: areSeveral,
  },
  {
    ...typed('parliament', ({ family }, _, words) => beside(`Mevrouw ${family} (HAVEN):`, words)),
    name: 'parliament of the Netherlands',
    naming: 'voices',
    fit: twice,
    isTold: areSeveral,
  },
  {
    ...typed('chat-export', ({ name }, _, words, { labelAlone }, { start }) => {
      const nick = `${labelAlone ? '@' : ''}${name.replace(/[ ']/g, '_')}`;
      return beside(`10:${two(start / 60)} <${nick}>`, words);
    }),
    name: 'chat-export of IRC',
    naming: 'voices',
    fit: (truth: Truth) => inOneParagraph(truth),
    // What the program says opens with a mark of its own.
    hasDirections: false,
  },
  ...[false, true].map((isBracketed) => ({
    ...typed('chat-export', ({ name }, _, words, __, { start }) => {
      const time = `10:${two(start / 60)}`;
      return beside(
        isBracketed
          ? `[12/03/2025, ${time}:${two(start)}] ${name}:`
          : `12.03.25, ${time} - ${name}:`,
        words,
      );
    }),
    name: isBracketed ? 'chat-export with seconds in brackets' : 'chat-export',
    fit: (truth: Truth) => inOneParagraph(truth),
  })),
  {
    ...typed('screenplay', ({ name }, _, paragraphs) => [
      `${' '.repeat(25)}${name.toUpperCase()}`,
      ...paragraphs.flatMap((text) =>
        text === '' ? [''] : wrapped(text, 40).map((line) => ' '.repeat(10) + line),
      ),
    ]),
    // One name at least has to come again, and another with it.
    fit: twice,
    isTold: areSeveral,
  },
  dialogue('dialogue', 'a dash', (_, text) => `— ${text}`),
  dialogue('dialogue', 'two signs', (isQuestion, text) => `${isQuestion ? '●' : '○'} ${text}`),
  dialogue('lettered', 'a dash', (isQuestion, text) => `${isQuestion ? 'P' : 'R'}.- ${text}`),
  dialogue('bold-questions', 'answers below', (isQuestion, text) =>
    isQuestion ? `**${text}**` : text,
  ),
  {
    ...dialogue('bold-questions', 'answers beside', (_, text) => text),
    print: (truth, noise) => {
      const lines = turnsOf(truth).map(({ paragraphs: [text = ''] }, index) =>
        index % 2 === 0 ? `**${text}**` : text,
      );
      const pairs = lines.flatMap((line, index) =>
        index % 2 === 0 ? [`${line} ${lines[index + 1] ?? ''}`, ''] : [],
      );
      return finish(pairs, noise);
    },
  },
  {
    ...typed('timestamps', (_, __, paragraphs, { labelAlone, indent }, { start }) => {
      const minutes = `${String(Math.floor(start / 60))}:${two(start)}`;
      const time = [minutes, `[00:${two(start / 60)}:${two(start)}]`, `${minutes} -`][indent] ?? '';
      return labelAlone ? [time, ...paragraphs] : beside(time, paragraphs);
    }),
    naming: 'nobody',
    hasTimes: true,
    keepsAdjoining: false,
  },
  {
    ...typed('chevrons', ({ name }, _, paragraphs, { labelAlone }) => {
      const text = paragraphs.filter((line) => line !== '').join(' ');
      const caption = `>> ${name.toUpperCase()}: ${text}`;
      return labelAlone ? wrapped(caption, 32) : [caption];
    }),
    keepsAdjoining: false,
  },
  captions('srt', (cues, noise) =>
    cues.map(({ start, end, text }, index) => [
      String(index + 1),
      `${clock(start, ',')} --> ${clock(end, ',')}`,
      text(noise.onChange, (name) => `${name}: `),
    ]),
  ),
  captions('vtt', (cues) => [
    ['WEBVTT'],
    ...cues.map(({ start, end, text }) => [
      `${clock(start, '.')} --> ${clock(end, '.')}`,
      text(false, (name) => `<v ${name}>`),
    ]),
  ]),
  {
    ...captions('vtt', (cues, noise) => [
      ['WEBVTT'],
      ...cues.map(({ start, end, text }) => [
        `${clock(start, '.')} --> ${clock(end, '.')}`,
        text(noise.onChange, (name) => `${name}: `),
      ]),
    ]),
    name: 'vtt with names before the words',
  },
  {
    ...captions('srt', (cues, { labelAlone }) =>
      cues.map(({ start, end, text }, index) => [
        String(index + 1),
        `${clock(start, ',')} --> ${clock(end, ',')}`,
        text(true, (name) => (labelAlone ? `[${name}] ` : `(${name}) `)),
      ]),
    ),
    name: 'srt with names in brackets',
    // One name at least has to come again.
    fit: (truth) => inTurns(twice(truth)),
  },
  ...[false, true].map((isOfWords): Printer => ({
    ...xml('ttml', (truth) => [
      '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:podcasts="http://podcasts.apple.com/transcript-ttml-internal" xml:lang="en">',
      '<head><metadata>',
      ...truth.people.map(
        ({ name }, index) =>
          `<ttm:agent xml:id="a${String(index)}"><ttm:name>${name}</ttm:name></ttm:agent>`,
      ),
      '</metadata></head>',
      '<body><div>',
      ...cuesOf(truth).map(({ start, end, speaker, words }) => {
        const said = words.split(' ').map((word) => escapeMarkup(word));
        const spans = said.map((word) => `<span podcasts:unit="word">${word}</span>`);
        const times = `begin="${clock(start, '.')}" end="${String(end)}s"`;
        return `<p ${times} ttm:agent="a${String(speaker)}">${isOfWords ? spans.join('') : said.join(' ')}</p>`;
      }),
      '</div></body>',
      '</tt>',
    ]),
    ...(isOfWords && { name: 'ttml of words' }),
    hasDirections: false,
    keepsAdjoining: false,
    marksLanguages: false,
  })),
  captions('sbv', (cues, noise) =>
    cues.map(({ start, end, text }) => [
      `${clock(start, '.').slice(1)},${clock(end, '.').slice(1)}`,
      text(noise.onChange, (name) => `${name}: `),
    ]),
  ),
  {
    ...typed('podcast-html', ({ name }, _, words, __, { start }) => [
      `<cite>${name}:</cite>`,
      `<time>${String(Math.floor(start / 60))}:${two(start)}</time>`,
      ...words.filter((line) => line !== '').map((line) => `<p>${escapeMarkup(line)}</p>`),
    ]),
    hasDirections: false,
    hasTimes: true,
  },
  {
    name: 'html',
    format: 'html',
    naming: 'names',
    hasDirections: false,
    hasTimes: false,
    keepsAdjoining: true,
    print: (truth, noise) => {
      const body = turnsOf(truth).map(({ speaker, paragraphs }) => {
        const [first = '', ...rest] = paragraphs.map((text) => `${escapeMarkup(text)}</p>`);
        const name = truth.people[speaker]?.name ?? '';
        return [`<p><strong>${name}:</strong> ${first}`, ...rest.map((text) => `<p>${text}`)];
      });
      const lines = ['<!doctype html>', '<html lang="en"><body>', ...body.flat(), '</body></html>'];
      return finish(lines, noise);
    },
  },
  worded('docx with labels in bold', ({ name }, _, words, { labelAlone }) => {
    const [label, rest] = labelAlone ? [name, ':'] : [`${name}:`, ''];
    const [first = '', ...more] = words;
    return [[bold(label), `${rest} ${first}`], ...more.map((text) => [text])];
  }),
  worded('docx with labels in capitals', ({ name, family, role }, isFirst, words) => {
    const label = isFirst && role !== null ? `${name}, ${role}` : isFirst ? name : family;
    const [first = '', ...more] = words;
    return [[`${label.toUpperCase()}: ${first}`], ...more.map((text) => [text])];
  }),
  {
    ...worded('docx with labels in a table', () => []),
    hasDirections: false,
    print: (truth, noise) => {
      const rows = turnsOf(truth).flatMap(({ speaker, paragraphs }) => {
        const name = truth.people[speaker]?.name ?? '';
        return noise.labelAlone
          ? [[[name], paragraphs]]
          : paragraphs.map((text, index) => [[index === 0 ? name : ''], [text]]);
      });
      const cells = (row: string[][]) =>
        row.map(
          (cell) => `<w:tc>${cell.map((text) => wordParagraph([text], noise)).join('')}</w:tc>`,
        );
      return wordDocument(
        `<w:tbl>${rows.map((row) => `<w:tr>${cells(row).join('')}</w:tr>`).join(noise.eol)}</w:tbl>`,
      );
    },
  },
  xml('akn', (truth, { labelAlone }) => [
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
    '<debate name="council">',
    '<meta>',
    '<lifecycle source="#clerk">',
    '<eventRef eId="recording" date="2026-03-02T07:40:00Z" source="#clerk"/>',
    '</lifecycle>',
    '<references source="#clerk">',
    ...truth.people.map(
      ({ name }, index) =>
        `<TLCPerson eId="p${String(index)}" href="/ontology/person/p${String(index)}" showAs="${name}"/>`,
    ),
    '</references>',
    '</meta>',
    '<debateBody>',
    '<debateSection eId="ice" name="ice">',
    ...truth.items.flatMap((item) => {
      if (item.kind === 'direction') {
        const name = labelAlone ? 'scene' : 'narrative';
        return [`<${name}>${item.text}</${name}>`];
      }
      const { name } = truth.people[item.speaker] ?? { name: '' };
      const [start, end] = [item.start, item.end].map(
        (time) => `2026-03-02T07:${two(40 + time / 60)}:${two(time)}Z`,
      );
      return [
        `<speech by="#p${String(item.speaker)}" startTime="${start ?? ''}" endTime="${end ?? ''}">`,
        `<from>${name}${labelAlone ? ':' : ''}</from>`,
        ...item.paragraphs.map((text) => `<p>${inLanguage('span', text)}</p>`),
        '</speech>',
      ];
    }),
    '</debateSection>',
    '</debateBody>',
    '</debate>',
    '</akomaNtoso>',
  ]),
  xml('tei', (truth, { labelAlone, onChange }) => [
    '<TEI xmlns="http://www.tei-c.org/ns/1.0">',
    '<teiHeader>',
    '<profileDesc>',
    '<particDesc>',
    '<listPerson>',
    ...truth.people.map(
      ({ name }, index) =>
        `<person xml:id="p${String(index)}"><persName>${name}</persName></person>`,
    ),
    '</listPerson>',
    '</particDesc>',
    '</profileDesc>',
    '</teiHeader>',
    '<text>',
    '<body>',
    '<timeline unit="s" origin="#T0">',
    '<when xml:id="T0" absolute="07:40:00"/>',
    ...turnsOf(truth).map(
      ({ start }) => `<when xml:id="T${String(start)}" interval="${String(start)}" since="#T0"/>`,
    ),
    '</timeline>',
    ...truth.items.flatMap((item, index) => {
      if (item.kind === 'direction') {
        return [
          labelAlone
            ? `<kinesic><desc>${item.text}</desc></kinesic>`
            : `<note type="comment">${item.text}</note>`,
        ];
      }
      const { name } = truth.people[item.speaker] ?? { name: '' };
      const before = turnsOf({ ...truth, items: truth.items.slice(0, index) }).at(-1);
      const isPrinted = !onChange || before?.speaker === item.speaker;
      const label = isPrinted ? [`<note type="speaker">${name}</note>`] : [];
      const opening = `<u who="#p${String(item.speaker)}" start="#T${String(item.start)}">`;
      return [
        ...(labelAlone ? [...label, opening] : [opening, ...label]),
        ...item.paragraphs.map((text) => `<seg>${inLanguage('foreign', text)}</seg>`),
        '</u>',
      ];
    }),
    '</body>',
    '</text>',
    '</TEI>',
  ]),
  json(
    'json',
    'names',
    (truth, { labelAlone }) => {
      const turns = turnsOf(truth);
      return {
        title: 'Ice',
        language: 'en',
        record: 'verbatim',
        speakers: truth.people.map(({ name }, index) => ({
          id: `p${String(index)}`,
          name,
          role: null,
        })),
        turns: turns.map(({ speaker, start, end, paragraphs }, index) => {
          const text = paragraphs.join('\n\n');
          return {
            n: index + 1,
            speaker: `p${String(speaker)}`,
            label: truth.people[speaker]?.name ?? '',
            start,
            ...(labelAlone && { end }),
            text,
            segments: [...text.matchAll(new RegExp(UKRAINIAN, 'gu'))].map(({ index: offset }) => ({
              language: 'uk',
              delivery: 'original',
              text: UKRAINIAN,
              offset,
            })),
          };
        }),
        directions: truth.items.flatMap((item, index) => {
          if (item.kind === 'turn') return [];
          const before = turnsOf({ ...truth, items: truth.items.slice(0, index) });
          return [{ after: before.length, text: item.text }];
        }),
      };
    },
    { hasTimes: true, hasDirections: true, keepsAdjoining: true, marksLanguages: true },
  ),
  table('csv', ','),
  table('tsv', '\t'),
  json(
    'mediasum',
    'names',
    (truth) => ({
      utt: turnsOf(truth).map(({ paragraphs }) => paragraphs.join(' ')),
      speaker: turnsOf(truth).map(({ speaker }) => truth.people[speaker]?.name ?? ''),
    }),
    { keepsAdjoining: true },
  ),
  json(
    'json-rows',
    'names',
    (truth, { onChange }) => ({
      transcript: turnsOf(truth).map(({ speaker, start, end, paragraphs }) => {
        const name = truth.people[speaker]?.name ?? '';
        return {
          speaker: onChange ? name : { name },
          start,
          end,
          text: paragraphs.join(' '),
        };
      }),
    }),
    { hasTimes: true },
  ),
  json(
    'chat-json',
    'names',
    (truth) =>
      turnsOf(truth).map(({ speaker, start, paragraphs }) => ({
        type: 'message',
        user: `U0${String(speaker)}`,
        text: paragraphs.join(' ').replaceAll('&', '&amp;'),
        ts: `17724456${two(start)}.000200`,
        user_profile: { real_name: truth.people[speaker]?.name ?? '' },
      })),
    { keepsAdjoining: true },
  ),
  {
    ...json(
      'chat-json',
      'names',
      (truth, { onChange }) => ({
        guild: { name: 'Tide council' },
        messages: turnsOf(truth).map(({ speaker, paragraphs }) => {
          const name = truth.people[speaker]?.name ?? '';
          const author = onChange ? { name } : { name: `user${String(speaker)}`, nickname: name };
          return { type: 'Default', content: paragraphs.join('\n'), author };
        }),
      }),
      { keepsAdjoining: true },
    ),
    name: 'chat-json of Discord',
  },
  {
    ...json(
      'chat-json',
      'names',
      (truth, { onChange }) => ({
        type: 'private_group',
        messages: turnsOf(truth).map(({ speaker, paragraphs }) => {
          const [first = '', ...rest] = paragraphs.join(' ').split(' ');
          const pieces = [{ type: 'bold', text: first }, rest.map((word) => ` ${word}`).join('')];
          return {
            type: 'message',
            from: truth.people[speaker]?.name ?? '',
            from_id: `user${String(speaker)}`,
            text: onChange ? pieces : paragraphs.join('\n'),
          };
        }),
      }),
      { keepsAdjoining: true },
    ),
    name: 'chat-json of Telegram',
  },
  json(
    'otranscribe',
    'names',
    (truth) => ({
      text: turnsOf(truth)
        .map(({ speaker, start, paragraphs }) => {
          const name = truth.people[speaker]?.name ?? '';
          const minutes = `${String(Math.floor(start / 60))}:${two(start)}`;
          const time = `<span class="timestamp" data-timestamp="${String(start)}">${minutes}</span>`;
          const [first = '', ...rest] = paragraphs.map((text) => escapeMarkup(text));
          const opening = `${time}<b>${name}:</b> ${first}`;
          return [opening, ...rest].map((text) => `<p>${text}</p>`).join('');
        })
        .join(''),
      media: 'ice.mp3',
      'media-time': 12,
    }),
    { keepsAdjoining: true, hasTimes: true },
  ),
  json(
    'podcast-json',
    'names',
    (truth, { onChange }) => ({
      version: '1.0.0',
      segments: cuesOf(truth).map(({ start, end, words, name, changes }) => ({
        ...((changes || !onChange) && { speaker: name }),
        startTime: start,
        endTime: end,
        body: words,
      })),
    }),
    { hasTimes: true },
  ),
  json(
    'whisper',
    'voices',
    (truth) => ({
      segments: cuesOf(truth).map(({ start, end, words, speaker }) => ({
        start,
        end,
        text: ` ${words}`,
        speaker: `SPEAKER_0${String(speaker)}`,
      })),
      language: 'en',
    }),
    { hasTimes: true },
  ),
  json(
    'assemblyai',
    'voices',
    (truth) => ({
      status: 'completed',
      utterances: turnsOf(truth).map(({ start, end, paragraphs, speaker }) => ({
        speaker: 'ABCD'.charAt(speaker),
        start: start * 1000,
        end: end * 1000,
        text: paragraphs.join(' '),
      })),
    }),
    { hasTimes: true },
  ),
  json(
    'deepgram',
    'voices',
    (truth) => ({
      results: {
        channels: [
          {
            alternatives: [
              {
                transcript: wordsSpoken(truth)
                  .map(({ word }) => word)
                  .join(' '),
                words: wordsSpoken(truth).map(({ word, start, end, speaker }) => ({
                  word: word.toLowerCase().replace(/[^\p{L}\p{N}]+$/u, ''),
                  punctuated_word: word,
                  start,
                  end,
                  speaker,
                })),
              },
            ],
          },
        ],
      },
    }),
    { hasTimes: true },
  ),
  json(
    'aws-transcribe',
    'voices',
    (truth) => ({
      results: {
        transcripts: [
          {
            transcript: wordsSpoken(truth)
              .map(({ word }) => word)
              .join(' '),
          },
        ],
        items: wordsSpoken(truth).map(({ word, start, end, speaker }) => ({
          type: 'pronunciation',
          start_time: String(start),
          end_time: String(end),
          speaker_label: `spk_${String(speaker)}`,
          alternatives: [{ content: word }],
        })),
      },
    }),
    { hasTimes: true },
  ),
  json(
    'google-speech',
    'voices',
    (truth) => ({
      results: [
        {
          alternatives: [
            {
              transcript: wordsSpoken(truth)
                .map(({ word }) => word)
                .join(' '),
              words: wordsSpoken(truth).map(({ word, start, end, speaker }) => ({
                startTime: `${start.toFixed(3)}s`,
                endTime: `${end.toFixed(3)}s`,
                word,
                speakerTag: speaker + 1,
              })),
            },
          ],
        },
      ],
    }),
    { hasTimes: true },
  ),
  json(
    'azure-speech',
    'voices',
    (truth) => ({
      recognizedPhrases: turnsOf(truth).map(({ start, end, paragraphs, speaker }) => ({
        recognitionStatus: 'Success',
        channel: 0,
        speaker: speaker + 1,
        offset: `PT${String(start)}S`,
        duration: `PT${String(end - start)}S`,
        nBest: [{ lexical: '', display: paragraphs.join(' ') }],
      })),
    }),
    { hasTimes: true },
  ),
  json(
    'speechmatics',
    'voices',
    (truth) => ({
      format: '2.9',
      results: wordsSpoken(truth).map(({ word, start, end, speaker }) => ({
        type: 'word',
        start_time: start,
        end_time: end,
        alternatives: [{ content: word, speaker: `S${String(speaker + 1)}` }],
      })),
    }),
    { hasTimes: true },
  ),
  json(
    'gladia',
    'voices',
    (truth) => ({
      status: 'done',
      result: {
        transcription: {
          languages: ['en'],
          utterances: turnsOf(truth).map(({ start, end, paragraphs, speaker }) => ({
            speaker,
            start,
            end,
            text: paragraphs.join(' '),
          })),
        },
      },
    }),
    { hasTimes: true },
  ),
  json(
    'elevenlabs',
    'voices',
    (truth, { onChange }) => ({
      language_code: 'eng',
      words: wordsSpoken(truth).flatMap(({ word, start, end, speaker }) => [
        { text: word, start, end, type: 'word', speaker_id: `speaker_${String(speaker)}` },
        ...(onChange
          ? [
              {
                text: ' ',
                start: end,
                end,
                type: 'spacing',
                speaker_id: `speaker_${String(speaker)}`,
              },
            ]
          : []),
      ]),
    }),
    { hasTimes: true },
  ),
  json(
    'rev-ai',
    'voices',
    (truth) => ({
      monologues: turnsOf(truth).map((turn) => ({
        speaker: turn.speaker,
        elements: wordsSpoken({ ...truth, items: [turn] }).flatMap(({ word, start, end }) => [
          { type: 'text', value: word, ts: start, end_ts: end, confidence: 0.9 },
          { type: 'punct', value: ' ' },
        ]),
      })),
    }),
    { hasTimes: true },
  ),
  json(
    'sonix',
    'voices',
    (truth, { onChange, labelAlone }) => ({
      name: 'ferry.mp3',
      transcript: turnsOf(truth).map((turn) => ({
        speaker: `Speaker${String(turn.speaker + 1)}`,
        start_time: turn.start,
        end_time: turn.end,
        ...(onChange && { text: turn.paragraphs.join(' ') }),
        words: wordsSpoken({ ...truth, items: [turn] }).map(({ word, start, end }) => ({
          text: labelAlone ? word : `${word} `,
          start_time: start,
          end_time: end,
        })),
      })),
    }),
    { hasTimes: true },
  ),
  {
    ...json('vosk', 'nobody', () => null, { hasTimes: true }),
    print: (truth, { onChange, indent, bom }) => {
      const results = turnsOf(truth).map((turn) => ({
        result: wordsSpoken({ ...truth, items: [turn] }).map(({ word, start, end }) => ({
          conf: 1,
          start,
          end,
          word,
        })),
      }));
      const printed = onChange
        ? results.map((result) => JSON.stringify(result, null, indent)).join('\n')
        : JSON.stringify(results, null, indent);
      return (bom ? '\ufeff' : '') + printed;
    },
  },
  json(
    'watson-speech',
    'voices',
    (truth) => ({
      result_index: 0,
      results: turnsOf(truth).map((turn) => {
        const words = wordsSpoken({ ...truth, items: [turn] });
        return {
          final: true,
          alternatives: [
            {
              transcript: `${words.map(({ word }) => word).join(' ')} `,
              timestamps: words.map(({ word, start, end }) => [word, start, end]),
            },
          ],
        };
      }),
      speaker_labels: wordsSpoken(truth).map(({ start, end, speaker }) => ({
        from: start,
        to: end,
        speaker,
      })),
    }),
    { hasTimes: true },
  ),
];

/** A transcript and then the same again. */
function twice(truth: Truth): Truth {
  const turns = turnsOf(truth);
  const length = Math.max(...turns.map(({ end }) => end)) + 1;
  const again = turns.map((turn) => ({
    ...turn,
    start: turn.start + length,
    end: turn.end + length,
  }));
  return { ...truth, items: [...truth.items, ...again] };
}

/** The same with people of other family names, by which alone they are called. */
function withFamilies(truth: Truth, families: readonly string[]): Truth {
  const people = truth.people.map((person, index) => {
    const family = families[index] ?? person.family;
    return { ...person, name: family, family };
  });
  return { ...truth, people };
}

/** Whether more than one person speaks. */
function areSeveral(truth: Truth): boolean {
  return new Set(turnsOf(truth).map(({ speaker }) => speaker)).size > 1;
}

/** The turns, given to the people one after the other. */
function inTurns(truth: Truth): Truth {
  const items = turnsOf(truth).map((turn, index) => ({
    ...turn,
    speaker: index % truth.people.length,
  }));
  return { ...truth, items };
}

const inOneParagraph = (truth: Truth): Truth => ({
  ...truth,
  items: truth.items.map((item) =>
    item.kind === 'turn' ? { ...item, paragraphs: [item.paragraphs.join(' ')] } : item,
  ),
});

/** An interview of two people, in which the turns are questions and answers by turns. */
function dialogue(
  format: string,
  variety: string,
  line: (isQuestion: boolean, text: string) => string,
): Printer {
  return {
    name: `${format} with ${variety}`,
    format,
    naming: 'voices',
    hasDirections: false,
    hasTimes: false,
    keepsAdjoining: true,
    fit: (truth) => {
      const turns = turnsOf(twice(truth));
      const items = turns.slice(0, turns.length - (turns.length % 2)).map((turn, index) => {
        const isQuestion = index % 2 === 0;
        const text = turn.paragraphs.join(' ').replace(/[.?!…"]+$/u, '');
        // What stands for words in another language is a paragraph, and asks nothing.
        const asked = text.startsWith('(') ? 'What was it' : text;
        const words = isQuestion ? `${asked}?` : `${text}.`;
        return { ...turn, speaker: index % 2, paragraphs: [words] };
      });
      return { ...truth, items };
    },
    print: (truth, noise) => {
      const blank = [...Array.from({ length: noise.blank }, () => ''), ''];
      const lines = turnsOf(truth).flatMap(({ paragraphs: [text = ''] }, index) => [
        line(index % 2 === 0, text),
        ...blank,
      ]);
      return finish(lines, noise);
    },
  };
}

type Lines = (
  speaker: Person,
  isFirst: boolean,
  paragraphs: string[],
  noise: Noise,
  turn: Turn,
) => string[];

/** Text in which every turn is some lines, and a paragraph has a line. */
function typed(format: string, lines: Lines): Printer {
  return {
    name: format,
    format,
    naming: 'names',
    hasDirections: true,
    hasTimes: false,
    keepsAdjoining: true,
    print: ({ people, items }, noise) => {
      const introduced = new Set<number>();
      const printed = items.flatMap((item) => {
        const blank = [...Array.from({ length: noise.blank }, () => ''), ''];
        if (item.kind === 'direction') return [item.text, ...blank];
        const speaker = people[item.speaker] ?? { name: '', family: '', role: null };
        const isFirst = !introduced.has(item.speaker);
        introduced.add(item.speaker);
        return [...lines(speaker, isFirst, parted(item.paragraphs), noise, item), ...blank];
      });
      return finish(printed, noise);
    },
  };
}

function markdown(
  format: string,
  lines: (speaker: Person, paragraphs: string[], noise: Noise, turn: Turn) => string[],
): Printer {
  return typed(format, (speaker, _, paragraphs, noise, turn) =>
    lines(speaker, ['', ...paragraphs].slice(format === 'markdown-heading' ? 0 : 1), noise, turn),
  );
}

function timed(printer: Printer): Printer {
  return { ...printer, hasTimes: true };
}

interface Cue {
  start: number;
  end: number;
  name: string;
  speaker: number;
  words: string;
  changes: boolean;
  text: (onChange: boolean, label: (name: string) => string) => string;
}

/** The parts of a paragraph in a word processor: plain, or in bold. */
type Look = string | { inBold: string };

const bold = (text: string): Look => ({ inBold: text });

/** A Word document in which every turn is some paragraphs. */
function worded(
  name: string,
  lines: (speaker: Person, isFirst: boolean, paragraphs: string[], noise: Noise) => Look[][],
): Printer {
  return {
    name,
    format: 'docx',
    naming: 'names',
    hasDirections: true,
    hasTimes: false,
    keepsAdjoining: true,
    pack: (printed) => documentOf(printed, {}, ''),
    print: ({ people, items }, noise) => {
      const introduced = new Set<number>();
      const blank = '<w:p/>'.repeat(noise.blank);
      const body = items.flatMap((item) => {
        if (item.kind === 'direction') return [wordParagraph([item.text], noise), blank];
        const speaker = people[item.speaker] ?? { name: '', family: '', role: null };
        const isFirst = !introduced.has(item.speaker);
        introduced.add(item.speaker);
        const parts = lines(speaker, isFirst, item.paragraphs, noise);
        return [...parts.map((looks) => wordParagraph(looks, noise)), blank];
      });
      return wordDocument(body.join(noise.eol));
    },
  };
}

const wordDocument = (body: string): string =>
  `<w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`;

function wordParagraph(looks: readonly Look[], { runLength, labelAlone }: Noise): string {
  const runs = looks.flatMap((look) => {
    const text = typeof look === 'string' ? look : look.inBold;
    const properties = typeof look === 'string' ? '' : '<w:rPr><w:b/></w:rPr>';
    return piecesOf(text, runLength).map(
      (piece) => `<w:r>${properties}<w:t xml:space="preserve">${escapeMarkup(piece)}</w:t></w:r>`,
    );
  });
  return `<w:p>${runs.join(labelAlone ? '<w:proofErr w:type="spellStart"/>' : '')}</w:p>`;
}

const piecesOf = (text: string, length: number): string[] =>
  text.match(new RegExp(`.{1,${String(length)}}`, 'gsu')) ?? [];

/** XML in which an element that holds others has a line, and so has every paragraph. */
function xml(format: string, lines: (truth: Truth, noise: Noise) => string[]): Printer {
  return {
    name: format,
    format,
    naming: 'names',
    hasDirections: true,
    hasTimes: true,
    keepsAdjoining: true,
    marksLanguages: true,
    print: (truth, noise) => {
      const quoted = lines(truth, noise).map((line) =>
        line.replaceAll(
          /="([^"']*)"/gu,
          (_, value: string) => `=${noise.quote}${value}${noise.quote}`,
        ),
      );
      const printed = quoted.map(
        (line) => ' '.repeat(noise.indent) + line + '\n'.repeat(noise.blank),
      );
      // White space other than XML's own is no layout.
      const trailing = noise.trailing === '\u00a0' ? '' : noise.trailing;
      return finish(['<?xml version="1.0" encoding="UTF-8"?>', ...printed], { ...noise, trailing });
    },
  };
}

const inLanguage = (element: string, text: string): string =>
  escapeMarkup(text).replaceAll(UKRAINIAN, `<${element} xml:lang="uk">${UKRAINIAN}</${element}>`);

/** Text broken to a width. */
const wrapped = (text: string, width: number): string[] =>
  text.match(new RegExp(`\\S.{0,${String(width - 1)}}(?=\\s|$)|\\S+`, 'gu')) ?? [];

function captions(format: string, blocks: (cues: Cue[], noise: Noise) => string[][]): Printer {
  return {
    name: format,
    format,
    naming: 'names',
    hasDirections: false,
    hasTimes: true,
    keepsAdjoining: false,
    print: (truth, noise) =>
      finish(
        blocks(cuesOf(truth), noise).flatMap((block) => [...block, '']),
        noise,
      ),
  };
}

function table(name: string, separator: string): Printer {
  return {
    name,
    format: 'table',
    naming: 'names',
    hasDirections: false,
    hasTimes: true,
    // A row is a paragraph as often as a turn.
    keepsAdjoining: false,
    print: (truth, noise) => {
      const rows = turnsOf(truth).map(({ speaker, start, paragraphs }) => [
        truth.people[speaker]?.name ?? '',
        `0:${two(start / 60)}:${two(start)}`,
        paragraphs.join(' '),
      ]);
      const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = [['speaker', 'start', 'text'], ...rows];
      return finish(
        lines.map((row) => row.map(cell).join(separator)),
        { ...noise, trailing: '' },
      );
    },
  };
}

function json(
  format: string,
  naming: Printer['naming'],
  value: (truth: Truth, noise: Noise) => unknown,
  more: Partial<Printer> = {},
): Printer {
  return {
    name: format,
    format,
    naming,
    hasDirections: false,
    hasTimes: false,
    keepsAdjoining: false,
    print: (truth, noise) =>
      (noise.bom ? '\ufeff' : '') + JSON.stringify(value(truth, noise), null, noise.indent),
    ...more,
  };
}

const turnsOf = ({ items }: Truth): Turn[] => items.filter((item) => item.kind === 'turn');

/** Cues of some words each, a second to a word. */
function cuesOf(truth: Truth): Cue[] {
  let before = -1;
  return turnsOf(truth).flatMap((turn) => {
    const words = turn.paragraphs.join(' ').split(' ');
    const cues: Cue[] = [];
    for (let from = 0; from < words.length; from += CUE_WORDS) {
      const text = words.slice(from, from + CUE_WORDS).join(' ');
      const name = truth.people[turn.speaker]?.name ?? '';
      const changes = turn.speaker !== before;
      before = turn.speaker;
      cues.push({
        start: turn.start + from,
        end: Math.min(turn.end, turn.start + from + CUE_WORDS),
        name,
        speaker: turn.speaker,
        words: text,
        changes,
        text: (onChange, label) => (changes || !onChange ? label(name) : '') + text,
      });
    }
    return cues;
  });
}

/** Every word, a second each. */
const wordsSpoken = (truth: Truth) =>
  turnsOf(truth).flatMap(({ paragraphs, start, speaker }) =>
    paragraphs
      .join(' ')
      .split(' ')
      .map((word, index) => ({ word, start: start + index, end: start + index + 1, speaker })),
  );

const CUE_WORDS = 7;

const beside = (label: string, [first = '', ...rest]: string[]): string[] => [
  `${label} ${first}`,
  ...rest,
];

const parted = (paragraphs: string[]): string[] =>
  paragraphs.flatMap((text, index) => (index === 0 ? [text] : ['', text]));

const finish = (lines: string[], { eol, bom, trailing }: Noise): string =>
  (bom ? '\ufeff' : '') + lines.map((line) => line + trailing + eol).join('');

const two = (value: number): string => String(Math.floor(value) % 60).padStart(2, '0');

const clock = (seconds: number, mark: string): string =>
  `00:${two(seconds / 60)}:${two(seconds)}${mark}000`;

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
