'use client'

import { useRef, type ReactNode } from 'react'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'
import type { ButtonKind } from './button-class'
import { Icon } from './icon'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** The question. */
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  /** While what is asked for inside the question is missing. */
  confirmDisabled?: boolean
  kind?: Extract<ButtonKind, 'primary' | 'danger'>
  /** While true the dialog cannot be left and both buttons wait. */
  pending?: boolean
  /** Where what is under way can be stopped: CANCEL becomes STOP meanwhile. */
  onStop?: () => void
  /** Why it failed; the dialog stays open so that one can try again or cancel. */
  error?: ReactNode
  onConfirm: () => void
}

/** Asks before something that matters. CANCEL has the focus first, so a stray Enter does no harm. */
export function ConfirmDialog({ open, onOpenChange, pending, ...content }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !pending && onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="modal-backdrop" forceRender />
        <AlertDialog.Viewport className="modal">
          <ConfirmPopup {...content} pending={pending} onCancel={() => onOpenChange(false)} />
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

type ConfirmPopupProps = Omit<ConfirmDialogProps, 'open' | 'onOpenChange'> & { onCancel: () => void }

function ConfirmPopup(props: ConfirmPopupProps) {
  const { title, children, confirmLabel, cancelLabel, kind = 'primary', pending, error, onConfirm } = props
  const { confirmDisabled, onStop } = props
  const t = useTranslations('common')
  const cancelRef = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Popup className="modal-dialog modal-md" initialFocus={cancelRef}>
      <div className="modal-content">
        <div className="modal-header--accessible">
          <AlertDialog.Title className="modal-title">{title}</AlertDialog.Title>
        </div>
        <div className="modal-body-wrapper">
          <div className="modal-body">
            {error && (
              <Alert kind="danger" role="alert" className="confirm-error">
                {error}
              </Alert>
            )}
            <div className="confirm-message">
              <Icon name="exclamation-triangle" size={48} className="confirm-icon" />
              <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
            </div>
          </div>
        </div>
        <div className="modal-footer">
          <Button ref={cancelRef} aria-disabled={pending && !onStop} onClick={pending ? onStop : props.onCancel}>
            {pending && onStop ? t('stop') : (cancelLabel ?? t('cancel'))}
          </Button>
          <Button kind={kind} loading={pending} disabled={confirmDisabled} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </div>
      </div>
    </AlertDialog.Popup>
  )
}
