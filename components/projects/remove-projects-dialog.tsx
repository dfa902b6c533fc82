'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { removeProjectsAction } from '@/lib/actions/projects'
import { toast } from '@/lib/client/toast'
import type { ProjectRow } from '@/lib/domain/projects/project-row'
import { BulkAction, type Bulk, type RowResult } from '../ui/bulk-action'
import { FormDialog } from '../ui/form-dialog'
import { Icon } from '../ui/icon'
import { TextField } from '../ui/text-field'

type RemoveProjectsDialogProps = { projects: ProjectRow[]; onClose: () => void }
type Result = RowResult & { robots: number }

const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, each) => total + (each ?? 0), 0)

/** Deletes projects once their name, or for several the phrase shown, has been typed. */
export function RemoveProjectsDialog({ projects, onClose }: RemoveProjectsDialogProps) {
  const t = useTranslations('projects.delete')
  function done(results: Result[]) {
    toast.success(t('done', { count: results.length, robots: sum(results.map(({ robots }) => robots)) }))
    onClose()
  }
  return (
    <BulkAction action={removeProjectsAction} rows={projects} event={t('event')} t={t} onDone={done} onRead={onClose}>
      {(bulk) => <RemoveForm projects={projects} bulk={bulk} onClose={onClose} />}
    </BulkAction>
  )
}

function RemoveForm({ projects, bulk, onClose }: RemoveProjectsDialogProps & { bulk: Bulk<{ ids: number[] }> }) {
  const t = useTranslations('projects.delete')
  const [typed, setTyped] = useState('')
  const count = projects.length
  const phrase = count === 1 ? projects[0]!.name : t('phrase', { count })
  return (
    <FormDialog
      id="remove-projects"
      className=""
      title={t('title')}
      submitLabel={t('confirm')}
      kind="danger"
      ready={typed.trim() === phrase}
      pending={bulk.pending}
      error={bulk.error}
      onSubmit={() => bulk.run({ ids: projects.map(({ id }) => id) })}
      onClose={onClose}
    >
      <div className="confirm-message">
        <Icon name="exclamation-triangle" size={48} className="confirm-icon" />
        <p>{t('question', { count, robots: sum(projects.map(({ robotCount }) => robotCount)) })}</p>
      </div>
      <ul className="name-list">
        {projects.map(({ id, name, robotCount }) => (
          <li key={id}>{t('named', { name, robots: robotCount ?? 0 })}</li>
        ))}
      </ul>
      <TextField
        id="remove-typed"
        label={t('typedLabel')}
        required
        hint={t.rich('typed', { phrase, b: (text) => <b className="select-none">{text}</b> })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </FormDialog>
  )
}
