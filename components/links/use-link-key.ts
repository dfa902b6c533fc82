import { useEffect, useState } from 'react'
import { parseLinkFragment, type LinkFragment } from '@/lib/domain/links/link-fragment'

/**
 * What stands behind the `#` of the page's address, which is taken out of the address bar at once. Undefined until the
 * script runs, null where there is nothing, as after a reload.
 */
export function useLinkKey(): LinkFragment | null | undefined {
  const [fragment, setFragment] = useState<LinkFragment | null>()
  useEffect(() => {
    const take = () => {
      const found = parseLinkFragment(location.hash)
      setFragment((known) => found ?? known ?? null)
      // Next begins to listen to this after the page's own effects, and would put the old address back.
      if (location.hash !== '') setTimeout(hide)
      hide()
    }
    take()
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return fragment
}

const hide = () => history.replaceState(null, '', location.pathname)
