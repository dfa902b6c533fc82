// Collects what the image consists of: node deploy/image/collect.mjs <folder>, after a build. Of node_modules it takes
// the files that the entries, Next's production server or the pages can load, and leaves out what only builds.
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root } from '../../scripts/setup/root.mjs'

// The tracer that Next itself uses, in the version that it comes with.
const { nodeFileTrace } = createRequire(path.join(root, 'package.json'))('next/dist/compiled/@vercel/nft')

/** Of the build: caches, what is told of building, and source maps, which a process without them starts faster. */
const leftOutOfBuild =
  /^\.next\/(build|cache|diagnostics|export-marker\.json|trace|trace-build|turbopack|types)(\/|$)|\.(map|nft\.json)$/

/** What is loaded to build, to develop and to resize images alone (`images.unoptimized`), and other platforms' code. */
const neverLoaded = [
  /^(?!node_modules\/|\.next\/[^/]+\.mjs$|package\.json$)/,
  /\.([cm]?ts|map|md|markdown)$|\.development\.js$|\.dev\.js$|-musl\//,
  /^node_modules\/(@[^/]+\/)?[^/]+\/(bench|benchmarks?|docs|examples?|tests?)\//,
  /^node_modules\/(@img|@next\/swc-[^/]+|@parcel|@swc\/core[^/]*|next-intl|sharp|typescript)\//,
  /^node_modules\/(baseline-browser-mapping|browserslist|caniuse-lite|postcss|source-map-js)\//,
  /^node_modules\/next\/dist\/(build\/(babel|webpack)|bundle-analyzer|esm)\//,
  /^node_modules\/next\/dist\/compiled\/((@mswjs|@next|@vercel\/og|babel|babel-packages|terser)\/|webpack\/bundle5\.js$)/,
  /^node_modules\/next\/dist\/(compiled\/(browserslist|next-devtools)\/|server\/capsize-font-metrics\.json$)/,
]

process.umask(0o022)
const folder = process.argv[2]
const app = path.join(folder, 'app')
const isNever = (file) => neverLoaded.some((pattern) => pattern.test(file))

for (const file of listed(['.next', 'public', 'prisma/migrations', 'docs/manual']).filter(isServed)) copy(file, app)
for (const file of ['package.json', 'next.config.js']) copy(file, app)
for (const file of await loadable()) copy(file, app)
copyFileSync(path.join(import.meta.dirname, 'health.mjs'), path.join(app, 'health.mjs'))
copyFileSync(process.execPath, path.join(folder, 'node'))
mkdirSync(path.join(folder, 'data'), { mode: 0o700 })
// A volume of its own takes its owner from here: what a registry may see is mounted there.
mkdirSync(path.join(folder, 'data/registry'), { mode: 0o755 })

function isServed(file) {
  return !leftOutOfBuild.test(file) && !file.startsWith('public/readme/') && !file.endsWith('.prisma')
}

/** The files of node_modules that can be loaded, with the package.json and the licences of their packages. */
async function loadable() {
  const entries = readdirSync(path.join(root, '.next')).filter((name) => name.endsWith('.mjs'))
  const traced = await nodeFileTrace(
    [...entries.map((name) => `.next/${name}`), 'node_modules/next/constants.js'].map((file) => path.join(root, file)),
    { base: root, ignore: isNever },
  )
  const known = listed(['.next']).filter((file) => file.endsWith('.nft.json') && !file.startsWith('.next/cache'))
  // Names that Next looks up whenever it reads its configuration, and loads only to build (its config-utils.js).
  const compiled = 'node_modules/next/dist/compiled'
  const resolved = [...listed([`${compiled}/webpack`]), `${compiled}/@babel/runtime/package.json`]
  const files = [...traced.fileList, ...known.flatMap(namedBy), ...resolved].filter((file) => !isNever(file))
  const modules = files.filter((file) => file.startsWith('node_modules/'))
  const packages = new Set(modules.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)[0]))
  return new Set([...modules, ...[...packages].flatMap(papersOf)])
}

/** What a list of Next's names, as seen from the clone. */
function namedBy(list) {
  const { files } = JSON.parse(readFileSync(path.join(root, list), 'utf8'))
  return files.map((file) => path.join(path.dirname(list), file))
}

function papersOf(name) {
  const papers = readdirSync(path.join(root, name)).filter((file) =>
    /^(package\.json|licen[cs]e|notice|copying)/i.test(file),
  )
  return papers.map((file) => `${name}/${file}`)
}

/** All files and links below these folders, as seen from the clone. */
function listed(folders) {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const name = `${folder}/${entry.name}`
      return entry.isDirectory() ? listed([name]) : [name]
    }),
  )
}

/** Whoever built it under whatever mask: all may read it, nobody but root may write. */
function copy(file, into) {
  const [from, to] = [path.join(root, file), path.join(into, file)]
  const stats = lstatSync(from)
  if (stats.isDirectory()) return
  mkdirSync(path.dirname(to), { recursive: true })
  if (stats.isSymbolicLink()) return symlinkSync(readlinkSync(from), to)
  copyFileSync(from, to)
  chmodSync(to, 0o644)
}
