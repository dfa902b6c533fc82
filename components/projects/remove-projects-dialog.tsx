'use client'

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { removeProjectsAction } from '@/lib/actions/projects'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useErrorText } from '@/lib/client/use-error-text'
import type { ActionError } from '@/lib/domain/action-error'
import type { ProjectRow } from '@/lib/domain/project-row'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { ResultDialog } from '../ui/result-dialog'
import { TextField } from '../ui/text-field'

type RemoveProjectsDialogProps = { projects: ProjectRow[]; onClose: () => void }
type Result = { id: number; robots: number; error: ActionError | null }

const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, each) => total + (each ?? 0), 0)

/** Deletes projects once their name, or for several the phrase shown, has been typed; then tells how each one went. */
export function RemoveProjectsDialog({ projects, onClose }: RemoveProjectsDialogProps) {
  const t = useTranslations('projects.delete')
  const errorText = useErrorText()
  const [results, setResults] = useState<Result[]>()
  const change = useChange(
    removeProjectsAction,
    (answered: Result[]) => {
      if (answered.some((result) => result.error)) return setResults(answered)
      toast.success(t('done', { count: answered.length, robots: sum(answered.map(({ robots }) => robots)) }))
      onClose()
    },
    {
      title: t('event'),
      names: () => projects.map(({ name }) => name),
      results: (answered) => answered.map(({ error }) => error),
    },
  )
  if (!results) return <RemoveForm {...{ projects, onClose, change }} />

  const failed = results.filter(({ error }) => error).length
  return (
    <ResultDialog
      title={t('title')}
      summary={t('someFailed', { failed, total: results.length })}
      label={t('results')}
      results={results.map(({ id, error }) => ({
        id,
        name: projects.find((project) => project.id === id)?.name ?? '',
        failed: error !== null,
        text: error ? t('failed', { reason: errorText(error) }) : t('ok'),
      }))}
      onClose={onClose}
    />
  )
}

type Change = { run: (input: { ids: number[] }) => void; pending: boolean; error?: string }

function RemoveForm({ projects, onClose, change }: RemoveProjectsDialogProps & { change: Change }) {
  const t = useTranslations('projects.delete')
  const common = useTranslations('common')
  const [typed, setTyped] = useState('')
  const count = projects.length
  const phrase = count === 1 ? projects[0]!.name : t('phrase', { count })
  const confirmed = typed.trim() === phrase

  function submit(event: FormEvent) {
    event.preventDefault()
    if (confirmed && !change.pending) change.run({ ids: projects.map(({ id }) => id) })
  }

  return (
    <Dialog
      open
      onOpenChange={() => !change.pending && onClose()}
      title={t('title')}
      footer={
        <>
          <Button onClick={onClose} disabled={change.pending}>
            {common('cancel')}
          </Button>
          <Button type="submit" form="remove-projects" kind="danger" loading={change.pending} disabled={!confirmed}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <form id="remove-projects" noValidate className="clr-form" onSubmit={submit}>
        {change.error && (
          <Alert kind="danger" role="alert">
            {change.error}
          </Alert>
        )}
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
      </form>
    </Dialog>
  )
}
