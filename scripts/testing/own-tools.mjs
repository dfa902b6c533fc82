import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/root.mjs'

/** Where the clone keeps programs of its own. */
export const ownTools = path.join(root, '.cache/tools')

/** Lets this process and its children find the programs kept in the clone; those of the machine come first. */
export function withOwnTools() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  if (!folders.includes(ownTools)) process.env.PATH = [...folders, ownTools].join(path.delimiter)
}

/** Keeps a program in the clone, whole or not at all. */
export function keepTool(name, content) {
  mkdirSync(ownTools, { recursive: true })
  const file = path.join(ownTools, name)
  writeFileSync(`${file}.new`, content, { mode: 0o755 })
  renameSync(`${file}.new`, file)
}
