/** Moves an open popup sideways as far as the window asks for; without room on both sides, its beginning is seen. */
export function keepInWindow(popup: HTMLElement | null): void {
  const room = 8
  if (!popup) return
  const { left, right } = popup.getBoundingClientRect()
  const shift = Math.max(Math.min(0, window.innerWidth - room - right), room - left)
  if (shift !== 0) popup.style.translate = `${shift}px`
}
