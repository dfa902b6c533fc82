import 'server-only'
import { Marked, type Tokens } from 'marked'
import { paths } from '@/lib/paths'

/** As GitHub makes them, so that links in the manual lead to the same place in both. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found]!)

/** Where a link of the manual leads in the product; null when that is not part of it, such as a benchmark. */
function target(href: string): string | null {
  if (/^(https?:|#)/.test(href)) return href
  const page = /^(?:\.\/)?([\w-]+)\.md(#[\w-]*)?$/.exec(href)
  return page ? paths.manualPage(page[1]!) + (page[2] ?? '') : null
}

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${escaped(anchorOf(text.replace(/`/g, '')))}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    link({ href, tokens }) {
      const [to, text] = [target(href), this.parser.parseInline(tokens)]
      return to === null ? text : `<a href="${escaped(to)}">${text}</a>`
    },
    // What scrolls must be reachable by keyboard.
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    table(token) {
      const row = (cells: Tokens.TableCell[], tag: 'th' | 'td') =>
        `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`
      const head = row(token.header, 'th')
      return `<div class="manual-table" tabindex="0"><table class="table"><thead>${head}</thead><tbody>${token.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table></div>\n`
    },
    // The manual has none, and none is let through.
    html: ({ text }) => escaped(text),
  },
})

/** A page of the manual as HTML. */
export const toHtml = (markdown: string): string => marked.parse(markdown, { async: false })
