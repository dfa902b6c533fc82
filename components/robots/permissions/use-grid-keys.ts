'use client'

import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { boxAfter } from './grid-keys'

const isBox = (target: EventTarget): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.type === 'checkbox'

/**
 * One Tab into a table of checkboxes and one out of it, arrows within: the box that was left last, or the first, is the
 * only one that Tab stops at. `ids` are those of the boxes that can be reached, in reading order.
 */
export function useGridKeys(ids: readonly string[]) {
  const [last, setLast] = useState<string>()
  // Going up and down keeps to a column, also past rows that have no box there.
  const kept = useRef<{ id: string; column: number }>(undefined)
  const stop = last !== undefined && ids.includes(last) ? last : ids[0]

  function onFocus({ target }: FocusEvent<HTMLTableElement>) {
    if (isBox(target)) setLast(target.id)
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const { target, key } = event
    if (!isBox(target)) return
    const column = kept.current?.id === target.id ? kept.current.column : (target.closest('td')?.cellIndex ?? 0)
    const next = boxAfter(event, target, column)
    if (next === null) return
    event.preventDefault()
    if (!next) return
    kept.current = key === 'ArrowUp' || key === 'ArrowDown' ? { id: next.id, column } : undefined
    next.focus()
  }

  return { tabIndexOf: (id: string) => (id === stop ? 0 : -1), table: { onFocus, onKeyDown } }
}
