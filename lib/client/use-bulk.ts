import { startTransition, useRef, useState } from 'react'
import { useTranslations } from 'next-intl'
import type { ActionError } from '@/lib/domain/action-error'
import { eventLog } from './event-log'
import { runAction, type ActionResult } from './use-change'
import { useErrorText } from './use-error-text'

/**
 * So many at a time: an answer within a second or two, and Stop is heard between them. The server makes the list anew
 * for each answer, so that of very many there are more at a time.
 */
const chunkSize = (total: number): number => (total > 500 ? 100 : 20)

type Item = { id: number; name: string }
/** How it went: null is well, undefined not done. */
export type BulkResults = ReadonlyMap<number, ActionError | null>

type BulkState =
  | { kind: 'ready' }
  | { kind: 'running'; done: number; total: number; stopping: boolean }
  | { kind: 'ended'; results: BulkResults }

/**
 * Does something to many things, in chunks, one after the other: just to those that `run` is given. Stop, or an answer
 * that is none, ends it before the next chunk; nothing is tried again by itself. Each thing has its line in the event log.
 * It ends, and `onEnded` closes, in the same moment in which the page below has what was changed.
 */
export function useBulk<Each extends Item>(
  action: (items: Each[]) => Promise<ActionResult<{ id: number; error: ActionError | null }[]>>,
  title: string,
  onEnded?: (results: BulkResults) => void,
) {
  const t = useTranslations('common.bulk')
  const errorText = useErrorText()
  const [state, setState] = useState<BulkState>({ kind: 'ready' })
  const stopped = useRef(false)

  function run(items: Each[]) {
    stopped.current = false
    setState({ kind: 'running', done: 0, total: items.length, stopping: false })
    startTransition(() => runAll(items))
  }

  async function runAll(items: Each[]): Promise<void> {
    const finish = eventLog.start(
      title,
      items.map(({ name }) => name),
    )
    const results = new Map<number, ActionError | null>(state.kind === 'ended' ? state.results : [])
    const size = chunkSize(items.length)
    for (let done = 0; done < items.length && !stopped.current; done += size) {
      if (done > 0) setState({ kind: 'running', done, total: items.length, stopping: false })
      const chunk = items.slice(done, done + size)
      const outcome = await runAction(action, chunk)
      if (outcome.ok) outcome.data.forEach(({ id, error }) => results.set(id, error))
      else {
        chunk.forEach(({ id }) => results.set(id, outcome.error))
        stopped.current = true
      }
    }
    finish(items.map(({ id }) => reasonOf(results.get(id))))
    startTransition(() => {
      setState({ kind: 'ended', results })
      onEnded?.(results)
    })
  }

  const reasonOf = (error: ActionError | null | undefined) =>
    error === undefined ? t('notDone') : error && errorText(error)

  function stop() {
    stopped.current = true
    setState((now) => (now.kind === 'running' ? { ...now, stopping: true } : now))
  }

  return { state, run, stop, reset: () => setState({ kind: 'ready' }) }
}

/** Those that were not done, or only refused because nobody was signed in any more: what one may go on with. */
export const restOf = <Each extends Item>(items: Each[], results: BulkResults): Each[] =>
  items.filter(({ id }) => !results.has(id) || results.get(id)?.code === 'UNAUTHORIZED')
