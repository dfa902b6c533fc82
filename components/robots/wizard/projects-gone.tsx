'use client'

import type { ReactNode } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { keepExisting, type ProjectSelection } from '@/lib/domain/permissions/project-selection'
import { paths } from '@/lib/paths'
import { Button } from '../../ui/button'

type ProjectsGoneProps = {
  text?: ReactNode
  selection: ProjectSelection
  /** Gets the selection without the projects that are gone. */
  onDone: (selection: ProjectSelection) => void
}

/** Selected projects were deleted while the wizard was open: they are in no table any more, so this takes them out. */
export function ProjectsGone({ text, selection, onDone }: ProjectsGoneProps) {
  const t = useTranslations('systemRobots')
  const drop = useMutation({
    mutationFn: () => fetchJson<number[]>(paths.api.projectIds()),
    onSuccess: ({ data }) => onDone(keepExisting(selection, new Set(data))),
  })
  return (
    <>
      {text}{' '}
      <Button kind="link" size="sm" loading={drop.isPending} onClick={() => drop.mutate()}>
        {t('dropGone')}
      </Button>
      {drop.isError && t('selectFailed')}
    </>
  )
}
