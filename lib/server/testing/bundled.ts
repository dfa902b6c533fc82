import 'server-only'
import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/** Bundles files of lib/server, named by what they become, so that a process of one starts in a moment. */
export async function bundled<Name extends string>(entryPoints: Record<Name, string>) {
  // Below the clone, where its packages are found.
  const parent = path.resolve('.cache/test')
  mkdirSync(parent, { recursive: true })
  const outdir = mkdtempSync(path.join(parent, 'bundled-'))
  const outExtension = { '.js': '.mjs' }
  const how = { bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' } as const
  await build({ entryPoints, outdir, outExtension, ...how, logLevel: 'warning' })
  return {
    /** Starts one of them, with a channel to it. */
    start: (name: Name, args: string[], env: Record<string, string>): ChildProcess =>
      fork(path.join(outdir, `${name}.mjs`), args, {
        execArgv: ['--conditions=react-server'],
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    remove: () => rmSync(outdir, { recursive: true }),
  }
}
