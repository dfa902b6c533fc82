'use client'

import { useEffect, useEffectEvent, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'
import { DialogClose } from './dialog'
import { firstControl } from './first-control'
import { firstMissing } from './first-missing'
import { useUnsaved } from './use-unsaved'
import { WizardFooter } from './wizard-footer'
import { WizardSteps, type WizardStep } from './wizard-steps'

type WizardProps = {
  /** CANCEL, the cross, Escape or Back. Not called while pending. */
  onCancel: () => void
  title: string
  description?: ReactNode
  steps: WizardStep[]
  /** The step to begin with: the first unless told otherwise. */
  start?: number
  /** `md` is 924x420, `xl` 960x675. */
  size?: 'md' | 'xl'
  /** The FINISH button's state beyond the steps' own validity, such as "something has changed". */
  canFinish?: boolean
  /** What finishing comes to, above the buttons of the last step. */
  summary?: ReactNode
  /** Something was typed or chosen: leaving asks first. */
  typed: boolean
  pending?: boolean
  /** Why finishing failed, shown above the page until the owner clears it. */
  error?: ReactNode
  /** The step where that can be mended: the message leads there. */
  errorStep?: number
  onFinish: () => void
}

/** A dialog in steps. Unmount it on close: the step it stands on is its own state. */
export function Wizard({ onCancel, typed, pending, size = 'md', ...content }: WizardProps) {
  const popup = useRef<HTMLDivElement>(null)
  const close = () => !pending && onCancel()
  const { leave, question } = useUnsaved(typed, close)
  return (
    <BaseDialog.Root open disablePointerDismissal onOpenChange={(next) => !next && leave(close)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="modal-backdrop" forceRender />
        <BaseDialog.Viewport className={`modal clr-wizard wizard-${size}`}>
          <BaseDialog.Popup
            ref={popup}
            className={`modal-dialog wizard-dialog-${size}`}
            initialFocus={() => firstControl(popup.current, '.clr-wizard-page')}
          >
            <WizardContent {...content} pending={pending} onCancel={() => leave(close)} />
            {question}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

type WizardContentProps = Omit<WizardProps, 'size' | 'typed'>

function WizardContent({
  title,
  description,
  steps,
  start = 0,
  canFinish = true,
  summary,
  pending,
  error,
  errorStep,
  onFinish,
  onCancel,
}: WizardContentProps) {
  const t = useTranslations('common')
  const [current, setCurrent] = useState(start)
  const [pressed, setPressed] = useState(false)
  const [waits, setWaits] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const step = steps[current]
  const isLast = current === steps.length - 1
  if (!step) throw new Error('A wizard has no such step')

  const enabled = step.valid && (!isLast || canFinish)
  const checking = step.checking ?? false

  function go(index: number) {
    setCurrent(index)
    setPressed(false)
    // Each page begins at its title, for the keyboard and for screen readers.
    requestAnimationFrame(() => heading.current?.focus())
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    // A form inside a portal still bubbles to React parents.
    event.stopPropagation()
    if (pending) return
    if (checking) setWaits(true)
    else goOn()
  }

  function goOn() {
    setWaits(false)
    if (!enabled) {
      setPressed(true)
      firstMissing(page.current)?.focus()
    } else if (isLast) onFinish()
    else go(current + 1)
  }
  const checked = useEffectEvent(goOn)
  useEffect(() => {
    if (waits && !checking) checked()
  }, [waits, checking])

  return (
    <form
      className="clr-wizard-content-wrapper"
      onSubmit={submit}
      // What is typed meanwhile calls it off.
      onChange={() => setWaits(false)}
      noValidate
    >
      <div className="clr-wizard-stepnav-wrapper">
        <BaseDialog.Title className="clr-wizard-title">{title}</BaseDialog.Title>
        {description && <BaseDialog.Description className="wizard-description">{description}</BaseDialog.Description>}
        <WizardSteps steps={steps} current={current} disabled={pending} onChoose={go} />
      </div>
      <div className="clr-wizard-main-content">
        <div className="clr-wizard-header">
          <h3 className="clr-wizard-page-title" tabIndex={-1} ref={heading}>
            {step.title}
          </h3>
          <DialogClose />
        </div>
        {error && (
          // Above the part that scrolls, so that it is seen wherever the page stands.
          <Alert kind="danger" role="alert" className="wizard-error">
            {error}{' '}
            {errorStep !== undefined && errorStep !== current && (
              <Button kind="link" size="sm" onClick={() => go(errorStep)}>
                {steps[errorStep]?.title}
              </Button>
            )}
          </Alert>
        )}
        <div className="clr-wizard-body-wrapper">
          <div className="clr-wizard-body">
            <div className="clr-wizard-page" key={step.id} ref={page}>
              {step.content}
            </div>
          </div>
        </div>
        {isLast && summary}
        <WizardFooter
          onCancel={onCancel}
          onBack={current > 0 ? () => go(current - 1) : undefined}
          isLast={isLast}
          enabled={enabled}
          missing={pressed && !enabled ? t(step.valid ? 'unchanged' : 'missing') : undefined}
          pending={pending}
          waits={waits}
        />
      </div>
    </form>
  )
}
