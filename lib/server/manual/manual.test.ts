import { expect, test } from 'vitest'
import { manualPage, manualPages } from './read'
import { toHtml } from './to-html'

test('every page has a title and text, and its links lead to pages and headings that are there', async () => {
  const pages = await manualPages()
  expect(pages.length).toBeGreaterThan(8)
  for (const { name, title, html } of pages) {
    expect(title, name).not.toBe(name)
    for (const [, href = ''] of html.matchAll(/ href="([^"]+)"/g)) {
      const [, page = name, anchor] = /^(?:\/help\/([\w-]+))?(?:#(.+))?$/.exec(href) ?? []
      if (href.startsWith('http')) continue
      const found = pages.find((each) => each.name === page)
      expect(found, `${name}: ${href}`).toBeDefined()
      if (anchor) expect(found!.html, `${name}: ${href}`).toContain(` id="${anchor}"`)
    }
  }
})

test('a name is no path', async () => {
  expect(await manualPage('../README')).toBeNull()
  expect(await manualPage('tokens.md')).toBeNull()
  expect(await manualPage('tokens')).not.toBeNull()
})

test('markup in a page is text, and what leads out of the manual is no link', () => {
  expect(toHtml('a <script>alert(1)</script>\n\n<img src=x>')).not.toMatch(/<(script|img)/)
  expect(toHtml('[b](../../bench/README.md) [c](javascript:alert(1)) [d](tokens.md#e-f)')).toBe(
    '<p>b c <a href="/help/tokens#e-f">d</a></p>\n',
  )
  expect(toHtml('## Sign in, with `docker`')).toBe(
    '<h2 id="sign-in-with-docker">Sign in, with <code>docker</code></h2>\n',
  )
})
