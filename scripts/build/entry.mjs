// Bundles the HTTP entry, the one of the machines' door alone, and operators' commands, beside Next's build, so that
// production runs plain JavaScript. Packages stay outside: the entry and Next's own bundles then share one copy of each.
import path from 'node:path'
import { build } from 'esbuild'
import { root } from '../setup/root.mjs'

/** Outside of Next's bundles `server-only` would throw. */
const emptyServerOnly = {
  name: 'empty-server-only',
  setup({ onResolve }) {
    onResolve({ filter: /^server-only$/ }, () => ({ path: path.join(root, 'scripts/build/empty-module.mjs') }))
  },
}

const commands = ['backup', 'restore', 'check', 'import-legacy', 'keys-export', 'keys-rotate']

await build({
  absWorkingDir: root,
  entryPoints: {
    entry: 'lib/server/http/entry.ts',
    tokens: 'lib/server/http/tokens-entry.ts',
    ...Object.fromEntries(commands.map((name) => [name, `scripts/operator/${name}.ts`])),
  },
  outdir: '.next',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  plugins: [emptyServerOnly],
  logLevel: 'warning',
})
