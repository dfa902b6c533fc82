'use client'

import { useEffect } from 'react'
import { forgetTyped, typeAgain, typedBefore } from '@/lib/client/typed-input'

/** How long fields may take to appear, such as those of a dialog whose script is on its way. */
const patienceMs = 10_000

/** After a reload for a newer version: puts back what had been typed, field by field as they appear. */
export function TypedAgain() {
  useEffect(() => {
    const missing = new Map(Object.entries(typedBefore()?.fields ?? {}))
    if (missing.size === 0) return
    const putBack = () => {
      for (const [id, value] of missing) if (typeAgain(id, value)) missing.delete(id)
      if (missing.size === 0) end()
    }
    const observer = new MutationObserver(putBack)
    const timer = setTimeout(end, patienceMs)
    function end() {
      clearTimeout(timer)
      observer.disconnect()
      forgetTyped()
    }
    observer.observe(document.body, { childList: true, subtree: true })
    putBack()
    return end
  }, [])
  return null
}
