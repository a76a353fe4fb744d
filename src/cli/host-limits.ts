import type { SiteSize } from '../build/site-listing.ts';

/** `54 files, 1.2 MB` */
export const sizeText = ({ files, total }: SiteSize): string =>
  `${COUNT.format(files)} ${files === 1 ? 'file' : 'files'}, ${megabytes(total)}`;

/** What a site is too large for, a sentence each: what was found, what the host takes, and the cure. */
export function exceededLimits({ files, total, largest, fullest }: SiteSize): string[] {
  const found: string[] = [];
  if (files > CLOUDFLARE_FILES) {
    found.push(
      `${COUNT.format(files)} files; Cloudflare Pages takes ${COUNT.format(CLOUDFLARE_FILES)} on its free plan, ${COUNT.format(CLOUDFLARE_PAID_FILES)} on others. ${FEWER_PAGES}`,
    );
  }
  if (largest.bytes > CLOUDFLARE_FILE) {
    found.push(
      `${largest.file} has ${megabytes(largest.bytes)}; Cloudflare Pages takes ${megabytes(CLOUDFLARE_FILE)} a file. Split the transcript, or use another host.`,
    );
  }
  if (total > GITHUB_TOTAL) {
    found.push(
      `${megabytes(total)}; GitHub Pages takes ${megabytes(GITHUB_TOTAL)}. ${FEWER_PAGES}`,
    );
  }
  if (fullest.files > NETLIFY_FOLDER) {
    found.push(
      `${fullest.folder === '' ? 'The site’s root' : fullest.folder} has ${COUNT.format(fullest.files)} files; Netlify takes ${COUNT.format(NETLIFY_FOLDER)} in a folder. Put transcripts into folders, one for each year.`,
    );
  }
  return found;
}

const FEWER_PAGES =
  'Write "turnPages: none" into content/site.yaml, so that new transcripts get no pages for single turns, or use another host.';

const COUNT = new Intl.NumberFormat('en');

const megabytes = (bytes: number): string =>
  bytes < MB / 20
    ? `${COUNT.format(Math.ceil(bytes / 1000))} kB`
    : `${MEGABYTES.format(bytes / MB)} MB`;

const MEGABYTES = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const MB = 1_000_000;

/** https://developers.cloudflare.com/pages/platform/limits/#files: a site's files, on the free plan and on others. */
const CLOUDFLARE_FILES = 20_000;
const CLOUDFLARE_PAID_FILES = 100_000;
/** https://developers.cloudflare.com/pages/platform/limits/#file-size: 25 MiB. */
const CLOUDFLARE_FILE = 25 * 1024 * 1024;
/** https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits: 1 GB. */
const GITHUB_TOTAL = 1_000_000_000;
/** https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit */
const NETLIFY_FOLDER = 54_000;
