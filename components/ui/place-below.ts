const gap = 4
const edge = 8

/** Puts a popover of the top layer under its button, or above it where there is more room, within the window. */
export function placeBelow(popup: HTMLElement | null, button: HTMLElement | null): void {
  if (!popup || !button) return
  const { left, top, bottom } = button.getBoundingClientRect()
  const below = window.innerHeight - bottom
  const up = below < 240 && top > below
  const { style } = popup
  // Its width is the style sheet's: known only once it is shown, so kept in the window by the style sheet's own figure.
  style.setProperty('--left', `${Math.max(edge, left)}px`)
  style.top = up ? 'auto' : `${bottom + gap}px`
  style.bottom = up ? `${window.innerHeight - top + gap}px` : 'auto'
  style.maxHeight = `${(up ? top : below) - gap - edge}px`
}
