import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type AstroIntegration } from 'astro';

/**
 * `node src/build/compile.ts DIR` compiles the site's code with Astro, and renders nothing: `DIR/server` is the program
 * that makes pages, `DIR/client` what browsers load, and `DIR/pages.json` the style sheets of each route. A process of
 * its own gives back the memory that this takes.
 */
const [folder = ''] = process.argv.slice(2);
process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.TURNSTONE_COMPILING = '1';
await mkdir(folder, { recursive: true });
await build({
  outDir: path.join(folder, 'client'),
  logLevel: 'warn',
  integrations: [keepProgram(folder)],
});

/** Takes the program that Astro would use once, before it renders anything, and has it render nothing. */
function keepProgram(target: string): AstroIntegration {
  let takeStyles = (): [string, unknown][] => [];
  let compiled = '';
  return {
    name: 'turnstone-compile',
    hooks: {
      'astro:config:done': ({ config }) => {
        compiled = fileURLToPath(new URL('.prerender/', config.outDir));
      },
      'astro:build:setup': ({ pages }) => {
        // The map is filled while the styles are built.
        takeStyles = () => [...pages].map(([key, page]) => [key, page.styles]);
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((standard) => ({
          ...standard,
          name: 'turnstone-compile',
          setup: async () => {
            await writeFile(path.join(target, 'pages.json'), JSON.stringify(takeStyles()));
            await rename(compiled, path.join(target, 'server'));
          },
          getStaticPaths: () => Promise.resolve([]),
        }));
      },
    },
  };
}
