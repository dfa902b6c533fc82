'use client'

import { useTranslations } from 'next-intl'
import { removeRobotsAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import type { RobotRow } from '@/lib/domain/robot-row'
import { BulkAction } from '../ui/bulk-action'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { NameList } from '../ui/name-list'

/** Asks, then deletes each robot by itself. */
export function RemoveRobotsDialog({ robots, onClose }: { robots: RobotRow[]; onClose: () => void }) {
  const t = useTranslations('robots.delete')
  const events = useTranslations('robots.events')
  const rows = robots.map(({ id, fullName }) => ({ id, name: fullName }))
  function done() {
    toast.success(t('done', { count: robots.length }))
    onClose()
  }
  return (
    <BulkAction action={removeRobotsAction} rows={rows} event={events('delete')} t={t} onDone={done} onRead={onClose}>
      {({ run, pending, error }) => (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title={t('title')}
          confirmLabel={t('confirm')}
          kind="danger"
          pending={pending}
          error={error}
          onConfirm={() => run({ ids: rows.map(({ id }) => id) })}
        >
          <p>{t('question', { count: robots.length })}</p>
          <NameList rows={rows} />
        </ConfirmDialog>
      )}
    </BulkAction>
  )
}
