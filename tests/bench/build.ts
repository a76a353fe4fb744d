import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { format } from 'prettier';
import { exitOnUsage } from '../../src/cli/usage.ts';
import { writeArchive } from './archive.ts';
import { barChart } from './chart.ts';

/**
 * `npm run bench`: how long a build takes, beside Eleventy and plain Astro on the same Markdown (and Hugo where it is on
 * the machine), in turns in one run, so that what else the machine does falls on all of them. It writes
 * `results/build.json`, `results/build.svg`, and the table of README.md.
 */
const values = exitOnUsage(new Command('npm run bench --'))
  .description(
    'Measures how long builds take, beside Eleventy, plain Astro and, where it is on the machine, Hugo, and writes the table of README.md.',
  )
  .option('--news <number>', 'transcripts of news length', '1000')
  .option('--podcasts <number>', 'transcripts of podcast length', '200')
  .option('--rounds <number>', 'how often everything is measured', '3')
  .option(
    '--eleventy <folder>',
    'where Eleventy is installed (default: a folder of its own, into which it is installed)',
  )
  .option('--no-astro', 'leave out plain Astro, which takes minutes and gigabytes')
  .parse()
  .opts<{ news: string; podcasts: string; rounds: string; eleventy?: string; astro: boolean }>();
const project = process.cwd();
const folder = await mkdtemp(path.join(tmpdir(), 'bench-build-'));
const content = path.join(folder, 'content');
const podcasts = path.join(folder, 'podcasts');
const size = { news: Number(values.news), podcasts: Number(values.podcasts) };

interface Contender {
  name: string;
  /** Puts everything where a run is to find it. */
  before?: () => Promise<void>;
  command: string[];
  cwd: string;
  env?: Record<string, string>;
  output: string;
  rounds?: number;
}

interface Measure {
  /** On the clock. */
  seconds: number;
  /** Of all processes and threads together. */
  cpuSeconds: number;
  /** The most that all processes held together at any time. */
  megabytes: number;
  files: number;
  outputMegabytes: number;
}

async function bench(): Promise<void> {
  try {
    const files = await writeArchive(content, size);
    await writeArchive(podcasts, { news: 0, podcasts: size.podcasts });
    const results = new Map<string, Measure[]>();
    const own = await ours(files);
    const contenders = [...own, await eleventy(), ...(await hugo())];
    if (values.astro) {
      contenders.push(...(await podcastHalf(own[0])));
    }
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const contender of contenders) {
        if (round >= (contender.rounds ?? Infinity)) continue;
        await contender.before?.();
        const measure = await measured(contender);
        results.set(contender.name, [...(results.get(contender.name) ?? []), measure]);
        console.log(`${contender.name}: ${measure.seconds.toFixed(2)} s`);
      }
    }
    await tell(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Our build, in a copy of the project, so that no other build's cache is at hand. */
async function ours(files: readonly string[]): Promise<Contender[]> {
  const cwd = path.join(folder, 'turnstone');
  await mkdir(cwd);
  for (const name of [
    'src',
    'public',
    'astro.config.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    await cp(path.join(project, name), path.join(cwd, name), { recursive: true });
  }
  await linkModules(cwd);
  const command = [process.execPath, 'src/cli/build.ts', '--only', 'pages'];
  const common = {
    command,
    cwd,
    env: { TURNSTONE_CONTENT: content },
    output: path.join(cwd, 'dist'),
  };
  const [first = ''] = files;
  let edits = 0;
  return [
    {
      ...common,
      name: 'Turnstone, cold',
      before: async () => {
        for (const name of ['.cache', 'dist'])
          await rm(path.join(cwd, name), { recursive: true, force: true });
      },
    },
    { ...common, name: 'Turnstone, nothing changed' },
    {
      ...common,
      name: 'Turnstone, one changed',
      before: async () => {
        edits += 1;
        const file = path.join(content, first);
        const source = await readFile(file, 'utf8');
        await writeFile(file, source.replace(/^title: .*$/m, `title: Edit ${String(edits)}`));
      },
    },
  ];
}

async function eleventy(): Promise<Contender> {
  const cwd = path.resolve(values.eleventy ?? path.join(folder, 'eleventy'));
  if (!existsSync(path.join(cwd, 'node_modules/@11ty/eleventy'))) {
    await mkdir(cwd, { recursive: true });
    await writeFile(path.join(cwd, 'package.json'), '{"private":true}');
    install(cwd, '@11ty/eleventy@3');
  }
  const input = path.join(folder, 'eleventy-input');
  await cp(path.join(content, 'transcripts'), input, { recursive: true });
  const output = path.join(folder, 'eleventy-output');
  const bin = path.join(cwd, 'node_modules/@11ty/eleventy/cmd.cjs');
  const command = [process.execPath, bin, '--quiet', `--input=${input}`, `--output=${output}`];
  return { name: 'Eleventy 3', command, cwd, output };
}

async function hugo(): Promise<Contender[]> {
  if (spawnSync('hugo', ['version']).status !== 0) return [];
  const cwd = path.join(folder, 'hugo');
  await cp(path.join(content, 'transcripts'), path.join(cwd, 'content'), { recursive: true });
  await mkdir(path.join(cwd, 'layouts/_default'), { recursive: true });
  for (const name of ['single', 'list']) {
    await writeFile(
      path.join(cwd, `layouts/_default/${name}.html`),
      '<h1>{{.Title}}</h1>{{.Content}}',
    );
  }
  await writeFile(path.join(cwd, 'hugo.toml'), 'baseURL = "/"\n');
  return [{ name: 'Hugo', command: ['hugo', '--quiet'], cwd, output: path.join(cwd, 'public') }];
}

/** The transcripts of podcast length alone, on which plain Astro has most to do; it keeps its cache in this run’s folder. */
async function podcastHalf(cold: Contender | undefined): Promise<Contender[]> {
  const cwd = path.join(folder, 'astro');
  await mkdir(path.join(cwd, 'src/pages'), { recursive: true });
  await linkModules(cwd);
  await cp(path.join(podcasts, 'transcripts'), path.join(cwd, 'transcripts'), { recursive: true });
  for (const [name, text] of PLAIN_ASTRO) await writeFile(path.join(cwd, name), text);
  const bin = path.join(project, 'node_modules/astro/bin/astro.mjs');
  const plain: Contender = {
    name: `Plain Astro 7${ALONE}`,
    command: [process.execPath, bin, 'build', '--silent'],
    cwd,
    output: path.join(cwd, 'dist'),
    rounds: 1,
  };
  return cold
    ? [
        {
          ...cold,
          name: `Turnstone, cold${ALONE}`,
          env: { TURNSTONE_CONTENT: podcasts },
          rounds: 1,
        },
        plain,
      ]
    : [plain];
}

const PLAIN_ASTRO: [string, string][] = [
  ['package.json', '{"private":true,"type":"module"}'],
  [
    'astro.config.mjs',
    `import { unified } from '@astrojs/markdown-remark';
export default { cacheDir: './cache', markdown: { syntaxHighlight: false, processor: unified({ smartypants: false, remarkPlugins: [() => (tree) => {
  for (const node of tree.children) {
    const [first] = node.children ?? [];
    if (node.type === 'paragraph' && first?.type === 'strong') node.data = { hProperties: { class: 'turn' } };
  }
}] }) } };
`,
  ],
  [
    'src/content.config.ts',
    `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
export const collections = { transcripts: defineCollection({ loader: glob({ pattern: '**/*.md', base: 'transcripts' }) }) };
`,
  ],
  [
    'src/pages/[...id].astro',
    `---
import { getCollection, render } from 'astro:content';
export async function getStaticPaths() {
  return (await getCollection('transcripts')).map((entry) => ({ params: { id: entry.id }, props: { entry } }));
}
const { entry } = Astro.props;
const { Content } = await render(entry);
---
<html lang="en"><head><title>{entry.data.title}</title></head><body><h1>{entry.data.title}</h1><Content /></body></html>
`,
  ],
];

async function linkModules(cwd: string): Promise<void> {
  await symlink(path.join(project, 'node_modules'), path.join(cwd, 'node_modules')).catch(
    () => undefined,
  );
}

function install(cwd: string, name: string): void {
  const { status, stderr } = spawnSync('npm', ['install', '--no-save', name], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name} can’t be installed: ${stderr}`);
}

async function measured({ command, cwd, env, output }: Contender): Promise<Measure> {
  const [program = '', ...args] = command;
  const start = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, ASTRO_TELEMETRY_DISABLED: '1', SITE_URL: '', BASE_PATH: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const watch = new Watch(child.pid ?? 0);
  const status = await new Promise((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - start) / 1000;
  const { megabytes, cpuSeconds } = watch.end();
  if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${errors}`);
  const sizes = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  const bytes = sizes.reduce((sum, one) => sum + one, 0);
  return { seconds, cpuSeconds, megabytes, files: sizes.length, outputMegabytes: bytes / 1e6 };
}

/** What a process and all below it take, as Linux tells it in `/proc`; nothing on other systems. */
class Watch {
  private most = 0;
  private readonly ticks = new Map<number, number>();
  private readonly root: number;
  private readonly timer: NodeJS.Timeout;

  constructor(root: number) {
    this.root = root;
    this.timer = setInterval(() => {
      this.look();
    }, 20);
  }

  end(): { megabytes: number; cpuSeconds: number } {
    clearInterval(this.timer);
    const ticks = [...this.ticks.values()].reduce((sum, one) => sum + one, 0);
    return { megabytes: this.most, cpuSeconds: ticks / 100 };
  }

  private look(): void {
    let sum = 0;
    for (const pid of this.family()) {
      const stat =
        textOf(`/proc/${String(pid)}/stat`)
          .split(') ')[1]
          ?.split(' ') ?? [];
      this.ticks.set(pid, Number(stat[11] ?? 0) + Number(stat[12] ?? 0));
      const rss = /^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${String(pid)}/status`))?.[1];
      sum += Number(rss ?? 0) / 1000;
    }
    this.most = Math.max(this.most, sum);
  }

  private family(): number[] {
    const found = [this.root];
    for (const pid of found) {
      const tasks = `/proc/${String(pid)}/task`;
      if (!existsSync(tasks)) continue;
      for (const task of readdirSync(tasks)) {
        found.push(...textOf(`${tasks}/${task}/children`).split(' ').filter(Boolean).map(Number));
      }
    }
    return found;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function tell(results: ReadonlyMap<string, Measure[]>): Promise<void> {
  const medians = new Map([...results].map(([name, measures]) => [name, median(measures)]));
  const target = path.join(import.meta.dirname, 'results');
  await mkdir(target, { recursive: true });
  const machine = `${cpus()[0]?.model ?? ''}, ${String(cpus().length)} cores, ${String(Math.round(totalmem() / 1e9))} GB, Node ${process.version}`;
  const now = new Date();
  const date = now.toISOString().slice(0, 10);
  const written = { date, machine, ...size, medians: Object.fromEntries(medians) };
  await writeFile(path.join(target, 'build.json'), `${JSON.stringify(written, null, 2)}\n`);
  const bars = [...medians].map(([name, { seconds }]) => ({ name, value: seconds }));
  await writeFile(path.join(target, 'build.svg'), barChart(bars, 'Seconds on the clock'));
  const day = now.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  const heading = `\`npm run bench\` on ${String(size.news)} transcripts of news length and ${String(size.podcasts)} of podcast length, \`--only pages\`, ${day}, ${machine}; the median of ${values.rounds} runs in turns, and memory of all processes together:`;
  const text = `${heading}\n\n${tableOf(medians)}`;
  console.log(text);
  const readme = path.join(project, 'README.md');
  const [before, , after] = (await readFile(readme, 'utf8')).split(MARKS);
  if (before === undefined || after === undefined) {
    throw new Error(`${readme} lacks the two comments between which the table stands.`);
  }
  const whole = `${before}<!-- bench -->\n\n${text}\n\n<!-- /bench -->${after}`;
  await writeFile(readme, await format(whole, { parser: 'markdown', printWidth: 100 }));
}

/** What encloses the table in README.md. */
const MARKS = /<!-- \/?bench -->/;

function tableOf(medians: ReadonlyMap<string, Measure>): string {
  const rows = [...medians].map(([name, one]) => {
    const [other, label] = name.endsWith(ALONE)
      ? [medians.get(`Plain Astro 7${ALONE}`), 'plain Astro']
      : [medians.get('Eleventy 3'), 'Eleventy'];
    const ratio = (of: number, all: number | undefined) =>
      all === undefined || other === one ? '' : ` (${(of / all).toFixed(2)}× ${label})`;
    return [
      name,
      `${one.seconds.toFixed(1)} s${ratio(one.seconds, other?.seconds)}`,
      `${one.cpuSeconds.toFixed(1)} s`,
      `${String(Math.round(one.megabytes))} MB${ratio(one.megabytes, other?.megabytes)}`,
      String(one.files),
      `${String(Math.round(one.outputMegabytes))} MB`,
    ];
  });
  const head = ['', 'time', 'processor', 'memory', 'files', 'output'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Ends the name of who has the podcasts to do and nothing else. */
const ALONE = ', podcasts alone';

/** The measure whose time is in the middle. */
function median(measures: readonly Measure[]): Measure {
  const sorted = measures.toSorted((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new Error('Nothing was measured.');
  return middle;
}

await bench();
