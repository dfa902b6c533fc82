'use client'

import { useTranslations } from 'next-intl'
import { updateProjectAction } from '@/lib/actions/projects'
import type { ProjectRow } from '@/lib/domain/projects/project-row'
import { ConfirmAction } from '../ui/confirm-action'

/** Asks, then makes a private project public or a public one private. */
export function VisibilityDialog({ project: { id, name, ...project }, onClose }: VisibilityDialogProps) {
  const t = useTranslations('projects.visibility')
  const toPublic = !project.public
  return (
    <ConfirmAction
      action={updateProjectAction}
      input={{ id, public: toPublic }}
      event={t('event')}
      name={name}
      title={t('title')}
      confirmLabel={toPublic ? t('makePublic') : t('makePrivate')}
      done={t('done', { name, public: String(toPublic) })}
      onClose={onClose}
    >
      {toPublic ? t('publicQuestion', { name }) : t('privateQuestion', { name })}
    </ConfirmAction>
  )
}

type VisibilityDialogProps = { project: ProjectRow; onClose: () => void }
