'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../ui/button'
import { AccessInWords } from '../permissions/access-in-words'

export type PermissionsPart = {
  /** Where they hold, if that is to be said. */
  title?: string
  /** Permission keys, sorted. */
  access: readonly string[]
  /** Shows them as a matrix instead. */
  onTable: () => void
}

type PermissionsToldProps = { parts: readonly PermissionsPart[]; onClose: () => void }

/** What stands in the drop-down of permissions. */
export function PermissionsTold({ parts, onClose }: PermissionsToldProps) {
  const t = useTranslations('robots')

  function showTable({ onTable }: PermissionsPart) {
    // Closed first, so that the focus comes back to the button when the dialog closes.
    onClose()
    onTable()
  }

  return parts.map((part) => (
    <section key={part.title ?? ''}>
      {part.title && <h2 className="access-place">{part.title}</h2>}
      <AccessInWords access={part.access} />
      <Button kind="link" size="sm" onClick={() => showTable(part)}>
        {t('showAsTable')}
      </Button>
    </section>
  ))
}
