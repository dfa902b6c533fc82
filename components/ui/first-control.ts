/**
 * Where the focus goes when a dialog opens: its first field, else its first button below the title, so that
 * the keyboard does not start on the close cross. `true` leaves the choice to Base UI.
 */
export function firstControl(popup: HTMLElement | null, ...areas: string[]): HTMLElement | true {
  const controls = areas.flatMap((area) => [
    `${area} :is(input, select, textarea):not(:disabled, [readonly])`,
    `${area} button:not(:disabled)`,
  ])
  for (const selector of controls) {
    const found = popup?.querySelector<HTMLElement>(selector)
    if (found) return found
  }
  return true
}
