import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { displayPath } from '../archive/files.ts';
import { hasErrors } from '../transcript/problem.ts';
import { planRemoval, type RemovalPlan, type RemovalRequest } from './plan-removal.ts';
import { printProblems } from './print-problems.ts';
import { removeLeftovers, writeWhole } from './write-whole.ts';

export interface RemoveOptions extends RemovalRequest {
  /** The folder whose `.cache/` and `.astro/` hold what builds have read. */
  project: string;
  dryRun: boolean;
  /** Asks whether to go on. */
  confirm: () => Promise<boolean>;
}

/**
 * Takes a transcript, turns or a person out of the content folder and the caches, and tells what it does, what it can't
 * reach, and what to do about that.
 *
 * @returns `refused`: something is wrong, and nothing was done.
 */
export async function removeContent(
  options: RemoveOptions,
): Promise<'done' | 'nothing' | 'declined' | 'refused'> {
  const { content, dryRun, confirm } = options;
  if (!dryRun) for (const folder of FOLDERS) await removeLeftovers(path.join(content, folder));
  const plan = await planRemoval(options);
  printProblems(plan.problems);
  if (hasErrors(plan.problems)) return 'refused';
  const caches = await cachesIn(options.project);
  if (plan.changes.length === 0 && caches.length === 0) {
    console.log(
      plan.mentions.length > 0
        ? 'Nothing is left that this command can remove.'
        : 'Nothing of it is left in the content folder or the caches.',
    );
    tellMentions(plan);
    tellList('To do:', formerSteps(plan));
    return 'nothing';
  }
  tellPlan(plan, caches, options);
  if (dryRun) {
    console.log('Nothing is written: this was a dry run.');
    return 'done';
  }
  if (!(await confirm())) {
    console.log('Nothing is changed.');
    return 'declined';
  }
  writeWhole(plan.changes);
  for (const cache of caches) await rm(cache, { recursive: true, force: true });
  console.log('\nRemoved.');
  tellSteps(plan, options);
  return 'done';
}

const FOLDERS = ['transcripts', 'permalinks', 'speakers'];

async function cachesIn(project: string): Promise<string[]> {
  const folders = ['.cache', '.astro'].map((name) => path.join(project, name));
  const found: string[] = [];
  for (const folder of folders) {
    const isFolder = await stat(folder).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (isFolder) found.push(folder);
  }
  return found;
}

function tellPlan(
  plan: RemovalPlan,
  caches: readonly string[],
  { content, project, purge }: RemoveOptions,
): void {
  const { changes, removals } = plan;
  const written = changes.filter(({ text }) => text !== null);
  const deleted = changes.filter(({ text }) => text === null);
  tellList(purge ? 'To be purged:' : 'To be removed:', removals);
  tellList(
    'Files written anew:',
    written.map((file) => displayPath(content, file.path)),
  );
  tellList('Files deleted:', [
    ...deleted.map((file) => displayPath(content, file.path)),
    ...caches.map((folder) => `${displayPath(project, folder)}/ (a build makes it again)`),
  ]);
  tellMentions(plan);
}

function tellMentions({ mentions }: RemovalPlan): void {
  tellList(
    'These lines name it still, or may (a given name or a surname alone), and only a person can judge them:',
    mentions,
  );
}

/** Edited lines become former wordings, which are published: so they are to be purged once more. */
function formerSteps({ mentions, mentioning }: RemovalPlan): string[] {
  if (mentions.length === 0) return [];
  const edit = 'Edit the lines above that name it.';
  if (mentioning.length === 0) return [edit];
  return [
    `${edit} What they said is kept as former wordings and published, so after you have edited these lines run npm run permalinks, then:`,
    ...mentioning.map((id) => `  npm run remove -- ${id} --former --purge`),
  ];
}

function tellSteps(plan: RemovalPlan, { content, purge }: RemoveOptions): void {
  const { changes } = plan;
  const files = changes.map((file) => displayPath(content, file.path)).join(' ');
  const build = [
    'The last build, dist/, has the former site until you run npm run build and deploy it.',
    'Commit the content folder.',
  ];
  if (!purge) {
    tellList('To do:', [
      ...build,
      `To take it back before that commit: git checkout -- ${files}`,
      'The words are still in the history of your version control; --purge lists what else to clear.',
    ]);
    return;
  }
  tellList('Out of reach of this command, and to be done by you:', [
    ...formerSteps(plan),
    ...build,
    'Git history: every former commit has the words. Rewrite it with git filter-repo (--path … --invert-paths, or --replace-text), push with --force, and have the host delete cached commits and pull requests.',
    'Other branches, clones and forks: merging an older branch brings the words back. Run this command again after such a merge, and ask the owners of forks.',
    'Backups, and the caches and artifacts of your continuous integration: delete them.',
    'Deployed copies: deploy the new build, delete former deployments and previews, and purge the CDN.',
    'Search engines: ask for the addresses to be removed (Google Search Console, Bing Webmaster Tools).',
    'The Internet Archive and other web archives: ask info@archive.org to exclude the addresses.',
    'Feed readers, podcast apps, embeds and whoever has quoted or downloaded it: ask them.',
    'The addresses stay, to say that something was removed. Where an address gives the name away, delete its file in permalinks/ too: then it answers "not found".',
  ]);
}

function tellList(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  console.log([title, ...lines.map((line) => `  ${line}`)].join('\n'));
}
