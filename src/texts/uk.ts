import { counterIn } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counterIn('uk');
const turns = (n: number) =>
  count(n, { one: 'репліка', few: 'репліки', many: 'реплік', other: 'репліки' });
const transcripts = (n: number) =>
  count(n, { one: 'стенограма', few: 'стенограми', many: 'стенограм', other: 'стенограми' });
const segments = (n: number) =>
  count(n, { one: 'уривок', few: 'уривки', many: 'уривків', other: 'уривка' });
const speakers = (n: number) =>
  count(n, { one: 'учасник', few: 'учасники', many: 'учасників', other: 'учасника' });
const corrections = (n: number) =>
  count(n, { one: 'виправлення', few: 'виправлення', many: 'виправлень', other: 'виправлення' });
const words = (n: number) => count(n, { one: 'слово', few: 'слова', many: 'слів', other: 'слова' });
const quoted = (words: string) => `«${words}»`;

/** The interface in Ukrainian. Names stay in the nominative, because nothing here can decline them. */
export const uk: Texts = {
  locale: 'uk',

  transcripts: 'Стенограми',
  speakers: 'Учасники',
  programs: 'Програми',
  languages: 'Мови',
  dates: 'Дати',
  about: 'Про сайт',
  mainNavigation: 'Головна навігація',
  indexes: 'Покажчики',
  skipToContent: 'Перейти до вмісту',
  skipToTurns: 'Перейти до першої репліки',
  skipToEnd: 'Перейти до джерела та прав',
  siteLicense: (license) => `Власні тексти сайту: ${license}.`,
  contact: 'Написати нам',
  problems: (n) =>
    count(n, { one: 'проблема', few: 'проблеми', many: 'проблем', other: 'проблеми' }) +
    ' у content/',
  draft: 'Чернетка. Вона не входить до опублікованого сайту.',
  inReview: 'На перевірці. До опублікованого сайту не входить.',

  countTurns: turns,
  countTranscripts: transcripts,
  countSegments: segments,
  countWords: words,
  countSpeakers: speakers,
  countPrograms: (n) =>
    count(n, { one: 'програма', few: 'програми', many: 'програм', other: 'програми' }),
  countLanguages: (n) =>
    count(n, { one: 'інша мова', few: 'інші мови', many: 'інших мов', other: 'іншої мови' }),
  countGaps: (n) =>
    count(n, { one: 'прогалина', few: 'прогалини', many: 'прогалин', other: 'прогалини' }),
  countSummarised: (n) => `${turns(n)} у переказах`,

  aired: 'В ефірі',
  inferred: 'висновок редакції',
  dateInferred: 'дата — висновок редакції',
  programInferred: 'програма — висновок редакції',
  minutesToRead: (n) => `${String(n)} хв читання`,
  summaryBadge: 'Переказ, не стенограма',
  summaryCaveat:
    'Це переказ сказаного, який написали не самі учасники. Слова їм не належать, і цитувати їх як пряму мову не можна.',
  rush: 'Нагальна стенограма, без остаточної перевірки',
  machine: 'Машинна стенограма',
  checked: 'Стенограма, звірена зі звукозаписом',
  provenanceUnknown: 'Стенограма; як її створено, не зазначено',
  provenanceBy: (kind, by, on) => [kind, by, on].filter((part) => part !== null).join(', '),

  foldSummary: (n) => `${speakers(n)} і вся розмова одним поглядом`,
  castHeading: 'Учасники',
  highlight: (initials, name) => `${initials}: виділити репліки (${name})`,
  turnsBy: (name, n) => `${name}: знайти ${turns(n)}`,
  findTurns: 'Знайти репліки',
  inAnotherLanguage: 'Іншою мовою',
  corrected: 'Виправлені',
  foundNext: 'Наступна',
  foundBefore: 'Попередня',
  foundEnd: 'Більше не шукати',
  mapLabel: 'Розмова, репліка за реплікою',
  mapTurn: (number, name) => `Репліка ${number}, ${name}`,
  mapTurnIn: (number, name, language) => `Репліка ${number}, ${name}, мова: ${language}`,
  mapImage: (n, names) => `Розмова: ${turns(n)}. Говорять: ${names}.`,
  mapCaption: (n) => turns(n),
  mapCaptionIn: (n, inOthers, language) =>
    `${turns(n)}, з них іншою мовою: ${String(inOthers)} (${language})`,
  mapCaptionOthers: (n, inOthers) => `${turns(n)}, з них іншими мовами: ${String(inOthers)}`,
  mapByWords: 'Ширина — за кількістю слів',
  mapEqual: 'Один блок — одна репліка; переказ не показує часток мовлення',
  chapters: 'Розділи',
  notes: 'Примітки',
  corrections: 'Виправлення',
  latestCorrection: (n, date) =>
    n === 1 ? `${corrections(n)}, ${date}` : `${corrections(n)}, останнє — ${date}`,
  source: 'Джерело',
  audio: 'Звукозапис ефіру',
  original: (publisher) => (publisher === null ? 'Оригінал' : `Оригінал: ${publisher}`),
  report: 'Повідомити про помилку',
  reportSubject: (title) => `Помилка: «${title}»`,
  reportBody: (address) => `Де: ${address}\n\nЩо саме не так і звідки це відомо?\n\n`,

  turnsHeading: 'Розмова',
  linkedTurn: 'Репліка за посиланням',
  permalink: (number) => `Посилання на репліку ${number}`,
  copied: 'Посилання скопійовано',
  quoteCopied: 'Цитату скопійовано',
  takeAlong: 'Узяти ці слова з собою',
  copyQuote: 'Копіювати цитату',
  copyPinned: 'Копіювати посилання на ці слова',
  turnAlone: 'Лише ця репліка',
  quoteMarks: ['«', '»'],
  provisional: 'Ця репліка ще не має сталого посилання',
  turnRemoved: (number, day) =>
    day === null ? `Репліку ${number} вилучено.` : `Репліку ${number} вилучено ${day}.`,
  turnUnsettled: (number) =>
    `Репліку ${number} змінено або переставлено, її місце ще не визначено.`,
  turnJoined: (number, into, day) =>
    `Колишня репліка ${number} тепер є частиною репліки ${into}${day === null ? '' : ` (від ${day})`}.`,
  formerSpeaker: (name, day) =>
    day === null
      ? `Раніше ці слова приписували так: ${name}.`
      : `До ${day} ці слова приписували так: ${name}.`,
  quotedWording: (number) => `Репліка ${number}, як її процитовано`,
  wordsChanged: (day) =>
    day === null
      ? 'Слова, на які веде це посилання, відтоді змінено.'
      : `Слова, на які веде це посилання, змінено ${day}.`,
  wasSummary: (day) =>
    day === null
      ? 'Коли це цитували, сторінка була переказом, а не стенограмою.'
      : `До ${day} ця сторінка була переказом, а не стенограмою: посилання цитує чужий виклад.`,
  reasonGiven: 'Причина:',
  formerWords: 'Слова, які цитували:',
  formerWordsTakenOut: 'Слова, які цитували, вилучено.',
  whatChanged: 'Що змінилося:',
  wordingUnknown:
    'Це посилання цитує слова, яких для цієї репліки не записано. Можливо, в ньому помилка.',
  formerlySummary: (day) => `До ${day} ця сторінка була переказом, а не стенограмою.`,
  formerlyVerbatim: (day) => `До ${day} ця сторінка була стенограмою.`,
  playFrom: (time) => `Слухати з ${time}`,
  speakerInferred: 'хто говорить — висновок редакції: у джерелі підпису немає',
  speakerInferredDespiteLabel: 'хто говорить — висновок редакції',
  unnamed: 'без імені',
  noteMark: (number) => `Примітка ${number}`,
  backToMark: (number) => `Примітка ${number}, назад до слів`,

  languageUnknown: 'Мова невідома',
  languageSeveral: 'Кілька мов',
  originalIn: (language) => `Оригінал, мова: ${language}`,
  translationInto: (language, by) =>
    by === null ? `Переклад, мова: ${language}` : `Переклад, мова: ${language}, ${by}`,
  interpretedInto: (language) => `Через перекладача, мова: ${language}`,
  voiceOverIn: (language) => `Закадровий переклад, мова: ${language}`,
  subtitlesIn: (language) => `Субтитри, мова: ${language}`,
  untranscribed: 'Без запису слів і без перекладу.',
  noTranslation: 'Без перекладу.',
  interpreted: 'Звучить через перекладача.',
  voiceOver: 'Звучить під закадровим перекладом.',
  subtitled: 'Показано з субтитрами.',
  originalWording: 'Мовою оригіналу.',
  relayed: (speaker, number) => ({
    before: `Своїми словами переказує ${speaker}, починаючи з `,
    link: `репліки ${number}`,
    after: '.',
  }),

  correctionKinds: {
    correction: 'Виправлення',
    transcription: 'Стенограму змінено',
    clarification: 'Уточнення',
    update: 'Оновлення',
    note: 'Примітка редакції',
  },
  spokenError: (speaker, said, correct) =>
    (speaker === null ? `Прозвучало ${quoted(said)}` : `${speaker}: прозвучало ${quoted(said)}`) +
    (correct === null ? '.' : `; правильно: ${quoted(correct)}.`) +
    ' Слова залишено такими, як в ефірі.',
  transcriptionError: (said, correct, date) =>
    [
      said === null ? null : `До ${date} тут стояло ${quoted(said)}.`,
      correct === null
        ? 'Змінено відповідно до звукозапису.'
        : `Змінено відповідно до звукозапису: ${quoted(correct)}.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
  otherStatement: (said, correct) =>
    [
      said === null ? null : `Слова: ${quoted(said)}.`,
      correct === null ? null : `Слід розуміти: ${quoted(correct)}.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
  transcriptsWith: (name) => `Стенограми, у яких звучить ${name}.`,
  allCorrections: 'Усі виправлення',
  correctionsOf: (name) => `${name}: виправлення`,

  data: 'Дані',
  aboutData:
    'Слова стенограми — свідчення: цитуйте їх так, як вони є, з іменем мовця та посиланням на репліку. Слова переказу не належать мовцям.',
  takeAway: 'Узяти стенограму з собою',
  takeSummaryAway: 'Узяти переказ із собою',
  plainText: 'Текст',
  cite: 'Цитувати як джерело',
  copy: 'Копіювати',
  copyCitation: (style) => `Копіювати посилання на джерело у стилі ${style}`,
  citationCopied: 'Посилання на джерело скопійовано',
  sourceAndRights: 'Джерело та права',
  sourceOf: (publisher) => `${publisher}, ефір: `,
  license: (license) => `Ліцензія: ${license}.`,
  originalNotice: 'Про оригінал, якого тут немає:',
  alsoInferred: (paths) => `Також висновок редакції: ${paths}.`,
  printed: 'Надруковано',

  shortcuts: 'Клавіатурні скорочення',
  shortcutNext: 'наступна репліка',
  shortcutPrevious: 'попередня репліка',
  shortcutFound: 'наступна й попередня зі знайдених реплік',
  shortcutLink: 'копіювати посилання на репліку чи виділене',
  shortcutQuote: 'копіювати репліку чи виділене як цитату',
  shortcutSearch: 'шукати серед сказаного',
  shortcutHelp: 'ця довідка',
  shortcutsOn: 'Скорочення з однієї клавіші ввімкнено',
  close: 'Закрити',
  summaryCopy: (speaker, words) => `Переказ, не пряма мова (${speaker}): ${words}`,

  allTranscripts: 'Усі стенограми',
  allOf: (program) => `Усі випуски: ${program}`,
  withoutProgram: 'Інші стенограми',
  undated: 'Без дати',
  with: (names) => `Говорять: ${names}`,
  andOthers: (n) => `і ще\u00a0${String(n)}`,
  nothingYet: 'Тут ще нічого не опубліковано.',
  pages: 'Сторінки',
  page: (n) => `Сторінка ${n}`,
  pageOf: (n, of) => `Сторінка ${n} з ${of}`,
  pageTitle: (title, n) => `${title}, сторінка ${n}`,
  previousPage: 'Попередня сторінка',
  nextPage: 'Наступна сторінка',
  byLetter: 'За літерою',
  otherLetter: 'Імена без літер',
  spanOf: (first, last) => (first === last ? first : `${first} — ${last}`),
  heard: (first, last) =>
    first === last ? `В ефірі: ${first}.` : `Уперше в ефірі: ${first}, востаннє: ${last}.`,
  heardAs: 'Тут говорить як',
  byProgram: 'За програмою',
  everyProgram: 'Усі програми',
  speakerIn: (name, program) => `${name} у програмі «${program}»`,
  privatePerson: 'Приватна особа',
  newTranscripts: 'Нові стенограми',
  allDates: 'Усі стенограми за часом ефіру.',
  byMonth: 'За місяцем',
  wholeYear: (year) => `Увесь ${year} рік`,
  monthUnknown: 'Місяць невідомий',
  undatedIntro: 'Коли це було в ефірі, ніхто не зазначив.',
  latestOf: (n) => `Найновіші (${n})`,
  allByDate: (n) => `Усі за датою: ${transcripts(n)}`,
  gaps: 'Мовні прогалини',
  gapsIn: (language) => `Мовні прогалини: ${language}`,
  gapsIntro:
    'Слова, яких тут ще немає: сказані іншою мовою й не записані, нерозбірливі або записані на слух.',
  gapsOfDrafts: 'Ця сторінка є лише у збірці з чернетками.',
  gapsNone: 'Прогалин немає: усі слова тут.',
  gapsTable: 'Увесь список таблицею (CSV)',
  everyLanguage: 'Усі мови',
  gapKinds: {
    untranscribed: 'Не записано',
    relayed: 'Не записано, лише переказано',
    inaudible: 'Нерозбірливо',
    phonetic: 'Записано на слух',
  },
  timeInAudio: (time) => `${time} у звукозаписі`,
  turnOf: (number, title) => `Репліка ${number}, ${quoted(title)}`,
  allSpeakers: 'Усі, хто говорить тут під власним іменем, з усіма їхніми репліками.',
  alsoKnown: 'На інших сайтах',
  pronounced: (how) => `Вимова: ${how}`,
  span: (from, to) =>
    from === null
      ? to === null
        ? ''
        : `до: ${to}`
      : to === null
        ? `від: ${from}`
        : `${from} — ${to}`,
  summarisedTurns: 'Це переказ: слова не належать самому учасникові.',
  turn: (number) => `Репліка ${number}`,
  turnTitle: (number, name, title) =>
    `Репліка ${number}${name === null ? '' : `, ${name}`}: ${title}`,
  quotation: quoted,
  removed: 'Вилучено',
  transcriptRemoved: (day) => `Вилучено ${day}.`,
  readInPlace: (number) => `Репліка ${number} на своєму місці`,
  allPrograms: 'Усі програми з їхніми стенограмами.',
  programSite: 'Власний сайт програми',
  allLanguages: 'Усе, що звучить не мовою самої стенограми.',
  languageTitle: (language) => `Мова: ${language}`,
  languageIntro: (language) => `Усе, що прозвучало цією мовою (${language}), від найновішого.`,
  languageIntroUnknown: 'Усе, що прозвучало мовою, якої ніхто не назвав, від найновішого.',

  search: 'Пошук',
  searchTurns: 'Шукати серед сказаного',
  searchHint:
    'Репліку знайдено, коли в ній є всі ваші слова. Лапки знаходять саме ті слова, що між ними, а будь-яке інше слово — за його початком, від трьох літер. Діакритичні знаки та великі літери не мають значення, а поза лапками — також апострофи й дефіси всередині слів і коми в числах (1500 знаходить 1,500).',
  saidBy: 'Чиї слова',
  anyone: 'будь-чиї',
  program: 'Програма',
  anyProgram: 'будь-яка',
  heardLanguage: 'Мова',
  anyLanguage: 'будь-яка',
  year: 'Рік',
  anyYear: 'будь-який',
  recordKind: 'Запис',
  anyRecord: 'будь-який',
  recordKinds: { verbatim: 'стенограми', summary: 'перекази' },
  sortBy: 'Порядок',
  sorts: { relevance: 'спершу найточніші', date: 'спершу найновіші' },
  withoutScript:
    'Для пошуку потрібен JavaScript, а він вимкнений або не завантажився. Усе можна знайти й за цими переліками:',
  browse: 'Переглянути переліки',
  searching: {
    turns: { one: '{n} репліка', few: '{n} репліки', many: '{n} реплік', other: '{n} репліки' },
    transcripts: {
      one: '{n} стенограма',
      few: '{n} стенограми',
      many: '{n} стенограм',
      other: '{n} стенограми',
    },
    turnsIn: 'Знайдено: {turns}, {transcripts}',
    moreToCome: {
      one: 'Ще {n} стенограма має ці слова, можливо, не в одній репліці: гортайте далі або натисніть «Показати більше»',
      few: 'Ще {n} стенограми мають ці слова, можливо, не в одній репліці: гортайте далі або натисніть «Показати більше»',
      many: 'Ще {n} стенограм мають ці слова, можливо, не в одній репліці: гортайте далі або натисніть «Показати більше»',
      other:
        'Ще {n} стенограми мають ці слова, можливо, не в одній репліці: гортайте далі або натисніть «Показати більше»',
    },
    more: 'Показати більше',
    moreHere: {
      one: 'тут ще {n} репліка',
      few: 'тут ще {n} репліки',
      many: 'тут ще {n} реплік',
      other: 'тут ще {n} репліки',
    },
    looking: 'Шукаємо…',
    nothing: 'Жодна репліка не має всього цього.',
    unknown: {
      speaker: 'В архіві немає мовця «{words}», за яким можна шукати.',
      program: 'В архіві немає програми «{words}».',
      language: 'В архіві немає мови «{words}».',
      year: 'В архіві немає нічого за рік «{words}».',
      record: 'В архіві немає такого виду запису: «{words}».',
    },
    nothingYet: 'Поки що жодна репліка не має всього цього. Переглянуто: {transcripts}.',
    keepTyping:
      'Такого цілого слова немає в жодній репліці. За початком слова знаходяться від трьох літер.',
    filtersAlone: 'Введіть слово, яке було сказано.',
    withoutWords: 'А без слова відкрийте сторінку:',
    noWords: 'Тут немає слова, яке можна було б шукати.',
    cut: 'Шукали тільки перші слова.',
    tryThis: 'Спробуйте',
    without: 'без «{words}»',
    unquoted: 'ті самі слова без лапок',
    missing: 'Сайт опубліковано без пошукового покажчика, тож шукати тут не можна.',
    broken:
      'Пошуковий покажчик не вдалося прочитати повністю. Можливо, сайт саме зараз публікують або зв’язок обірвався.',
    again: 'Спробувати ще раз',
    summary: 'Переказ, не стенограма',
    undated: 'Без дати',
  },
  checkQuotes: 'Звірити цитати',
  checkIntro:
    'Вставте одну цитату, кілька або цілу чернетку. Кожен уривок у лапках і кожна блокова цитата звіряється слово за словом із тим, що тут було сказано; якщо їх немає, звіряється весь текст.',
  checkDraft: 'Цитата або чернетка',
  checkFile: 'Або виберіть текстовий файл',
  checkFileHint: 'до 1 МБ, чи перетягніть його сюди',
  checkButton: 'Звірити',
  checkResults: 'Що з’ясовано',
  checkStays: 'Те, що ви пишете, лишається на вашому пристрої.',
  checkPrivacy:
    'Звіряє ваш браузер. Написане нікуди не надсилається, ніде не зберігається і не потрапляє в адресу. Для перевірки браузер завантажує частини пошукового покажчика і стенограми, в яких можуть бути ці слова. Хто керує сервером або стежить за з’єднанням, бачить, які з цих файлів завантажено, як і з кожною сторінкою, що ви читаєте: частина покажчика відповідає відтинку абетки, а стенограма — тому, про що вона. Ваших слів у цих запитах немає.',
  checkWithoutScript:
    'Щоб звіряти цитати тут, потрібен JavaScript, а він вимкнений або не завантажився. Хто має вихідні файли сайту, може звірити чернетку цією командою:',
  checking: {
    quotes: {
      one: '{n} цитата',
      few: '{n} цитати',
      many: '{n} цитат',
      other: '{n} цитати',
    },
    turns: {
      one: '{n} репліка',
      few: '{n} репліки',
      many: '{n} реплік',
      other: '{n} репліки',
    },
    line: 'Рядок {n}',
    turn: 'Репліка {n}',
    progress: '{n} з {m}',
    looking: 'Звіряємо…',
    stop: 'Зупинити',
    stopped: 'Зупинено.',
    nothingTyped: 'Спершу вставте цитату або чернетку.',
    noQuotes:
      'Ні в лапках, ні в блокових цитатах немає нічого, а весь текст задовгий, щоб бути цитатою. Візьміть процитоване в лапки.',
    tooLarge: 'Це понад 1 МБ тексту. Звіряйте статтю частинами.',
    noText: 'Це не текст у UTF-8. Спершу збережіть файл як звичайний текст.',
    missing: 'Сайт опубліковано без пошукового покажчика, тож звіряти тут не можна.',
    broken:
      'Не вдалося прочитати все потрібне для перевірки. Можливо, сайт саме зараз публікують або зв’язок обірвався.',
    again: 'Спробувати ще раз',
    verdicts: {
      exact: 'Точно',
      altered: 'Змінено',
      cut: 'Скорочено',
      joined: 'З’єднано',
      misattributed: 'Сказав хтось інший',
      summary: 'Не пряма мова',
      former: 'Відтоді виправлено',
      'not-found': 'Не знайдено',
      'too-short': 'Закоротко',
      empty: 'Порожньо',
      unclosed: 'Не закрито',
    },
    sums: {
      exact: 'точних {n}',
      altered: 'змінених {n}',
      cut: 'скорочених {n}',
      joined: 'з’єднаних {n}',
      misattributed: 'сказаних кимось іншим {n}',
      summary: 'лише в переказі {n}',
      former: 'відтоді виправлених {n}',
      'not-found': 'не знайдених {n}',
      'too-short': 'закоротких {n}',
      unclosed: 'не закритих {n}',
    },
    explanations: {
      exact: 'Слова стоять тут такими, як є.',
      altered:
        'Сказано не так. Пишіть слова так, як вони стоять, […] — де щось пропущено, а своє беріть у [квадратні дужки].',
      cut: 'Слова пропущено без позначки. Поставте […] там, де їх бракує.',
      joined: 'Слова взято з кількох реплік ({turns}), наче з однієї. Цитуйте кожну окремо.',
      misattributed: 'У тексті названо: {named}. Насправді це говорить {speaker}.',
      summary: 'Ці слова є лише в переказі, а це виклад чужими словами. Передайте його без лапок.',
      former: '',
      'not-found':
        'В цьому архіві немає нічого близького. Можливо, це сказано деінде або іншими словами.',
      'too-short':
        'Цих кількох слів замало: вони є не в одному місці ({turns}). Процитуйте більше або назвіть, хто говорить.',
      empty: '',
      unclosed:
        'Тут лапки відкрито, а в тому самому абзаці їх ніщо не закриває, тож цитату не звірено.',
    },
    otherCapitals:
      'Тут інші великі й малі літери, ніж у сказаному. Пишіть літери так, як вони стоять, або беріть змінену першу літеру у [квадратні дужки]: {words}.',
    asSaid: '«{said}»',
    asSaidOrMarked: '«{said}» або «{marked}»',
    fewAnywhere:
      'Такими, як є, вони не стоять у жодній репліці, а так мало слів може належати кому завгодно. Додайте слів, якщо їх сказано тут.',
    untilDay: 'Ці слова стояли тут до {day}, а потім їх виправлено. Цитуйте ті, що стоять тепер.',
    untilUnknown: 'Ці слова колись стояли тут, а потім їх виправлено. Цитуйте ті, що стоять тепер.',
    notBy: 'Це говорить {speaker}, а не {named}.',
    closestSummary: 'Найближчі слова — з переказу, а він не є прямою мовою.',
    said: 'сказано:',
    yours: 'у вашому тексті:',
    now: 'Тепер:',
    undated: 'Без дати',
    summary: 'Переказ, не стенограма',
    legend: 'Закреслено — у вашому тексті. Підкреслено — те, що було сказано.',
    copyLink: 'Копіювати посилання',
    linkCopied: 'Посилання скопійовано',
    copyReport: 'Копіювати звіт',
    reportCopied: 'Звіт скопійовано',
    print: 'Друкувати',
    reportTitle: 'Звірені цитати',
  },
  stories: 'Статті',
  allStories: 'Усі статті',
  brokenStory: 'Стаття з’явиться тут, щойно буде виправлено помилки, названі вгорі.',
  aboutStories:
    'Їх написали редактори цього сайту. Кожну цитату звірено зі стенограмами під час збирання сайту.',
  storyBy: (names: string) => `Автори: ${names}`,
  quotedIn: 'Процитовано в:',
  turnsFromTo: (from: string, to: string) => `Репліки ${from}–${to}`,
  voicesImage: (shares: string) => `Хто скільки говорить: ${shares}.`,
  voicesTable: 'Числа таблицею',
  voicesBy: (time: string | null, leftOut: number) =>
    [
      'За кількістю слів.',
      time === null ? null : `Репліки іншими мовами враховано за тривалістю, разом ${time}.`,
      leftOut === 0 ? null : `Не враховано реплік іншими мовами невідомої тривалості: ${leftOut}.`,
    ]
      .filter((part) => part !== null)
      .join(' '),
  speaker: 'Хто говорить',
  share: 'Частка',
  turnsHead: 'Репліки',
  words: 'Слова',
  otherLanguages: 'Інші мови',
  embed: 'Вбудувати',
  embedIntro:
    'Щоб показати цю репліку на іншій сторінці, скопіюйте один із варіантів. Жоден не потребує скрипту.',
  embedBlockquote: 'Як цитату',
  embedFrame: 'Як рамку',
  embedNoAddress: 'Сайт ще не знає власної адреси, тому тут лише шляхи.',
  embedWhole: 'Читати в стенограмі',

  notFound: 'Тут немає сторінки',
  notFoundText:
    'Можливо, в адресі помилка, або названого в ній тут ніколи не публікували. Усі стенограми — у списку нижче.',

  roles: {
    host: 'веде ефір',
    anchor: 'веде новини',
    correspondent: 'кореспондент(ка)',
    reporter: 'репортер(ка)',
    analyst: 'аналітик(иня)',
    guest: 'гість (гостя)',
    official: 'посадова особа',
    interpreter: 'перекладач(ка)',
    voice: 'голос',
  },
};
