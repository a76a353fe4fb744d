import { describe, expect, it } from 'vitest';
import { cleanText, isEncoding, readText } from '../../../src/cli/import-text.ts';
import { formatProblem, reportInto, type Problem } from '../../../src/transcript/problem.ts';

const QUOTED = 'ANA RUIZ, HOST: The harbour froze — it’s cold.\nLEE OSEI: “Very,” they said.';
const GERMAN =
  'ANA RUIZ, HOST: Über Nacht ist der Hafen zugefroren. Größe und Schönheit des Eises überraschten die Bewohner.';
const UKRAINIAN = 'АНА РУЇС: Гавань замерзла за одну ніч.\nЛІ ОСЕЙ: Тут дуже холодно.';

// A pattern that takes more than linear time would take longer than the time that a test has.
describe('the text of a file', { timeout: 60_000 }, () => {
  it.each([
    ['UTF-8', utf8(UKRAINIAN), UKRAINIAN],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${UKRAINIAN}`), UKRAINIAN],
    ['lines that end as Windows ends them', utf8('A\r\nB'), 'A\r\nB'],
    ['UTF-16 with a byte order mark', utf16(`\uFEFF${UKRAINIAN}`), UKRAINIAN],
    ['big-endian UTF-16 with a byte order mark', utf16(`\uFEFF${QUOTED}`).swap16(), QUOTED],
  ])('is read without a word where it is %s', (_, bytes, text) => {
    expect(read(bytes)).toEqual({ text, problems: [] });
  });

  it.each([
    ['UTF-16 without one', utf16(UKRAINIAN), UKRAINIAN, 'utf-16le'],
    ['big-endian UTF-16 without a mark', utf16(QUOTED).swap16(), QUOTED, 'utf-16be'],
    [
      'Windows-1252, of which it has quotation marks',
      encoded(QUOTED, 'windows-1252'),
      QUOTED,
      'windows-1252',
    ],
    [
      'Windows-1252, of which it has letters',
      encoded(GERMAN, 'windows-1252'),
      GERMAN,
      'windows-1252',
    ],
  ])('is read, and the editor told, where it can only be %s', (_, bytes, text, encoding) => {
    expect(read(bytes)).toEqual({
      text,
      problems: [
        `a.txt:1:1 warning The file is not in UTF-8 and was read as ${encoding}. Check its accents and quotation marks; name another character set with --encoding if they are wrong.`,
      ],
    });
  });

  it('is refused where it may be in several character sets', () => {
    expect(read(encoded('A: Hi.\nОсей: Ні.', 'windows-1251'))).toEqual({
      text: null,
      problems: [
        expect.stringMatching(
          /^a\.txt:2:1 error Not UTF-8 text: byte 0xCE; expected UTF-8\. Save the file as UTF-8\./,
        ) as string,
      ],
    });
  });

  it('is said to be in several character sets where a part of it is UTF-8', () => {
    const bytes = Buffer.concat([
      utf8('A: Café, déjà vu.\nB: '),
      encoded('Café, déjà vu.', 'windows-1252'),
    ]);
    expect(read(bytes).problems).toEqual([
      'a.txt:2:7 error Not UTF-8 text: byte 0xE9; expected UTF-8. Save the file as UTF-8. Other letters of this file are UTF-8, as where files were joined that are in several character sets: no --encoding reads it whole.',
    ]);
  });

  it('is said to be of an old Macintosh where its letters are whole in no other set', () => {
    expect(
      read(Buffer.from('A: The caf\x8e is \xd2back\xd3.\nB: It\xd5s good.', 'latin1')).problems,
    ).toEqual([
      'a.txt:1:11 error Not UTF-8 text: byte 0x8E; expected UTF-8. Save the file as UTF-8. Or name its character set with --encoding: it may be "macintosh".',
    ]);
  });

  it.each([
    ['<meta charset="windows-1251">', 'windows-1251'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=koi8-u">', 'koi8-u'],
  ])('is read as a page says of itself: %s', (meta, encoding) => {
    const page = `<!DOCTYPE html><html><head>${meta}</head><body><p><b>Осей:</b> Ні.</p></body></html>`;
    expect(read(encoded(page, encoding))).toEqual({
      text: page,
      problems: [expect.stringContaining(`was read as ${encoding}.`) as string],
    });
    expect(read(encoded(page.replace(encoding, 'klingon'), encoding)).text).toBeNull();
    expect(read(encoded(page.replace(encoding, 'utf-8'), encoding)).text).toBeNull();
  });

  it('is told from pictures and other bytes', () => {
    const picture = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0', 'latin1');
    expect(read(picture).problems).toEqual([
      'a.txt:1:1 error This is no text but a file of bytes, as pictures, sound and programs are; expected a transcript. Have the program that made the file save it as plain text or DOCX.',
    ]);
  });

  it('is read as the editor says', () => {
    expect(read(encoded(UKRAINIAN, 'windows-1251'), 'windows-1251')).toEqual({
      text: UKRAINIAN,
      problems: [],
    });
    expect(read(encoded(UKRAINIAN, 'windows-1251'), 'utf-8').problems).toEqual([
      'a.txt:1:1 error What stands here is no utf-8 text; expected text in one character set. Name the right one with --encoding, or save the file as UTF-8.',
    ]);
    expect(['utf-8', 'KOI8-U', 'shift_jis', 'latin1'].every(isEncoding)).toBe(true);
    expect(['klingon', ''].some(isEncoding)).toBe(false);
  });

  it('is never made of UTF-8 in which one byte is wrong', () => {
    const bytes = Buffer.concat([
      utf8('ANA RUIZ: Café, déjà vu.\nLEE: It'),
      Buffer.of(0x92),
      utf8('s.'),
    ]);
    expect(read(bytes).text).toBeNull();
    expect(read(bytes).problems[0]).toContain('a.txt:2:8 error Not UTF-8 text: byte 0x92');
  });

  it('is refused where a NUL byte came into UTF-8, with its place', () => {
    expect(read(utf8(`${UKRAINIAN}\nANA: No\0te.\n`))).toEqual({
      text: null,
      problems: [
        'a.txt:3:8 error A NUL byte, as in a binary file: byte 0x00; expected UTF-8. Save the file as UTF-8.',
      ],
    });
  });

  it.each([
    ['nothing', Buffer.of(), 'a.txt:1:1 error The file is empty; expected a transcript.'],
    ['white space', utf8(' \n\t\n'), 'a.txt:1:1 error The file is empty; expected a transcript.'],
    ['a NUL', utf8('A: Hi.\nB\0'), 'a.txt:2:2 error A NUL byte, as in a binary file: byte 0x00;'],
    ['noise', noise(3001), 'a.txt:1:1 error Not UTF-8 text: byte 0x'],
  ])('is refused where the file holds %s', (_, bytes, problem) => {
    const { text, problems } = read(bytes);
    expect(text).toBeNull();
    expect(problems[0]).toContain(problem);
    expect(problems).toHaveLength(1);
  });

  it('has no line that never ends', () => {
    expect(clean(`A: Hi.\nB: ${'no '.repeat(7_000_000)}`)).toEqual({
      text: null,
      problems: [
        'a.txt:2:1 error The line has 21000003 characters; expected at most 20000000. Break it into lines or files.',
      ],
    });
  });

  it('takes the line ends of old systems for what they are', () => {
    const { text, problems } = clean('A: Hi.\rB: Yes.\r\nC: No.');
    expect(text).toBe('A: Hi.\nB: Yes.\r\nC: No.');
    expect(problems).toEqual([
      'a.txt:1:7 warning Lines end in a lone carriage return, from here on; each is taken for the end of a line.',
    ]);
  });

  it('has no terminal escapes and no control characters, and says so', () => {
    const { text, problems } = clean(
      '\u001B[1;31mANA:\u001B[0m Hi.\nfer\u0002ry \u001B]0;title\u0007now\u0008',
    );
    expect(text).toBe('ANA: Hi.\nfer ry now');
    expect(problems).toEqual([
      'a.txt:1:1 warning A terminal escape stands in the text, "\\u001b[1;31m" (here and in 4 more places); expected words alone. It is left out.',
    ]);
  });

  it('keeps what was lost or misread before, and says so', () => {
    const told = 'It\uFFFDs cold.\nThe cafÃ© isnâ€™t open. Р“Р°РІР°РЅСЊ.';
    expect(clean(told)).toEqual({
      text: told,
      problems: [
        'a.txt:1:3 warning A character was lost before this file was written: "\uFFFD" stands for it. It is kept. Correct the words in the written file.',
        'a.txt:2:8 warning "Ã©" is UTF-8 that was once read as another character set (here and in 2 more places). It is kept. Repair the file with the program that wrote it, or correct the words in the written file.',
      ],
    });
  });

  it.each(['das macht Spaß“', 'CAFÉ”', 'IRMÃ”', 'Рік, рік, Рівне', 'NÃO', '“voilà”', 'À »'])(
    'takes %s for what it says',
    (words) => {
      expect(clean(words)).toEqual({ text: words, problems: [] });
    },
  );

  it.each([
    '\u001B['.repeat(300_000),
    '\u001B]'.repeat(300_000),
    'Ã'.repeat(600_000),
    'РС'.repeat(300_000),
    '\r'.repeat(600_000),
  ])('is had in little time whatever stands in it', (hostile) => {
    clean(hostile);
  });
});

function read(bytes: Uint8Array, encoding: string | null = null) {
  const problems: Problem[] = [];
  const text = readText(bytes, encoding, reportInto(problems, 'a.txt'));
  return { text, problems: problems.map(formatProblem) };
}

function clean(source: string) {
  const problems: Problem[] = [];
  const text = cleanText(source, reportInto(problems, 'a.txt'));
  return { text, problems: problems.map(formatProblem) };
}

function utf8(text: string): Buffer {
  return Buffer.from(text);
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

/** In a character set of one byte for each character. */
function encoded(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 63));
}

function noise(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => 128 + ((index * 7919 + 13) % 127)));
}
