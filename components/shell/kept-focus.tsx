'use client'

import { useEffect } from 'react'

/**
 * What was pressed may go with what it did, or be out of use afterwards. The browser then takes the focus to nothing, and
 * a screen reader to the start of the page: it goes to what was around it instead, from where Tab goes on.
 */
export function KeptFocus() {
  useEffect(() => {
    // Under a dialog what opened it is remembered, for when both are gone.
    let [page, layer]: [Element[], Element[]] = [[], []]
    function remember({ target }: FocusEvent) {
      const place = target instanceof Element ? withAncestors(target) : []
      const isInLayer = place.some((each) => each.matches('[role="dialog"], [role="alertdialog"], [role="menu"]'))
      if (isInLayer) layer = place
      else [page, layer] = [place, []]
    }
    function settle() {
      if (document.activeElement !== document.body) return
      // Nothing behind a dialog that is still open may have it.
      const isCovered = document.querySelector('[role="dialog"]:not([popover]), [role="alertdialog"]') !== null
      const place = isCovered ? layer : isUsable(layer[0]) ? page : [...layer, ...page]
      if (place.length === 0) return
      // Somebody has pressed where nothing is.
      if (isUsable(place[0])) [page, layer] = [[], []]
      else focus(place.slice(1).find(isUsable))
    }
    // The browser and a dialog that closes move the focus first.
    let frame = 0
    function soon() {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(settle)))
    }
    const observer = new MutationObserver(soon)
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    document.addEventListener('focusin', remember)
    document.addEventListener('focusout', soon)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', remember)
      document.removeEventListener('focusout', soon)
    }
  }, [])
  return null
}

function withAncestors(element: Element): Element[] {
  const place: Element[] = []
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) place.push(at)
  return place
}

const isUsable = (element: Element | undefined): boolean =>
  element !== undefined && element.checkVisibility() && !element.matches(':disabled')

function focus(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.tabIndex = -1
    element.addEventListener('blur', function leave() {
      // Another window has it meanwhile, and gives it back.
      if (document.activeElement === element) return
      element.removeAttribute('tabindex')
      element.removeEventListener('blur', leave)
    })
  }
  element.focus({ preventScroll: true })
}
