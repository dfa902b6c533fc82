'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { HelpTip } from './help-tip'
import { Icon } from './icon'

/** What a control inside a Field must carry to be announced with its label, help, hint and error. */
type ControlProps = {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
  'aria-required': true | undefined
}

export type FieldProps = {
  /** The control's id; the label, error and hint derive theirs from it. */
  id: string
  label: string
  required?: boolean
  /** Longer explanation behind an (i) button beside the label. */
  help?: ReactNode
  /** The error shown under the control; replaces the hint while it lasts. */
  error?: ReactNode
  /** A line under the control, such as the resulting name or date. */
  hint?: ReactNode
}

type Props = FieldProps & { children: ReactNode | ((control: ControlProps) => ReactNode) }

/** Label left, control right, error below, as in Clarity's horizontal forms. */
export function Field({ id, label, required, help, error, hint, children }: Props) {
  const t = useTranslations('common')
  const described = [error ? `${id}-error` : hint ? `${id}-hint` : '', help ? `${id}-help` : ''].filter(Boolean)
  const control: ControlProps = {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described.join(' ') || undefined,
    'aria-required': required || undefined,
  }
  return (
    <div className="clr-form-control field">
      <div className="field-label">
        <label htmlFor={id} className="clr-control-label">
          {label}
        </label>
        {help && (
          <HelpTip label={t('help', { label })} descriptionId={`${id}-help`}>
            {help}
          </HelpTip>
        )}
        {required && (
          <span className="field-required" aria-hidden>
            *
          </span>
        )}
      </div>
      <div className={`clr-control-container ${error ? 'clr-error' : ''}`}>
        {typeof children === 'function' ? children(control) : children}
        <FieldMessage id={id} error={error} hint={hint} />
      </div>
    </div>
  )
}

function FieldMessage({ id, error, hint }: Pick<FieldProps, 'id' | 'error' | 'hint'>) {
  return (
    // The live region exists before the error does, or screen readers would miss the first one.
    <div aria-live="polite">
      {error ? (
        <div className="field-error" id={`${id}-error`}>
          <Icon name="error-standard" />
          <span>{error}</span>
        </div>
      ) : (
        hint && (
          <div className="clr-subtext" id={`${id}-hint`}>
            {hint}
          </div>
        )
      )}
    </div>
  )
}
