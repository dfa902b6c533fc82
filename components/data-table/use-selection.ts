import { useState } from 'react'
import type { ListState } from './list-params'

type Rows<Row> = {
  rows: Row[]
  rowId: (row: Row) => string
  list: ListState
  /** Whether rows stay selected while another part of the list is looked at. */
  keep?: boolean
}

/** What the table's checkboxes show and do. `here`: how many of this page's rows are selected. */
export type Selection<Row> = {
  here: 'none' | 'some' | 'all'
  isSelected: (row: Row) => boolean
  toggle: (row: Row, selected: boolean) => void
  toggleAll: (selected: boolean) => void
}

/**
 * Which rows are selected, by themselves: those of other pages are kept as they were seen. What is loaded again at the
 * same place, after a change or by *Refresh*, starts without a selection: what it was made on may be gone.
 */
export function useSelection<Row>({ rows, rowId, list, keep }: Rows<Row>) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map())
  // All that match, on every page: not known by name here.
  const [all, setAll] = useState(false)
  const [of, setOf] = useState({ rows, list })
  function clear() {
    setChosen(new Map())
    setAll(false)
  }
  if (of.rows !== rows) {
    setOf({ rows, list })
    if (!keep || placeOf(list) === placeOf(of.list)) clear()
    else if (all && matchOf(list) !== matchOf(of.list)) clear()
  }

  const isSelected = (row: Row) => all || chosen.has(rowId(row))
  /** Of all that match, what is still known is this page. */
  function choose(wanted: (row: Row) => boolean) {
    const selection = new Map(all ? [] : chosen)
    // In the order of the page, however they were chosen.
    for (const row of rows) selection.delete(rowId(row))
    for (const row of rows) if (wanted(row)) selection.set(rowId(row), row)
    setChosen(selection)
    setAll(false)
  }
  const here = rows.filter(isSelected).length
  const selection: Selection<Row> = {
    here: here === 0 ? 'none' : here < rows.length ? 'some' : 'all',
    isSelected,
    toggle: (toggled, selected) => choose((row) => (row === toggled ? selected : isSelected(row))),
    toggleAll: (selected) => choose(() => selected),
  }
  return { ...selection, all, selected: all ? [] : [...chosen.values()], clear, selectAll: () => setAll(true) }
}

const placeOf = (list: ListState): string => JSON.stringify(list)
/** What of the place decides which rows there are at all. */
const matchOf = (list: ListState): string => placeOf({ ...list, sort: '', page: 1, size: 15 })
