// A PostCSS plugin of the build. Of Clarity's style sheet it leaves what can match something of ours, a tenth of it: a
// selector stays if every class, id, element and attribute in it stands as a word anywhere in our sources; what a
// template puts together, such as `btn-${kind}`, stands for all names that begin so. e2e/styles.spec.ts adds the whole
// sheet to a page again and shows that nothing changes.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PurgeCSS } from 'purgecss'
import { root } from '../setup/root.mjs'

const words = (text) => text.match(/[\w-]+/g) ?? []
const beginnings = (text) => [...text.matchAll(/([\w-]+-)\$\{/g)].map(([, beginning]) => new RegExp(`^${beginning}`))
const variables = (text) => text.match(/--[\w-]+/g) ?? []
/** Every document has these; our libraries put no class on an element by themselves. */
const always = ['html', 'body', 'root', '*']

const sources = () =>
  ['app', 'components']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(root, folder, file)),
    )
    .filter((file) => /\.(tsx?|css)$/.test(file))

async function inUse(sheet, text) {
  const [{ css }] = await new PurgeCSS().purge({
    content: [{ raw: text, extension: 'tsx' }],
    css: [{ raw: sheet }],
    defaultExtractor: words,
    keyframes: true,
    variables: true,
    safelist: { standard: [...always, ...beginnings(text)], variables: variables(text) },
  })
  return css
}

/** @returns {import('postcss').Plugin} */
const plugin = () => ({
  postcssPlugin: 'clarity-in-use',
  async OnceExit(sheet, { result, parse }) {
    // The development server does not read the style sheet again when a source names another class.
    if (process.env.NODE_ENV !== 'production') return
    const files = sources()
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    // Next keeps what it made of a style sheet until one of these changes.
    for (const file of [import.meta.filename, ...files]) {
      result.messages.push({ type: 'dependency', plugin: 'clarity-in-use', file, parent: result.opts.from })
    }
    const layers = []
    sheet.walkAtRules('layer', (rule) => void (rule.params === 'clarity' && rule.nodes && layers.push(rule)))
    for (const layer of layers) {
      const { nodes } = parse(await inUse(layer.nodes.join('\n'), text))
      layer.removeAll()
      // Its fonts are files of their own: app/fonts.ts.
      layer.append(nodes.filter(({ name }) => name !== 'font-face'))
    }
  },
})
plugin.postcss = true
export default plugin
