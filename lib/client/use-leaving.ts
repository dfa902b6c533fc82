import { useEffect, useEffectEvent, useRef } from 'react'
import { isReloading } from './typed-input'

type Leaving = {
  /** Something would be lost: links, reloading and closing the page ask first. */
  guarded: boolean
  /** Somebody wants to leave; `go` does it. */
  onLeave: (go: () => void) => void
  /** A dialog's answer to Back, whether guarded or not: the page stays, and this is called. */
  onBack?: () => void
}

/**
 * Notices that somebody leaves the page by a link, by Back or by closing it. A browser without the Navigation API goes
 * back within the console unasked; to other pages it asks like on reloading, in its own words.
 */
export function useLeaving({ guarded, onLeave, onBack }: Leaving): void {
  const passing = useRef(false)
  const leave = useEffectEvent(onLeave)
  const back = useEffectEvent((go: () => void) => (onBack ? onBack() : onLeave(go)))
  const catchesBack = guarded || onBack !== undefined

  useEffect(() => {
    const { navigation } = window
    if (!catchesBack || !navigation) return
    function traverse(event: NavigateEvent) {
      if (event.navigationType !== 'traverse' || !event.cancelable) return
      if (passing.current) return void (passing.current = false)
      event.preventDefault()
      const { key } = event.destination
      back(() => {
        passing.current = true
        navigation.traverseTo(key)
      })
    }
    navigation.addEventListener('navigate', traverse)
    return () => navigation.removeEventListener('navigate', traverse)
  }, [catchesBack])

  useEffect(() => {
    if (!guarded) return
    function unload(event: BeforeUnloadEvent) {
      if (!isReloading()) event.preventDefault()
    }
    function press(event: MouseEvent) {
      const link = pageLink(event)
      if (!link || passing.current) return
      // Before the framework's own handler, which listens on the document.
      event.preventDefault()
      event.stopPropagation()
      leave(() => {
        passing.current = true
        link.click()
        passing.current = false
      })
    }
    window.addEventListener('beforeunload', unload)
    window.addEventListener('click', press, true)
    return () => {
      window.removeEventListener('beforeunload', unload)
      window.removeEventListener('click', press, true)
    }
  }, [guarded])
}

/** The link to another of our pages, in this tab, that a click follows. */
function pageLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  if (!link || link.target === '_blank' || link.hasAttribute('download') || link.origin !== location.origin) return null
  return link.pathname === location.pathname && link.hash !== '' ? null : link
}
