'use client'

import { useRef } from 'react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'

type TableSelectedProps = {
  count: number
  onClear: () => void
  /** What selects all that match, while that is more than what is selected. */
  selectMatching?: string
  onSelectMatching: () => void
}

/** How many rows are selected; how to select all that match, and none. */
export function TableSelected({ count, onClear, selectMatching, onSelectMatching }: TableSelectedProps) {
  const t = useTranslations('table')
  const clear = useRef<HTMLButtonElement>(null)

  function selectAll() {
    // This button goes: the focus stays beside it.
    clear.current?.focus()
    onSelectMatching()
  }

  return (
    <span className="table-selected">
      <span role="status">{count > 0 && t('selected', { count })}</span>
      {selectMatching && (
        <Button kind="link" size="sm" onClick={selectAll}>
          {selectMatching}
        </Button>
      )}
      {count > 0 && <IconButton ref={clear} icon="times" label={t('clearSelection')} onClick={onClear} />}
    </span>
  )
}
