'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { createProjectAction } from '@/lib/actions/projects'
import { QueryProvider } from '@/lib/client/query-provider'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useNameTaken, type NameCheck } from '@/lib/client/use-name-taken'
import { createProjectInput, maxProjectNameLength, newProjectName } from '@/lib/domain/projects/project-schema'
import { paths } from '@/lib/paths'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { Spinner } from '../ui/spinner'
import { TextField } from '../ui/text-field'

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
  const form = useForm({
    resolver: zodResolver(createProjectInput),
    mode: 'onChange',
    defaultValues: { name: '', public: false },
  })
  const name = form.watch('name')
  const check = useNameTaken({
    name,
    checkable: newProjectName.safeParse(name).success,
    urlOf: (settled) => paths.api.projects({ q: `name=${settled}`, page_size: 1 }),
  })
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
  const ready = createProjectInput.safeParse(form.getValues()).success && !taken

  return (
    <FormDialog
      id="create-project"
      title={t('create.title')}
      submitLabel={t('create.submit')}
      ready={ready}
      pending={pending}
      error={!late && error}
      onSubmit={form.handleSubmit((input) => run(input))}
      onClose={onClose}
    >
      <TextField
        id="project-name"
        label={t('name')}
        required
        maxLength={maxProjectNameLength}
        error={form.formState.errors.name ? t('invalid.name') : taken ? t('create.exists') : undefined}
        hint={<NameHint check={check} />}
        {...form.register('name', { onChange: clearError, setValueAs: (text: string) => text.trim() })}
      />
      <Field id="project-public" label={t('accessLevel')} hint={t('create.publicHelp')}>
        {(control) => (
          <Checkbox label={t('public')} {...form.register('public')} {...control} aria-label={t('public')} />
        )}
      </Field>
    </FormDialog>
  )
}

function NameHint({ check }: { check: NameCheck }) {
  const t = useTranslations('projects.create')
  if (check === 'failed') return t('checkFailed')
  return <>{check === 'checking' && <Spinner inline label={t('checking')} />}</>
}
