'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { useLeaving } from '@/lib/client/use-leaving'
import { ConfirmDialog } from './confirm-dialog'

type Unsaved = {
  /** Does it at once, or once it was agreed that what was typed is lost. */
  leave: (go: () => void) => void
  /** To be shown inside of what was typed in: a dialog above it. */
  question: ReactNode
}

/** Nothing typed is lost without a question: neither by a form's own buttons, nor by links, Back or a reload. */
export function useUnsaved(typed: boolean, onBack?: () => void): Unsaved {
  const t = useTranslations('common.discard')
  const [asking, setAsking] = useState<{ go: () => void }>()
  const leave = (go: () => void) => (typed ? setAsking({ go }) : go())
  useLeaving({ guarded: typed, onLeave: leave, onBack: onBack && (() => leave(onBack)) })

  return {
    leave,
    question: asking && (
      <ConfirmDialog
        open
        onOpenChange={() => setAsking(undefined)}
        title={t('title')}
        confirmLabel={t('confirm')}
        cancelLabel={t('stay')}
        kind="danger"
        onConfirm={() => {
          setAsking(undefined)
          asking.go()
        }}
      >
        {t('question')}
      </ConfirmDialog>
    ),
  }
}
