'use client'

import { useRef, type ComponentProps, type ReactNode } from 'react'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { useTranslations } from 'next-intl'
import { firstControl } from './first-control'
import { Icon } from './icon'

type DialogProps = {
  open: boolean
  /** Called with false when the user asks to close it; the owner decides. */
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** Stands behind a divider after the title, such as the name of the robot concerned. */
  subtitle?: ReactNode
  /** An icon before the title, such as the green tick of a success. */
  titleIcon?: ReactNode
  size?: 'md' | 'lg'
  /** In the middle, or as a panel at the right edge. */
  placement?: 'middle' | 'side'
  /** What closes it besides its buttons: Escape, or a press outside as well. */
  dismiss?: 'escape' | 'outside'
  closeButton?: boolean
  footer?: ReactNode
  children: ReactNode
}

/** A modal dialog in Clarity's look: focus stays inside and returns to where it came from. */
export function Dialog({ open, onOpenChange, dismiss = 'escape', size = 'md', placement, ...content }: DialogProps) {
  return (
    <BaseDialog.Root open={open} disablePointerDismissal={dismiss !== 'outside'} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="modal-backdrop" forceRender />
        <BaseDialog.Viewport className={placement === 'side' ? 'modal modal-side' : 'modal'}>
          <DialogPopup size={size} {...content} />
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

type DialogPopupProps = Omit<DialogProps, 'open' | 'onOpenChange' | 'dismiss' | 'placement'>

function DialogPopup({ size, closeButton = true, footer, children, ...head }: DialogPopupProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <BaseDialog.Popup
      ref={popup}
      className={`modal-dialog ${size === 'lg' ? 'modal-lg' : 'modal-md'}`}
      // A secret is there to be copied.
      initialFocus={() => firstControl(popup.current, '.secret-field', '.modal-body', '.modal-footer')}
    >
      <div className="modal-content">
        <div className="modal-header--accessible">
          <DialogTitle {...head} />
          {closeButton && <DialogClose />}
        </div>
        <div className="modal-body-wrapper">
          <div className="modal-body">{children}</div>
        </div>
        {footer && <div className="modal-footer">{footer}</div>}
      </div>
    </BaseDialog.Popup>
  )
}

function DialogTitle({ title, subtitle, titleIcon }: Pick<DialogProps, 'title' | 'subtitle' | 'titleIcon'>) {
  return (
    <div className="modal-title-wrapper dialog-title">
      {titleIcon}
      <BaseDialog.Title className="modal-title">{title}</BaseDialog.Title>
      {subtitle && <bdi className="dialog-subtitle">{subtitle}</bdi>}
    </div>
  )
}

/** The cross in the corner. */
export function DialogClose(props: ComponentProps<typeof BaseDialog.Close>) {
  const t = useTranslations('common')
  return (
    <BaseDialog.Close className="icon-button dialog-close" aria-label={t('close')} {...props}>
      <Icon name="times" size={24} />
    </BaseDialog.Close>
  )
}
