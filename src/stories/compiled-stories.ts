import path from 'node:path';
import { listFiles } from '../archive/files.ts';
import { storiesFolder } from '../archive/content-folder.ts';
import { addressOf } from '../archive/ids.ts';

/** A Vite plugin that gives the module `virtual:stories`: for each story's id, what imports its compiled MDX. */
export function compiledStories() {
  return {
    name: 'turnstone-stories',
    resolveId: (id: string) => (id === NAME ? RESOLVED : null),
    load: (id: string) => {
      if (id !== RESOLVED) return null;
      const folder = storiesFolder();
      const stories = listFiles(folder, '.mdx').map((name) => {
        const file = path.join(folder, name).replaceAll(path.sep, '/');
        return `${JSON.stringify(addressOf(name))}: () => import(${JSON.stringify(file)})`;
      });
      return `export default { ${stories.join(', ')} };`;
    },
    configureServer: ({ watcher, environments }: Server) => {
      watcher.add(storiesFolder());
      watcher.on('all', (event, file) => {
        if (!/^(?:add|unlink)$/.test(event) || !file.startsWith(storiesFolder())) return;
        for (const { moduleGraph } of Object.values(environments)) {
          const module = moduleGraph.getModuleById(RESOLVED);
          if (module) moduleGraph.invalidateModule(module);
        }
      });
    },
  };
}

const NAME = 'virtual:stories';
/** Rollup's convention: other plugins leave alone what begins so. */
const RESOLVED = `\0${NAME}`;

/** What is used of Vite's development server. */
interface Server {
  watcher: {
    add(folder: string): void;
    on(event: 'all', listener: (event: string, file: string) => void): void;
  };
  environments: Record<string, { moduleGraph: ModuleGraph }>;
}

interface ModuleGraph {
  getModuleById(id: string): object | undefined;
  invalidateModule(module: object): void;
}
