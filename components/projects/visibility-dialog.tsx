'use client'

import { useTranslations } from 'next-intl'
import { updateProjectAction } from '@/lib/actions/projects'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { ProjectRow } from '@/lib/domain/project-row'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks, then makes a private project public or a public one private. */
export function VisibilityDialog({ project, onClose }: { project: ProjectRow; onClose: () => void }) {
  const { id, name } = project
  const toPublic = !project.public
  const t = useTranslations('projects.visibility')
  const { run, pending, error } = useChange(
    updateProjectAction,
    () => {
      toast.success(t('done', { name, public: String(toPublic) }))
      onClose()
    },
    { title: t('event'), names: () => [name] },
  )

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={toPublic ? t('makePublic') : t('makePrivate')}
      pending={pending}
      error={error}
      onConfirm={() => run({ id, public: toPublic })}
    >
      {toPublic ? t('publicQuestion', { name }) : t('privateQuestion', { name })}
    </ConfirmDialog>
  )
}
