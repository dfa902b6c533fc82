'use client'

import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'
import { Dialog } from './dialog'
import { firstMissing } from './first-missing'
import { useTyped } from './use-typed'
import { useUnsaved } from './use-unsaved'

type FormDialogProps = {
  /** The form's id: the button that sends it stands outside of it. */
  id: string
  title: string
  subtitle?: string
  submitLabel: string
  kind?: 'primary' | 'danger'
  /** Beside `clr-form`. */
  className?: string
  /** Whether what is typed may be sent. */
  ready?: boolean
  /** While true the dialog cannot be left and nothing is sent again. */
  pending: boolean
  /** Where what is under way can be stopped: CANCEL becomes STOP meanwhile. */
  onStop?: () => void
  /** Why it failed; the dialog stays open so that one can mend it, try again or cancel. */
  error?: ReactNode
  onSubmit: (event: FormEvent) => void
  onClose: () => void
  children: ReactNode
}

/** A dialog that asks for something and sends it. The first field has the focus, Enter in a field sends; leaving what was typed asks. */
export function FormDialog(props: FormDialogProps) {
  const { id, title, subtitle, submitLabel, kind = 'primary', className = 'clr-form-horizontal', ready = true } = props
  const { pending, onStop, error, onSubmit, onClose, children } = props
  const t = useTranslations('common')
  const { typed, form } = useTyped()
  const [pressed, setPressed] = useState(false)
  const close = () => !pending && onClose()
  const { leave, question } = useUnsaved(typed, close)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    if (ready) return onSubmit(event)
    setPressed(true)
    firstMissing(event.currentTarget)?.focus()
  }

  return (
    <Dialog
      open
      onOpenChange={() => leave(close)}
      title={title}
      subtitle={subtitle}
      footer={
        <>
          <p role="status" className="missing">
            {pressed && !ready && t('missing')}
          </p>
          <Button onClick={() => (pending && onStop ? onStop() : leave(close))} disabled={pending && !onStop}>
            {pending && onStop ? t('stop') : t('cancel')}
          </Button>
          <Button type="submit" form={id} kind={kind} loading={pending} held={!ready}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} noValidate className={`clr-form ${className}`} onSubmit={submit} {...form}>
        {error && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
        {children}
      </form>
      {question}
    </Dialog>
  )
}
