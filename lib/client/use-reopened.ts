import { useEffect, useEffectEvent } from 'react'
import { dialogBefore } from './typed-input'

/** Opens the dialog again that could not be, as the page was another version's: see on-demand.tsx. */
export function useReopened<Dialog>(name: string, open: (dialog: Dialog) => void) {
  const reopen = useEffectEvent(open)
  useEffect(() => {
    const dialog = dialogBefore(name)
    if (dialog) reopen(dialog.value as Dialog)
  }, [name])
}
