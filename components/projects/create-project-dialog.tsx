'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { createProjectAction } from '@/lib/actions/projects'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { createProjectInput, maxProjectNameLength } from '@/lib/domain/project-schema'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Spinner } from '../ui/spinner'
import { TextField } from '../ui/text-field'
import { useProjectNameTaken, type NameCheck } from './use-project-name-taken'

/** Asks for the name and the access level of a new project. */
export function CreateProjectDialog({ onClose }: { onClose: () => void }) {
  return (
    <QueryProvider>
      <CreateProject onClose={onClose} />
    </QueryProvider>
  )
}

function CreateProject({ onClose }: { onClose: () => void }) {
  const t = useTranslations('projects')
  const common = useTranslations('common')
  const form = useForm({
    resolver: zodResolver(createProjectInput),
    mode: 'onChange',
    defaultValues: { name: '', public: false },
  })
  const name = form.watch('name')
  const check = useProjectNameTaken(name)
  const { run, pending, error, failure, clearError } = useChange(
    createProjectAction,
    () => {
      toast.success(t('create.done', { name }))
      onClose()
    },
    { title: t('create.event'), names: () => [name] },
  )
  // The name was free when it was asked, and taken when it was sent.
  const late = failure?.reason === 'project-exists'
  const taken = late || check === 'taken'
  const ready = createProjectInput.safeParse(form.getValues()).success && !taken && check !== 'checking'

  return (
    <Dialog
      open
      onOpenChange={() => !pending && onClose()}
      title={t('create.title')}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {common('cancel')}
          </Button>
          <Button type="submit" form="create-project" kind="primary" loading={pending} disabled={!ready}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <form
        id="create-project"
        noValidate
        className="clr-form clr-form-horizontal"
        onSubmit={form.handleSubmit((input) => ready && run(input))}
      >
        {error && !late && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
        <TextField
          id="project-name"
          label={t('name')}
          required
          maxLength={maxProjectNameLength}
          error={form.formState.errors.name ? t('invalid.name') : taken ? t('create.exists') : undefined}
          hint={<NameHint check={check} />}
          {...form.register('name', { onChange: clearError })}
        />
        <Field id="project-public" label={t('accessLevel')} hint={t('create.publicHelp')}>
          {(control) => (
            <Checkbox label={t('public')} {...form.register('public')} {...control} aria-label={t('public')} />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

function NameHint({ check }: { check: NameCheck }) {
  const t = useTranslations('projects.create')
  if (check === 'checking') return <Spinner label={t('checking')} />
  if (check === 'failed') return t('checkFailed')
  return null
}
