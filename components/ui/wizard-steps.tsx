import type { ReactNode } from 'react'
import { Icon } from './icon'

export type WizardStep = {
  id: string
  title: string
  content: ReactNode
  /** Whether one may go on from this step. */
  valid: boolean
  /** While that is being found out: NEXT waits for it. */
  checking?: boolean
}

type WizardStepsProps = {
  steps: WizardStep[]
  current: number
  disabled?: boolean
  onChoose: (index: number) => void
}

/** The numbered steps at the wizard's side. One may go back freely, and forward as far as every step before is valid. */
export function WizardSteps({ steps, current, disabled, onChoose }: WizardStepsProps) {
  const reachable = (index: number) => index <= current || steps.slice(0, index).every((step) => step.valid)
  return (
    <nav className="clr-wizard-stepnav">
      <ol className="clr-wizard-stepnav-list">
        {steps.map((step, index) => (
          <WizardStepItem
            key={step.id}
            number={index + 1}
            title={step.title}
            state={index === current ? 'active' : index < current ? 'complete' : 'idle'}
            disabled={disabled || !reachable(index)}
            onChoose={() => onChoose(index)}
          />
        ))}
      </ol>
    </nav>
  )
}

type WizardStepItemProps = {
  number: number
  title: string
  state: 'active' | 'complete' | 'idle'
  disabled: boolean
  onChoose: () => void
}

function WizardStepItem({ number, title, state, disabled, onChoose }: WizardStepItemProps) {
  return (
    <li className={`clr-wizard-stepnav-item ${state} ${disabled ? 'disabled' : ''}`}>
      <button
        type="button"
        className="btn btn-link clr-wizard-stepnav-link"
        disabled={disabled}
        aria-current={state === 'active' ? 'step' : undefined}
        onClick={onChoose}
      >
        <span className="clr-wizard-stepnav-link-icon">
          {state === 'active' && <Icon name="dot-circle" />}
          {state === 'complete' && <Icon name="success-standard" />}
        </span>
        <span className="clr-wizard-stepnav-link-page-number">{number}</span>
        <span className="clr-wizard-stepnav-link-title">{title}</span>
      </button>
    </li>
  )
}
