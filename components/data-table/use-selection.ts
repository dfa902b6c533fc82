import { useCallback, useState } from 'react'
import type { ListState } from './list-params'

export type Selection<Row> = {
  /** Those of other pages first, then those of this one in its order, however they were chosen. */
  selected: Row[]
  has: (row: Row) => boolean
  /** Always the same function, so that rows need not be drawn again. */
  choose: (rows: readonly [id: string, row: Row][], chosen: boolean) => void
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
  const choose = useCallback((some: readonly [string, Row][], isChosen: boolean) => {
    setChosen((now) => {
      const ids = new Set(some.map(([id]) => id))
      return new Map([...[...now].filter(([id]) => !ids.has(id)), ...(isChosen ? some : [])])
    })
  }, [])
  const here = rows.filter(has)
  const ids = new Set(here.map(rowId))
  const elsewhere = [...chosen].flatMap(([id, row]) => (ids.has(id) ? [] : [row]))
  return { selected: [...elsewhere, ...here], has, choose, clear: () => setChosen(new Map()) }
}

const placeOf = (list: ListState): string => JSON.stringify(list)
