import type { KeyboardEvent } from 'react'

const boxesIn = (row: HTMLTableRowElement): HTMLInputElement[] => [
  ...row.querySelectorAll<HTMLInputElement>('td input:not(:disabled)'),
]
const columnOf = (box: HTMLInputElement): number => box.closest('td')?.cellIndex ?? 0

/** The box of a row that stands nearest to a column. */
function nearest(row: HTMLTableRowElement, column: number): HTMLInputElement | undefined {
  const distance = (box: HTMLInputElement) => Math.abs(columnOf(box) - column)
  return boxesIn(row).sort((a, b) => distance(a) - distance(b))[0]
}

/** The next box above or below, in this column or the nearest to it. */
function vertical(box: HTMLInputElement, rows: HTMLTableRowElement[], step: 1 | -1, column: number) {
  const start = rows.findIndex((row) => row.contains(box))
  for (let index = start + step; index >= 0 && index < rows.length; index += step) {
    const found = nearest(rows[index]!, column)
    if (found) return found
  }
  return undefined
}

/**
 * Where a key leads in a table of checkboxes: arrows go from box to box, Home and End within the row, with Ctrl to the
 * first and last of all. `column` is where somebody went up or down from: rows without a box there do not lose it.
 * Null for a key that is none of these.
 */
export function boxAfter(
  event: KeyboardEvent<HTMLTableElement>,
  box: HTMLInputElement,
  column: number,
): HTMLInputElement | undefined | null {
  const rows = [...event.currentTarget.tBodies].flatMap((body) => [...body.rows])
  const row = rows.find((each) => each.contains(box))
  if (!row || event.altKey || event.shiftKey || event.metaKey) return null
  const own = boxesIn(row)
  const all = () => rows.flatMap(boxesIn)
  switch (event.key) {
    case 'ArrowLeft':
      return own[own.indexOf(box) - 1]
    case 'ArrowRight':
      return own[own.indexOf(box) + 1]
    case 'ArrowUp':
      return vertical(box, rows, -1, column)
    case 'ArrowDown':
      return vertical(box, rows, 1, column)
    case 'Home':
      return event.ctrlKey ? all()[0] : own[0]
    case 'End':
      return event.ctrlKey ? all().at(-1) : own.at(-1)
    default:
      return null
  }
}
