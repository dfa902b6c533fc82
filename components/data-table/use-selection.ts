import { useState } from 'react'
import type { RowSelectionState, Updater } from '@tanstack/react-table'
import type { ListState } from './list-params'

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
export function useSelection<Row>({ rows, rowId, list, keep }: Rows<Row>) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map())
  const [of, setOf] = useState({ rows, place: placeOf(list) })
  if (of.rows !== rows) {
    const place = placeOf(list)
    setOf({ rows, place })
    if (!keep || place === of.place) setChosen(new Map())
  }

  const ids = rows.map(rowId).filter((id) => chosen.has(id))
  const here: RowSelectionState = Object.fromEntries(ids.map((id) => [id, true as const]))
  function change(update: Updater<RowSelectionState>) {
    const next = typeof update === 'function' ? update(here) : update
    const selection = new Map(chosen)
    // In the order of the page, however they were chosen.
    for (const row of rows) selection.delete(rowId(row))
    for (const row of rows) if (next[rowId(row)]) selection.set(rowId(row), row)
    setChosen(selection)
  }
  return { here, selected: [...chosen.values()], change, clear: () => setChosen(new Map()) }
}

const placeOf = (list: ListState): string => JSON.stringify(list)
