import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ResultList, type Result } from './result-list'

const results: Result[] = [
  { id: 1, name: 'robot$ci', state: 'ok', text: 'Disabled' },
  { id: 2, name: 'robot$cd', state: 'failed', text: 'Failed: it is gone' },
  { id: 3, name: 'robot$qa', state: 'waits', text: 'Not done' },
]

test('each has its name, a sign of its own and words, and the list can be reached and is named', () => {
  const html = renderToStaticMarkup(<ResultList label="Results" results={results} />)
  expect(html).toMatch(/^<ul class="result-list" aria-label="Results" tabindex="0">/)
  const lines = html.split('<li').slice(1)
  const of = (pattern: RegExp) => lines.map((line) => pattern.exec(line)?.[1])
  expect(of(/<bdi[^>]*><span>([^<]*)/)).toEqual(results.map(({ name }) => name))
  expect(of(/<\/svg><span>([^<]*)/)).toEqual(results.map(({ text }) => text))
  expect(new Set(of(/#([\w-]+)/)).size).toBe(3)
})
