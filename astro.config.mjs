import mdx from '@astrojs/mdx';
import { unified } from '@astrojs/markdown-remark';
import { defineConfig } from 'astro/config';
import { urlStyle } from './src/archive/addresses.ts';
import { compiledStories } from './src/stories/compiled-stories.ts';
import { markInlineQuotes } from './src/stories/mark-inline-quotes.ts';

/** `SITE_URL`, `BASE_PATH` and `URL_STYLE` say where the site will live (README, "Publish"). */
const { SITE_URL, BASE_PATH } = process.env;

export default defineConfig({
  ...(SITE_URL && { site: SITE_URL }),
  base: BASE_PATH ?? '/',
  trailingSlash: 'ignore',
  // Outside node_modules, which `npm ci` deletes.
  cacheDir: './.cache',
  integrations: [mdx()],
  markdown: {
    // Smart punctuation would alter quotations.
    processor: unified({ smartypants: false, remarkPlugins: [markInlineQuotes] }),
    syntaxHighlight: false,
  },
  // No inline code anywhere, so that one constant Content Security Policy can serve.
  build: { inlineStylesheets: 'never', assets: 'assets', format: urlStyle() },
  vite: {
    build: { assetsInlineLimit: 0 },
    // What builds keep is no source.
    server: { watch: { ignored: ['**/.cache/**', '**/dist{,.*}/**'] } },
    plugins: [
      compiledStories(),
      {
        name: 'plain-imports',
        enforce: 'pre',
        // Vite's own helper fetches style sheets along with a script: none needs it, and it outweighs most of them.
        load: (id) =>
          id === '\0vite/preload-helper.js'
            ? 'export const __vitePreload = (load) => load();'
            : null,
      },
    ],
  },
  devToolbar: { enabled: false },
});
