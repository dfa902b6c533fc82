'use client'

import { useSyncExternalStore } from 'react'
import { useTranslations } from 'next-intl'
import { serverReach } from '@/lib/client/server-reach'
import { Icon } from '../ui/icon'

/** Says, over the page and moving nothing, that the server does not answer; goes away when it does. */
export function AwayBanner() {
  const t = useTranslations('errors')
  const isAway = useSyncExternalStore(serverReach.subscribe, serverReach.isAway, serverReach.isAwayOnServer)
  return (
    <div className="away-banner" role="status">
      {isAway && (
        <p>
          <Icon name="exclamation-triangle" size={20} />
          <span>
            <strong>{t('awayTitle')}</strong> {t('awayText')}
          </span>
        </p>
      )}
    </div>
  )
}
