import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { serverReach } from './server-reach'
import { steadyFetch } from './steady-fetch'

type Answer = { status: number; build?: string } | 'none'

const read = { headers: { rsc: '1' } }
const isProbe = (input: unknown) => String(input).endsWith('/livez')

/** A server that answers reads so in turn, and probes so. */
function server(answers: Answer[], probes: Answer[] = []) {
  const asked: string[] = []
  const answer = (next: Answer = { status: 200 }) => {
    if (next === 'none') throw new TypeError('Failed to fetch')
    return new Response(null, { status: next.status, headers: next.build ? { 'X-Build': next.build } : {} })
  }
  const raw = async (input: unknown, init?: RequestInit) => {
    if (isProbe(input)) return answer(probes.shift())
    asked.push(init?.method ?? 'GET')
    return answer(answers.shift())
  }
  const fetch = steadyFetch(raw as typeof window.fetch)
  vi.stubGlobal('fetch', fetch)
  return { fetch, asked }
}

let dialogs: unknown = null
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('BUILD', 'one')
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal('document', { querySelector: () => dialogs })
})
afterEach(() => {
  dialogs = null
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a page’s read waits until the server is there, and is repeated', async () => {
  const { fetch, asked } = server(['none', { status: 200 }], ['none', { status: 502 }, { status: 200 }])
  const answer = fetch('/projects', read)
  await vi.advanceTimersByTimeAsync(1)
  expect(serverReach.isAway()).toBe(true)
  await vi.advanceTimersByTimeAsync(10_000)
  expect((await answer).status).toBe(200)
  expect([serverReach.isAway(), asked.length]).toEqual([false, 2])
})

test('so is one that a proxy answers for a server that is away', async () => {
  const { fetch, asked } = server([{ status: 502 }, { status: 504 }, { status: 200 }])
  const answer = fetch('/projects', read)
  await vi.advanceTimersByTimeAsync(10_000)
  expect([(await answer).status, asked.length]).toEqual([200, 3])
})

test.each([
  ['a change', { ...read, method: 'POST', headers: { 'next-action': 'x' } }],
  ['what is no page', {}],
  ['what is read ahead', { headers: { rsc: '1', 'next-router-prefetch': '1' } }],
])('%s is not repeated', async (_, init) => {
  const { fetch, asked } = server(['none', { status: 200 }])
  await expect(fetch('/projects', init)).rejects.toThrow('Failed to fetch')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
})

test('where the server is there and a read still fails, it fails in the end', async () => {
  const { fetch, asked } = server(Array<Answer>(9).fill('none'))
  const answer = expect(fetch('/projects', read)).rejects.toThrow('Failed to fetch')
  await vi.advanceTimersByTimeAsync(60_000)
  await answer
  expect(asked).toHaveLength(5)
})

test('who no longer wants an answer does not wait for one', async () => {
  const { fetch } = server(['none'], Array<Answer>(9).fill('none'))
  const abort = new AbortController()
  const answer = expect(fetch('/projects', { ...read, signal: abort.signal })).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(1_000)
  abort.abort()
  await answer
  await vi.advanceTimersByTimeAsync(120_000)
})

test('another build’s answer waits while a dialog is open; our own does not', async () => {
  const { fetch } = server([
    { status: 200, build: 'one' },
    { status: 200, build: 'two' },
  ])
  dialogs = {}
  expect((await fetch('/projects', read)).headers.get('X-Build')).toBe('one')
  let answered = false
  const answer = fetch('/projects', read).then(() => (answered = true))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(answered).toBe(false)
  dialogs = null
  await vi.advanceTimersByTimeAsync(500)
  expect(await answer).toBe(true)
})
