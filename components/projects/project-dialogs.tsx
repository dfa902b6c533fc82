'use client'

import { CreateProjectDialog } from './create-project-dialog'
import type { OpenDialog } from './project-actions'
import { RemoveProjectsDialog } from './remove-projects-dialog'
import { VisibilityDialog } from './visibility-dialog'

/** The dialog that is open over the table. */
export function ProjectDialogs({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  if (dialog.kind === 'create') return <CreateProjectDialog onClose={onClose} />
  if (dialog.kind === 'visibility') return <VisibilityDialog project={dialog.project} onClose={onClose} />
  return <RemoveProjectsDialog projects={dialog.projects} onClose={onClose} />
}
