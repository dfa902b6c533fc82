import { useState } from 'react'
import type { ListState } from './list-params'

export type Selection<Row> = {
  /** In the order of their pages. */
  selected: Row[]
  has: (row: Row) => boolean
  choose: (rows: Row[], chosen: boolean) => void
  clear: () => void
}

type Rows<Row> = {
  rows: Row[]
  rowId: (row: Row) => string
  list: ListState
  /** Whether rows stay selected while another part of the list is looked at. */
  keep?: boolean
}

/**
 * Which rows are selected, by themselves: those of other pages are kept as they were seen. What is loaded again at the
 * same place, after a change or by *Refresh*, starts without a selection: what it was made on may be gone.
 */
export function useSelection<Row>({ rows, rowId, list, keep }: Rows<Row>): Selection<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map())
  const [of, setOf] = useState({ rows, place: placeOf(list) })
  if (of.rows !== rows) {
    const place = placeOf(list)
    setOf({ rows, place })
    if (!keep || place === of.place) setChosen(new Map())
  }

  const has = (row: Row) => chosen.has(rowId(row))
  function choose(some: Row[], isChosen: boolean) {
    const ids = new Set(some.map(rowId))
    const selection = new Map(chosen)
    // In the order of the page, however they were chosen.
    for (const row of rows) selection.delete(rowId(row))
    for (const row of rows) if (ids.has(rowId(row)) ? isChosen : has(row)) selection.set(rowId(row), row)
    setChosen(selection)
  }
  return { selected: [...chosen.values()], has, choose, clear: () => setChosen(new Map()) }
}

const placeOf = (list: ListState): string => JSON.stringify(list)
