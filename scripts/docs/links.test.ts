import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scripts } from '../../package.json'
import { root } from '../setup/root.mjs'

const folders = ['app', 'bench', 'components', 'deploy', 'docs', 'e2e', 'lib', 'prisma', 'public', 'scripts']
const list = (folder: string, recursive: boolean) =>
  readdirSync(path.join(root, folder), { recursive, withFileTypes: true })
    .map((entry) => ({ isFile: entry.isFile(), file: path.relative(root, path.join(entry.parentPath, entry.name)) }))
    .filter(({ file }) => !file.startsWith('lib/server/generated/'))
const all = [...list('.', false), ...folders.flatMap((folder) => list(folder, true))]
const files = all.filter(({ isFile }) => isFile).map(({ file }) => file)
const known = new Set(all.map(({ file }) => file))
const names = new Set(files.map((file) => path.basename(file)))
const pages = files.filter((file) => file.endsWith('.md'))
const sources = files.filter((file) => /\.(tsx?|mjs|js|css|prisma)$/.test(file))

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, match]) => match!)
const commentsOf = (text: string) => found(text, /((?:^|\s)\/\/.*$|(?<![\w'"`*])\/\*\*?\s[\s\S]*?\*\/)/gm).join('\n')

const segment = String.raw`(?:\(\w+\)|\[[\w.]+\]|[\w.-]+)`
const ourPath = new RegExp(String.raw`(?<![\w./@-])((?:${folders.join('|')})(?:/${segment})+)(?![\w.-]*/?[<*{…])`, 'g')
const sourceName = /(?<![\w./*<>-])([a-z][\w-]*(?:\.(?:test|spec))?\.(?:tsx?|mjs|md))\b/g

/** What a text names below our folders, or by a source's name alone, and is not there. A pattern is not looked at. */
function missingIn(text: string): string[] {
  const paths = found(text, ourPath).map((each) => each.replace(/[./]+$/, ''))
  const isThere = (each: string) => ['', '.ts', '.tsx', '.mjs'].some((ending) => known.has(each + ending))
  return [...paths.filter((each) => !isThere(each)), ...found(text, sourceName).filter((each) => !names.has(each))]
}

const anchorsOf = (page: string) =>
  found(read(page), /^#+ (.*)$/gm)
    .map((title) => title.toLowerCase().replaceAll(/[^\p{L}\d _-]/gu, ''))
    .map((title) => title.replaceAll(' ', '-'))

test.each(pages)('%s links to what is there', (page) => {
  const broken = found(read(page), /\]\((?!https?:)([^)\s]+)\)/g).filter((link) => {
    const [target, anchor] = link.split('#')
    const file = target ? path.join(path.dirname(page), target).replace(/\/$/, '') : page
    return !known.has(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor))
  })
  expect(broken).toEqual([])
})

test.each(pages)('%s names files and commands that are there', (page) => {
  const commands = found(read(page), /npm run (?:--silent )?([a-z:]+)/g)
  expect([...missingIn(read(page)), ...commands.filter((name) => !Object.hasOwn(scripts, name))]).toEqual([])
})

test('comments name files that are there', () => {
  const missing = sources.flatMap((file) => missingIn(commentsOf(read(file))).map((each) => `${file}: ${each}`))
  expect(missing).toEqual([])
})

test.each(['see lib/server/gone.ts.', '`lib/gone/`', 'as gone.ts does', '(docs/gone.md)'])('%s is missed', (text) =>
  expect(missingIn(commentsOf(`const a = 1 // ${text}`))).toHaveLength(1),
)
