'use client'

import type { ReactNode } from 'react'
import type { ActionResult } from '@/lib/client/use-change'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { ConfirmDialog } from './confirm-dialog'

type ConfirmActionProps<Input, Data> = {
  action: (input: Input) => Promise<ActionResult<Data>>
  input: Input
  /** What the event log calls it, such as "Disable User", and what it is done to. */
  event: string
  name: string
  title: string
  confirmLabel: string
  cancelLabel?: string
  kind?: 'primary' | 'danger'
  /** While what is asked for inside the question is missing. */
  confirmDisabled?: boolean
  /** Said once it is done. */
  done?: string
  /** Instead of closing the question. */
  onDone?: () => void
  onClose: () => void
  /** The question. */
  children: ReactNode
}

/** Asks, then does it: one change of one thing. */
export function ConfirmAction<Input, Data>(props: ConfirmActionProps<Input, Data>) {
  const { action, input, event, name, done, onClose, onDone = onClose, ...question } = props
  const { run, pending, error } = useChange(
    action,
    () => {
      if (done) toast.success(done)
      onDone()
    },
    { title: event, names: () => [name] },
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      {...question}
      pending={pending}
      error={error}
      onConfirm={() => run(input)}
    />
  )
}
