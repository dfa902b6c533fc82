'use client'

import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'
import { Dialog } from './dialog'

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
  /** Why it failed; the dialog stays open so that one can mend it, try again or cancel. */
  error?: ReactNode
  onSubmit: (event: FormEvent) => void
  onClose: () => void
  children: ReactNode
}

/** A dialog that asks for something and sends it. The first field has the focus, and Enter in a field sends. */
export function FormDialog(props: FormDialogProps) {
  const { id, title, subtitle, submitLabel, kind = 'primary', className = 'clr-form-horizontal', ready = true } = props
  const { pending, error, onSubmit, onClose, children } = props
  const t = useTranslations('common')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (ready && !pending) onSubmit(event)
  }

  return (
    <Dialog
      open
      onOpenChange={() => !pending && onClose()}
      title={title}
      subtitle={subtitle}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} kind={kind} loading={pending} disabled={!ready}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} noValidate className={`clr-form ${className}`} onSubmit={submit}>
        {error && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
        {children}
      </form>
    </Dialog>
  )
}
