import Module from 'node:module';
import { resolve } from 'node:path';

type Resolve = (request: string, ...rest: unknown[]) => string;

const LIBS = resolve(__dirname, '../../libs');
const ALIAS = /^@fairlead\/([a-z-]+)(\/contracts)?$/;

/** Where `@fairlead/<context>` lies in the sources; other names are left as they are. */
export function resolveAlias(request: string): string {
  const [, context, contracts] = ALIAS.exec(request) ?? [];
  return context === undefined ? request : resolve(LIBS, context, 'src', contracts ? 'contracts.ts' : 'index.ts');
}

/**
 * Lets the global set-up load our libraries: Jest compiles what it requires there, but applies
 * `moduleNameMapper` inside tests only. Returns what undoes it.
 */
export function registerAliases(): () => void {
  const loader = Module as unknown as { _resolveFilename: Resolve };
  const original = loader._resolveFilename;
  loader._resolveFilename = (request, ...rest) => original.call(loader, resolveAlias(request), ...rest);
  return () => {
    loader._resolveFilename = original;
  };
}
