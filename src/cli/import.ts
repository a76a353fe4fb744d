import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Node strips the types of each file at every start, which takes as long as one of these files is read in: it is kept.
enableCompileCache(path.join(import.meta.dirname, '../../.cache/node'));
await import('./import-command.ts');
