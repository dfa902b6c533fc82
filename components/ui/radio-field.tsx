'use client'

import type { ReactNode } from 'react'

type RadioFieldProps<Value extends string> = {
  /** Begins the ids of its buttons. */
  id: string
  label: string
  /** null while nothing is chosen. */
  value: Value | null
  choices: readonly { value: Value; label: ReactNode; below?: ReactNode }[]
  onChange: (value: Value) => void
}

/** One of a few, all of them in sight; `below` asks what the chosen one needs besides. */
export function RadioField<Value extends string>({ id, label, value, choices, onChange }: RadioFieldProps<Value>) {
  return (
    <fieldset className="radio-field">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <div key={choice.value}>
          <div className="clr-radio-wrapper">
            <input
              type="radio"
              id={`${id}-${choice.value}`}
              name={id}
              value={choice.value}
              checked={value === choice.value}
              data-missing={value === null || undefined}
              onChange={() => onChange(choice.value)}
            />
            <label htmlFor={`${id}-${choice.value}`} className="clr-control-label">
              {choice.label}
            </label>
          </div>
          {value === choice.value && choice.below && <div className="radio-below">{choice.below}</div>}
        </div>
      ))}
    </fieldset>
  )
}
