'use client'

import { useEffect } from 'react'
import { useRouter } from 'next/navigation'
import { setPreferenceCookie } from '@/lib/client/preference-cookie'

/** Tells the server the browser's time zone once, so that it can render local times itself. */
export function TimeZoneCookie({ current }: { current: string | undefined }) {
  const router = useRouter()
  useEffect(() => {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!timeZone || timeZone === current) return
    setPreferenceCookie('tz', timeZone)
    router.refresh()
  }, [current, router])
  return null
}
